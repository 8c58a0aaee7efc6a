// SPDX-License-Identifier: GPL-2.0-only
/* parallax explain: a concept, on both sides, and where to look. */
#include <stdio.h>
#include <string.h>
#include "command.h"
#include "claims/concepts.h"
#include "labs/lab_session.h"
#include "claims/bug_matrix.h"

static int print_bug(const char *name)
{
	struct px_build_results evidence;
	struct px_bug_matrix m;
	int status = px_lab_session_evidence(&evidence);

	if (status)
		return status;
	if (px_bug_matrix_init(&m, &evidence))
		status = px_fail("not enough memory");
	for (unsigned int i = 0; i < m.nr && !status; i++)
		if (!strcmp(m.rows[i].doc->name, name))
			px_bug_row_print(stdout, &m.rows[i]);
	px_bug_matrix_free(&m);
	px_build_results_free(&evidence);
	return status;
}

static int explain_bug(int argc, char **argv)
{
	if (argc == 2) {
		for (unsigned int i = 0; i < px_bug_doc_count; i++)
			printf("%-18s%s\n", px_bug_docs[i]->name, px_bug_docs[i]->wrong);
		return PX_EXIT_FINE;
	}
	if (argc > 3)
		return px_usage_error("explain --bug takes one name, but got '%s' as well", argv[3]);
	if (!px_bug_doc_find(argv[2]))
		return px_usage_error("unknown bug '%s' (parallax explain --bug names them)", argv[2]);
	return print_bug(argv[2]);
}

static int explain(int argc, char **argv)
{
	const struct px_concept *concept;

	if (argc == 1) {
		for (unsigned int i = 0; i < px_concept_count; i++)
			puts(px_concepts[i].name);
		return PX_EXIT_FINE;
	}
	if (!strcmp(argv[1], "--bug"))
		return explain_bug(argc, argv);
	if (argc > 2)
		return px_usage_error("explain takes one concept, but got '%s' as well", argv[2]);
	concept = px_concept_find(argv[1]);
	if (!concept)
		return px_usage_error("unknown concept '%s' (parallax explain names them)", argv[1]);
	px_concept_print(stdout, concept);
	return PX_EXIT_FINE;
}

const struct px_command px_command_explain = {
	.name = "explain",
	.summary = "a concept: what the notes say, both APIs, where to look",
	.run = explain,
	.help =
"usage: parallax explain [CONCEPT]\n"
"       parallax explain --bug [NAME]\n"
"\n"
"What the notes say of a concept, the kernel's API and the one of user space, what\n"
"to watch for, which labs and workloads to run, and where its twins stand in the\n"
"source. Without a CONCEPT: names them all.\n"
"\n"
"  --bug NAME  a bug: what is wrong, its effect, and what each compiler, sanitizer and debug\n"
"              kernel reported. Without a NAME: names them all.\n",
};
