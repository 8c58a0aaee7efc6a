// SPDX-License-Identifier: GPL-2.0-only
/* parallax explain: a concept, on both sides, and where to look. */
#include <stdio.h>
#include "command.h"
#include "concepts.h"

static int explain(int argc, char **argv)
{
	const struct px_concept *concept;

	if (argc == 1) {
		for (unsigned int i = 0; i < px_concept_count; i++)
			puts(px_concepts[i].name);
		return PX_EXIT_FINE;
	}
	if (argc > 2)
		return px_usage("explain takes one concept, but got '%s' as well", argv[2]);
	concept = px_concept_find(argv[1]);
	if (!concept)
		return px_usage("unknown concept '%s' (parallax explain names them)", argv[1]);
	px_concept_print(stdout, concept);
	return PX_EXIT_FINE;
}

const struct px_command px_command_explain = {
	.name = "explain",
	.summary = "a concept: what the notes say, both APIs, where to look",
	.run = explain,
	.help =
"usage: parallax explain [CONCEPT]\n"
"\n"
"What the notes say of a concept, the kernel's API and the one of user space, what\n"
"to watch for, which labs and workloads to run, and where its twins stand in the\n"
"source. Without a CONCEPT: names them all.\n",
};
