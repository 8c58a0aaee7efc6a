// SPDX-License-Identifier: GPL-2.0-only
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "value_format.h"

/* One part of a format: "1:gets the lock". */
struct part {
	const char *key, *words;
	int key_length, words_length;
};

/* Removes the first part from *values. False if no part is left. */
static bool next_part(const char **values, struct part *p)
{
	size_t length = strcspn(*values, "|");
	const char *colon = memchr(*values, ':', length);

	if (!colon)
		return false;
	p->key = *values;
	p->key_length = (int)(colon - *values);
	p->words = colon + 1;
	p->words_length = (int)(*values + length - p->words);
	*values += length + ((*values)[length] == '|');
	return true;
}

static void put_error(char *text, size_t size, int64_t value)
{
	const char *name = value > 0 ? NULL : strerrorname_np((int)-value);

	if (name)
		snprintf(text, size, "%s%s", value ? "-" : "", name);
	else
		snprintf(text, size, "%lld", (long long)value);
}

/* The words, with %d and %e replaced. */
static void put_words(char *text, const struct part *p, int64_t value)
{
	size_t n = 0;

	for (int i = 0; i < p->words_length && n < PX_VALUE_FORMAT_SIZE - 1; i++) {
		bool mark = p->words[i] == '%' && i + 1 < p->words_length;

		if (mark && p->words[i + 1] == 'd')
			snprintf(text + n, PX_VALUE_FORMAT_SIZE - n, "%lld", (long long)value);
		else if (mark && p->words[i + 1] == 'e')
			put_error(text + n, PX_VALUE_FORMAT_SIZE - n, value);
		else
			snprintf(text + n, PX_VALUE_FORMAT_SIZE - n, "%c", p->words[i]);
		i += mark;
		n += strlen(text + n);
	}
	text[n] = '\0';
}

void px_value_format(char text[PX_VALUE_FORMAT_SIZE], const char *values, int64_t value)
{
	struct part p;

	while (next_part(&values, &p)) {
		if (p.key[0] == '*' || strtoll(p.key, NULL, 10) == value) {
			put_words(text, &p, value);
			return;
		}
	}
	snprintf(text, PX_VALUE_FORMAT_SIZE, "%lld", (long long)value);
}

bool px_value_format_option(char text[PX_VALUE_FORMAT_SIZE], const char *values, unsigned int nth,
			    int64_t *value)
{
	struct part p;

	while (next_part(&values, &p)) {
		if (p.key[0] == '*' || nth--)
			continue;
		*value = strtoll(p.key, NULL, 10);
		put_words(text, &p, *value);
		return true;
	}
	return false;
}
