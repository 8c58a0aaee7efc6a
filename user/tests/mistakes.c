// SPDX-License-Identifier: GPL-2.0-only
/* mistakes NAME: makes that mistake, for whoever watches it. mistakes: names them all. */
#include <stdio.h>
#include <string.h>
#include "mistake.h"

#define DECLARE(name)	extern const struct px_mistake px_mistake_##name;
#define ENTRY(name)	&px_mistake_##name,

PX_MISTAKES(DECLARE)
static const struct px_mistake *const mistakes[] = { PX_MISTAKES(ENTRY) };

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
