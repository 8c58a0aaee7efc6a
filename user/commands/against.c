// SPDX-License-Identifier: GPL-2.0-only
#include <stdio.h>
#include <string.h>
#include "against.h"
#include "measure/results.h"
#include "util/error.h"
#include "util/nearest.h"

/* ioctlx8 is ioctl×8. */
static bool is_name(const char *text, const char *name)
{
	size_t kind = strcspn(name, "\303");	/* the first byte of × */

	if (!strcmp(text, name))
		return true;
	return !strncmp(name + kind, "×", 2) && !strncmp(text, name, kind) &&
	       text[kind] == 'x' && !strcmp(text + kind + 1, name + kind + 2);
}

/* True if it names a side that this run does not have, perhaps with a size: uring, ioctlx8. */
static bool is_side(const char *text)
{
	size_t kind = strcspn(text, "x\303");

	for (unsigned int i = 0; px_sides[i]; i++)
		if (!strncmp(px_side_kind(px_sides[i]), text, kind) &&
		    !px_side_kind(px_sides[i])[kind])
			return true;
	return false;
}

static int fail_absent(const struct px_side *const *sides, unsigned int nr, const char *text)
{
	char names[256] = "";

	for (unsigned int s = 0; s < nr; s++)
		snprintf(names + strlen(names), sizeof(names) - strlen(names), "%s%s",
			 s ? ", " : "", sides[s]->name);
	return px_usage_error("--against: %s is not among the sides of this run (%s)", text,
			      names);
}

int px_against_find(const struct px_side *const *sides, unsigned int nr, const char *text,
		    unsigned int *reference)
{
	struct px_nearest near = { .text = text };

	*reference = PX_NO_REFERENCE;
	if (!text)
		return PX_EXIT_FINE;
	for (unsigned int s = 0; s < nr; s++) {
		px_nearest_try(&near, sides[s]->name);
		if (is_name(text, sides[s]->name)) {
			*reference = s;
			return PX_EXIT_FINE;
		}
	}
	for (unsigned int s = 0; s < nr && *reference == PX_NO_REFERENCE; s++)
		if (!strcmp(text, px_side_kind(sides[s])))
			*reference = s;
	if (*reference != PX_NO_REFERENCE)
		return PX_EXIT_FINE;
	if (is_side(text))
		return fail_absent(sides, nr, text);
	return px_nearest_fail(&near, "side for --against", "parallax list");
}
