// SPDX-License-Identifier: GPL-2.0-only
/*
 * The command line of "parallax run", one argument on each line: it is parsed, and all values are
 * within the limits; or it is refused in one line.
 */
#include "commands/run_options.h"
#include "fuzz.h"
#include "harness/run_spec.h"
#include "util/args.h"
#include "util/error.h"

#define MAX_ARGUMENTS	30

static void check(const struct px_run_options *r)
{
	const char *why;

	fuzz_require(r->nr_workloads && r->sides.nr && r->sides.nr <= PX_MAX_SIDES);
	fuzz_require(r->rounds >= 1 && r->rounds <= 1000 && r->seed <= PX_MAX_SEED);
	for (unsigned int i = 0; i < px_sweep_count(&r->sweep); i++) {
		struct px_run_spec spec = px_sweep_spec(&r->sweep, i);

		fuzz_require(!px_run_spec_check(&spec, &px_limits_hard, &why));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *argv[MAX_ARGUMENTS + 2] = { "run" };
	char *text = strndup((const char *)data, size), *rest = text;
	struct px_run_options r;
	int argc = 1, status;

	while (argc <= MAX_ARGUMENTS && (argv[argc] = strsep(&rest, "\n")))
		argc++;
	argv[argc] = NULL;
	stdout = fuzz_null();	/* --help prints to it */
	fuzz_messages = 0;
	status = px_run_options_parse(&r, argc, argv);
	if (status == PX_HELP_PRINTED)
		fuzz_require(!fuzz_messages);
	else if (status)
		fuzz_require(fuzz_messages == 1 || r.input_path);
	else
		check(&r);
	px_run_options_free(&r);
	free(text);
	return 0;
}
