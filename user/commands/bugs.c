// SPDX-License-Identifier: GPL-2.0-only
/* parallax bugs: which detector reports which bug, as observed by make bugs. */
#include <stdio.h>
#include <string.h>
#include "command.h"
#include "labs/lab_session.h"
#include "claims/bug_matrix.h"

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
	bool json = argc > 1 && !strcmp(argv[1], "--json");
	struct px_build_results evidence;
	struct px_bug_matrix m;
	int status;

	if (argc > 1 + json)
		return px_usage_error("'%s' is not an option of bugs (try --help)", argv[1 + json]);
	status = px_lab_session_evidence(&evidence);
	if (status)
		return status;
	status = px_bug_matrix_init(&m, &evidence) ? px_fail("not enough memory") : show(&m, json);
	px_bug_matrix_free(&m);
	px_build_results_free(&evidence);
	return status;
}

const struct px_command px_command_bugs = {
	.name = "bugs",
	.summary = "which compiler, sanitizer, debug kernel or Rust reports which bug",
	.run = run,
	.help =
"usage: parallax bugs [--json]\n"
"\n"
"Prints the matrix of bugs and detectors that \"make bugs\" has recorded. Each program of\n"
"compare/bugs/ is BROKEN ON PURPOSE and compiled for both sides. Compilers, checkers,\n"
"run-time detectors, debug kernels and rustc were tried on it, and on a corrected version.\n"
"A report on the corrected version is a false positive.\n"
"\n"
"A result that differs from the documented one is UNEXPECTED, and so is a bug that no\n"
"detector of a side caught. \"parallax explain --bug NAME\" explains one bug.\n"
"\n"
"  --json  print the matrix as JSON\n"
"\n"
"Exit status: 0; 1 a result was UNEXPECTED, or there are no results; 2 usage.\n",
};
