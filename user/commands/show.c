// SPDX-License-Identifier: GPL-2.0-only
/* parallax show: the output of "run" again, from a file of results. */
#include <stdio.h>
#include "against.h"
#include "command.h"
#include "output/environment_lines.h"
#include "output/json_decode.h"
#include "output/plot.h"
#include "report.h"
#include "util/args.h"
#include "util/error.h"

static int show(const char *path, const char *against)
{
	struct px_result_file file;
	char why[256];
	int status;

	if (px_result_file_read(&file, path, why, sizeof(why)))
		status = px_fail("%s: %s", path, why);
	else
		status = px_against_find(file.plan.sides, file.plan.nr_sides, against,
					 &file.results.reference);
	if (!status)
		status = px_report(stdout, &file.results, &file.environment, false, path);
	if (!status && px_plot_print(stdout, &file.results))
		status = px_fail("not enough memory");
	if (!status) {
		puts("\nThe environment of the run:\n");
		px_environment_lines_print(stdout, &file.environment);
	}
	px_result_file_free(&file);
	return status;
}

enum { AGAINST = PX_OPTION };

static const struct argp_option options[] = {
	{ "against", AGAINST, "SIDE", 0,
	  "compare with this side, such as user or ioctl×8 (the second side that is present)", 0 },
	{ 0 }
};

struct options {
	const char *against;
	char **paths;
	int nr;
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct options *o = state->input;

	switch (key) {
	case AGAINST:
		o->against = arg;
		return 0;
	case ARGP_KEY_ARGS:
		o->paths = state->argv + state->next;
		o->nr = state->argc - state->next;
		return 0;
	case ARGP_KEY_NO_ARGS:
		return px_usage_error("no file: expected one that \"parallax run --json FILE\" "
				      "wrote");
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.args_doc = "RESULTS.json...",
	.doc = "Print files that \"parallax run --json FILE\" wrote: the table, the comparison in "
	       "words, the use of the machine, and the latencies. Then plot, as plain text, the "
	       "cost against the number of threads, if there are at least two numbers, and the "
	       "latencies. At the end print all that is known of the environment.\v"
	       "Exit status: 0 success; 1 a file cannot be read, or has another format; 2 usage "
	       "error.",
};

static int run(int argc, char **argv)
{
	struct options o = { 0 };
	int status = px_args_parse(&argp, argc, argv, &o);

	for (int i = 0; i < o.nr && !status; i++)
		status = show(o.paths[i], o.against);
	return status;
}

const struct px_command px_command_show = {
	.name = "show",
	.summary = "print kept results again, with plots",
	.run = run,
};
