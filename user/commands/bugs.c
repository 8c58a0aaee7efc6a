// SPDX-License-Identifier: GPL-2.0-only
/* parallax bugs: which detector finds which bug, from the results of "make bugs". */
#include <stdio.h>
#include "claims/bug_matrix.h"
#include "command.h"
#include "labs/lab_session.h"
#include "util/args.h"
#include "util/error.h"

enum { JSON = PX_OPTION };

static const struct argp_option options[] = {
	{ "json", JSON, NULL, 0, "print JSON", 0 },
	{ 0 }
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	bool *json = state->input;

	if (key != JSON)
		return ARGP_ERR_UNKNOWN;
	*json = true;
	return 0;
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.doc = "Print a matrix of bugs and detectors, from the results of the last \"make bugs\". "
	       "Each program of compare/bugs/ is BROKEN ON PURPOSE. The same source runs in the "
	       "kernel and in user space. A detector is a compiler, a checker, a sanitizer or a "
	       "debug kernel; rustc is one too. Each detector is also given a corrected version of "
	       "the program, and must report nothing on it.\v"
	       "A detector with another result than expected is UNEXPECTED. So is a bug that no "
	       "detector finds on a side. \"parallax explain --bug NAME\" describes a bug.\n\n"
	       "Exit status: 0 success; 1 a result is UNEXPECTED, or there are no results; 2 usage "
	       "error.",
};

static int show(const struct px_bug_matrix *m, bool json)
{
	if (!m->observed)
		return px_fail("no results; run \"make bugs\" first");
	if (json && px_report_write_error("the matrix", px_bug_matrix_json(stdout, m)))
		return PX_EXIT_FAILED;
	if (!json)
		px_bug_matrix_print(stdout, m);
	return m->unexpected ? PX_EXIT_FAILED : PX_EXIT_FINE;
}

static int run(int argc, char **argv)
{
	struct px_build_results build;
	struct px_bug_matrix m;
	bool json = false;
	int status = px_args_parse(&argp, argc, argv, &json);

	if (!status)
		status = px_lab_session_read_build(&build);
	if (status)
		return status;
	status = px_bug_matrix_init(&m, &build) ? px_fail("not enough memory") : show(&m, json);
	px_bug_matrix_free(&m);
	px_build_results_free(&build);
	return status;
}

const struct px_command px_command_bugs = {
	.name = "bugs",
	.summary = "show which detector finds which bug",
	.run = run,
};
