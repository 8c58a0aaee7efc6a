// SPDX-License-Identifier: GPL-2.0-only
#include <string.h>
#include "error.h"
#include "nearest.h"

#define MAX_NAME	64u

static unsigned int least(unsigned int a, unsigned int b)
{
	return a < b ? a : b;
}

/*
 * The number of characters to insert, delete, replace, or exchange with the next one.
 * Each row belongs to a character of a: the row before, and the one before that, are kept.
 */
static unsigned int edit_distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
	unsigned int rows[3][MAX_NAME + 1];

	for (size_t i = 0; i <= a_length; i++) {
		unsigned int *row = rows[i % 3], *previous = rows[(i + 2) % 3];

		row[0] = (unsigned int)i;
		for (size_t j = 1; j <= b_length; j++) {
			if (!i) {
				row[j] = (unsigned int)j;
				continue;
			}
			row[j] = least(least(previous[j], row[j - 1]) + 1,
				       previous[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				row[j] = least(row[j], rows[(i + 1) % 3][j - 2] + 1);
		}
	}
	return rows[a_length % 3][b_length];
}

void px_nearest_try(struct px_nearest *near, const char *name)
{
	size_t text_length = strlen(near->text), name_length = strlen(name);
	unsigned int distance;

	if (!text_length || text_length > MAX_NAME || name_length > MAX_NAME)
		return;
	distance = edit_distance(near->text, text_length, name, name_length);
	if (distance > (name_length + 2) / 3 || (near->name && distance >= near->distance))
		return;
	near->name = name;
	near->distance = distance;
}

int px_nearest_fail(const struct px_nearest *near, const char *kind, const char *list)
{
	if (near->name)
		return px_usage_error("unknown %s '%s': did you mean %s?", kind, near->text,
				      near->name);
	return px_usage_error("unknown %s '%s': expected a name that \"%s\" lists", kind,
			      near->text, list);
}
