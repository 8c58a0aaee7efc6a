// SPDX-License-Identifier: GPL-2.0-only
/* parallax diff: whether it grew slower from one file of results to another. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "command.h"
#include "diff.h"

#define THRESHOLD	5.0	/* percent */

static bool parse_percent(const char *text, double *percent)
{
	char *end;

	*percent = strtod(text, &end);
	return end != text && !*end && *percent >= 0 && *percent <= 1000;
}

static int compare(const struct px_loaded *before, const struct px_loaded *after, double percent)
{
	struct px_diff diff;
	char why[256];

	if (px_diff_check(before, after, why, sizeof(why)))
		return px_fail("%s and %s: %s", before->path, after->path, why);
	if (px_diff_print(stdout, before, after, percent / 100, &diff))
		return px_fail("not enough memory");
	if (!diff.compared)
		return px_fail("%s and %s have nothing in common", before->path, after->path);
	return diff.slower ? PX_EXIT_FAILED : PX_EXIT_FINE;
}

static int read_and_compare(const char *const paths[2], double percent)
{
	struct px_loaded loaded[2] = { 0 };
	int status = PX_EXIT_FINE;
	char why[256];

	for (unsigned int i = 0; i < 2 && !status; i++)
		if (px_loaded_read(&loaded[i], paths[i], why, sizeof(why)))
			status = px_fail("%s: %s", paths[i], why);
	if (!status)
		status = compare(&loaded[0], &loaded[1], percent);
	px_loaded_free(&loaded[0]);
	px_loaded_free(&loaded[1]);
	return status;
}

static int run(int argc, char **argv)
{
	const char *paths[2] = { NULL, NULL };
	double percent = THRESHOLD;
	unsigned int nr = 0;

	for (int i = 1; i < argc; i++) {
		if (!strcmp(argv[i], "--threshold")) {
			if (++i == argc || !parse_percent(argv[i], &percent))
				return px_usage("--threshold: expected percent, 0 to 1000");
		} else if (argv[i][0] == '-' || nr == 2) {
			return px_usage("'%s': expected two files and --threshold (try --help)",
					argv[i]);
		} else {
			paths[nr++] = argv[i];
		}
	}
	if (nr < 2)
		return px_usage("diff of what? expected two files of results (try --help)");
	return read_and_compare(paths, percent);
}

const struct px_command px_command_diff = {
	.name = "diff",
	.summary = "compares two kept results: did anything grow slower?",
	.run = run,
	.help =
"usage: parallax diff BEFORE.json AFTER.json [--threshold PERCENT]\n"
"\n"
"Two kernels, two machines, before and after a patch: every workload on every side that\n"
"is in both files, with the same numbers. It is slower when the whole 95 % interval of\n"
"after/before lies above 1 + PERCENT/100 (5). Of many comparisons without a difference\n"
"one in forty has an interval above 1: with --threshold 0 it would be called slower.\n"
"Files are refused that are not comparable: made under another accelerator, or with other\n"
"debug options of the kernel.\n"
"\n"
"Exit status: 0 nothing is slower; 1 something is, or a file is refused; 2 usage.\n",
};
