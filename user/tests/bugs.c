// SPDX-License-Identifier: GPL-2.0-only
/* mistakes NAME: makes that mistake, for whoever watches it. mistakes: names them all. */
#include <stdio.h>
#include <string.h>
#include "bugs/bug.h"

#define DECLARE(name)	extern const struct px_bug px_bug_##name;
#define ENTRY(name)	&px_bug_##name,

PX_BUGS(DECLARE)
static const struct px_bug *const mistakes[] = { PX_BUGS(ENTRY) };

int main(int argc, char **argv)
{
	for (size_t i = 0; i < PX_COUNT_OF(mistakes); i++) {
		if (argc == 1)
			puts(mistakes[i]->name);
		else if (!strcmp(argv[1], mistakes[i]->name))
			return mistakes[i]->make(), 0;
	}
	if (argc > 1)
		fprintf(stderr, "mistakes: there is no '%s'\n", argv[1]);
	return argc > 1 ? 2 : 0;
}
