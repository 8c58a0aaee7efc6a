// SPDX-License-Identifier: GPL-2.0-only
/* parallax diff: did a workload become slower between two files of results? */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "command.h"
#include "output/diff.h"
#include "util/args.h"
#include "util/error.h"

#define THRESHOLD	5.0	/* percent */
#define MAX_RUNS	256u	/* before --to, and as many after it */

static bool parse_percent(const char *text, double *percent)
{
	char *end;

	*percent = strtod(text, &end);
	return end != text && !*end && *percent >= 0 && *percent <= 1000;
}

struct options {
	const char *paths[2][MAX_RUNS];		/* before, after */
	unsigned int nr[2];
	unsigned int series;			/* index of the series of the next path */
	double percent;
};

/* Each file must be comparable with the first one. */
static int check(const struct px_result_file *files, unsigned int nr)
{
	char why[256];

	for (unsigned int i = 1; i < 2 * nr; i++)
		if (px_diff_check(&files[0], &files[i], why, sizeof(why)))
			return px_fail("%s and %s: %s", files[0].path, files[i].path, why);
	return PX_EXIT_FINE;
}

static int compare(const struct px_result_file *files, unsigned int nr, double percent)
{
	struct px_diff diff;

	if (px_diff_print(stdout, files, files + nr, nr, percent / 100, &diff))
		return px_fail("not enough memory");
	if (!diff.compared)
		return px_fail("%s and %s have no workload and side in common",
			       files[0].path, files[nr].path);
	return diff.slower ? PX_EXIT_FAILED : PX_EXIT_FINE;
}

/* The files before --to come first. */
static int read_and_compare(const struct options *o)
{
	unsigned int nr = o->nr[0];
	struct px_result_file *files = calloc(2 * nr, sizeof(*files));
	int status = files ? PX_EXIT_FINE : px_fail("not enough memory");
	char why[256];

	for (unsigned int i = 0; i < 2 * nr && !status; i++) {
		const char *path = o->paths[i >= nr][i % nr];

		if (px_result_file_read(&files[i], path, why, sizeof(why)))
			status = px_fail("%s: %s", path, why);
	}
	if (!status)
		status = check(files, nr);
	if (!status)
		status = compare(files, nr, o->percent);
	for (unsigned int i = 0; files && i < 2 * nr; i++)
		px_result_file_free(&files[i]);
	free(files);
	return status;
}

enum { THRESHOLD_OPTION = PX_OPTION, TO };

static const struct argp_option options[] = {
	{ "threshold", THRESHOLD_OPTION, "PERCENT", 0,
	  "ignore a smaller difference, 0 to 1000 (5)", 0 },
	{ "to", TO, NULL, 0, "the following files are AFTER", 0 },
	{ 0 }
};

static int add_path(struct options *o, const char *path)
{
	if (o->nr[o->series] == MAX_RUNS)
		return px_usage_error("expected at most %u files before --to and after it",
				      MAX_RUNS);
	o->paths[o->series][o->nr[o->series]++] = path;
	return 0;
}

/* Without --to, two files are BEFORE and AFTER. */
static int check_paths(struct options *o)
{
	if (!o->series && o->nr[0] == 2) {
		o->paths[1][0] = o->paths[0][1];
		o->nr[0] = o->nr[1] = 1;
	}
	if (o->nr[0] && o->nr[0] == o->nr[1])
		return 0;
	return px_usage_error("expected two files, or as many before --to as after it; "
			      "got %u and %u", o->nr[0], o->nr[1]);
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct options *o = state->input;

	switch (key) {
	case THRESHOLD_OPTION:
		return parse_percent(arg, &o->percent) ? 0 :
		       px_usage_error("--threshold '%s': expected percent, 0 to 1000", arg);
	case TO:
		if (o->series++)
			return px_usage_error("--to: expected only once");
		return 0;
	case ARGP_KEY_ARG:
		return add_path(o, arg);
	case ARGP_KEY_END:
		return check_paths(o);
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.args_doc = "BEFORE.json AFTER.json\nBEFORE.json... --to AFTER.json...",
	.doc = "Compare results of \"parallax run --json\" from two kernels, two machines, or from "
	       "before and after a change: each workload on each side that is in both files with "
	       "the same parameters. It is slower if the whole 95 % interval of AFTER/BEFORE is "
	       "above 1 + PERCENT/100. The row must also survive Holm's adjustment for all "
	       "rows.\v"
	       "With too few rounds for the adjustment the interval alone decides, and a line "
	       "says so. A row whose check failed is not judged. An effect on a whole run, such "
	       "as the temperature of the machine or the placement in memory, cannot be seen in "
	       "the rounds of one file. With 6 to 256 files on each side of --to, the first "
	       "BEFORE is compared with the first AFTER, and so on. Make them in alternation; "
	       "\"make compare-revisions\" does it all. Files from different accelerators, or "
	       "from kernels with different debug "
	       "options, are refused.\n\n"
	       "Exit status: 0 nothing is slower; 1 something is slower, or a file is refused; 2 "
	       "usage error.",
};

static int run(int argc, char **argv)
{
	struct options o = { .percent = THRESHOLD };
	int status = px_args_parse_in_order(&argp, argc, argv, &o);

	return status ? status : read_and_compare(&o);
}

const struct px_command px_command_diff = {
	.name = "diff",
	.summary = "compare kept results: did a workload become slower?",
	.run = run,
};
