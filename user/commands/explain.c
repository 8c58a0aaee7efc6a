// SPDX-License-Identifier: GPL-2.0-only
/* parallax explain: describes a concept or a bug. */
#include <stdio.h>
#include <string.h>
#include "claims/bug_matrix.h"
#include "claims/concepts.h"
#include "command.h"
#include "labs/lab_session.h"
#include "util/args.h"
#include "util/error.h"
#include "util/nearest.h"

enum { BUG = PX_OPTION };

struct options {
	const char *name;	/* NULL: list the names */
	bool bug;		/* the name of a bug, not of a concept */
};

static const struct argp_option options[] = {
	{ "bug", BUG, NULL, 0,
	  "describe a bug: what the program does wrong, what happens, and what each compiler, "
	  "sanitizer and debug kernel reports", 0 },
	{ 0 }
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct options *o = state->input;

	switch (key) {
	case BUG:
		o->bug = true;
		return 0;
	case ARGP_KEY_ARG:
		if (o->name)
			return px_usage_error("expected one name, but got '%s' as well", arg);
		o->name = arg;
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.args_doc = "[CONCEPT]\n--bug [NAME]",
	.doc = "Describe a concept: what the notes say, both APIs, and what to watch for. Then "
	       "list its labs, its workloads, and the source files of its twins. Without a name, "
	       "list all names.",
};

static int print_bug(const char *name)
{
	struct px_build_results build;
	struct px_bug_matrix m;
	int status = px_lab_session_read_build(&build);

	if (status)
		return status;
	if (px_bug_matrix_init(&m, &build))
		status = px_fail("not enough memory");
	for (unsigned int i = 0; i < m.nr && !status; i++)
		if (!strcmp(m.rows[i].doc->name, name))
			px_bug_row_print(stdout, &m.rows[i]);
	px_bug_matrix_free(&m);
	px_build_results_free(&build);
	return status;
}

static int explain_bug(const char *name)
{
	struct px_nearest near = { .text = name };

	for (unsigned int i = 0; !name && i < px_bug_doc_count; i++)
		printf("%-18s%s\n", px_bug_docs[i]->name, px_bug_docs[i]->wrong);
	if (!name)
		return PX_EXIT_FINE;
	if (px_bug_doc_find(name))
		return print_bug(name);
	for (unsigned int i = 0; i < px_bug_doc_count; i++)
		px_nearest_try(&near, px_bug_docs[i]->name);
	return px_nearest_fail(&near, "bug", "parallax explain --bug");
}

static int explain_concept(const char *name)
{
	struct px_nearest near = { .text = name };
	const struct px_concept *concept = name ? px_concept_find(name) : NULL;

	if (concept) {
		px_concept_print(stdout, concept);
		return PX_EXIT_FINE;
	}
	for (unsigned int i = 0; i < px_concept_count; i++) {
		if (name)
			px_nearest_try(&near, px_concepts[i].name);
		else
			puts(px_concepts[i].name);
	}
	return name ? px_nearest_fail(&near, "concept", "parallax explain") : PX_EXIT_FINE;
}

static int run(int argc, char **argv)
{
	struct options o = { 0 };
	int status = px_args_parse(&argp, argc, argv, &o);

	if (status)
		return status;
	return o.bug ? explain_bug(o.name) : explain_concept(o.name);
}

const struct px_command px_command_explain = {
	.name = "explain",
	.summary = "describe a concept: the notes, both APIs, where to look",
	.run = run,
};
