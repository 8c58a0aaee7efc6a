// SPDX-License-Identifier: GPL-2.0-only
/* parallax bugs: who catches which, as make bugs has seen it. */
#include <stdio.h>
#include <string.h>
#include "command.h"
#include "labs/lab_session.h"
#include "claims/bug_matrix.h"

static int show(const struct px_bug_matrix *m, bool json)
{
	if (!m->observed)
		return px_fail("nothing was seen of any mistake: make bugs tries them");
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
		return px_usage_error("'%s' is not an option of mistakes (try --help)", argv[1 + json]);
	status = px_lab_session_evidence(&evidence);
	if (status)
		return status;
	status = px_bug_matrix_make(&m, &evidence) ? px_fail("not enough memory") : show(&m, json);
	px_bug_matrix_free(&m);
	px_build_results_free(&evidence);
	return status;
}

const struct px_command px_command_bugs = {
	.name = "bugs",
	.summary = "who catches which mistake: compilers, sanitizers, debug kernels, Rust",
	.run = run,
	.help =
"usage: parallax bugs [--json]\n"
"\n"
"The matrix of mistakes and nets: each program of compare/bugs/ is BROKEN ON PURPOSE, one\n"
"source for both worlds, and was given to compilers and checkers, to what watches programs\n"
"and kernels run, and to rustc, the last time that make bugs did so. Each net was given\n"
"the program put right as well, of which it must not say a word.\n"
"\n"
"A net that did not do as expected is UNEXPECTED, and so is a mistake that nobody caught in\n"
"a world. parallax explain --mistake NAME tells of one.\n"
"\n"
"Exit status: 0; 1 something was UNEXPECTED, or nothing was seen; 2 usage.\n",
};
