// SPDX-License-Identifier: GPL-2.0-only
/* bugs NAME: runs a bug, so that a detector can report it. Without a NAME: lists all bugs. */
#include <stdio.h>
#include <string.h>
#include "bugs/bug.h"

#define DECLARE(name)	extern const struct px_bug px_bug_##name;
#define ENTRY(name)	&px_bug_##name,

PX_BUGS(DECLARE)
static const struct px_bug *const bugs[] = { PX_BUGS(ENTRY) };

int main(int argc, char **argv)
{
	for (size_t i = 0; i < PX_COUNT_OF(bugs); i++) {
		if (argc == 1)
			puts(bugs[i]->name);
		else if (!strcmp(argv[1], bugs[i]->name))
			return bugs[i]->run(), 0;
	}
	if (argc > 1)
		fprintf(stderr, "bugs: unknown bug '%s'\n", argv[1]);
	return argc > 1 ? 2 : 0;
}
