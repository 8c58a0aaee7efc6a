// SPDX-License-Identifier: GPL-2.0-only
/* parallax diff: whether it grew slower from one file of results to another. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "command.h"
#include "output/diff.h"

#define THRESHOLD	5.0	/* percent */
#define MAX_RUNS	256u	/* before, and as many after */

static bool parse_percent(const char *text, double *percent)
{
	char *end;

	*percent = strtod(text, &end);
	return end != text && !*end && *percent >= 0 && *percent <= 1000;
}

struct request {
	const char *paths[2][MAX_RUNS];		/* before, after */
	unsigned int nr[2];
	double percent;
};

/* All of a series are held against its first, and the two firsts against each other. */
static int check(const struct px_result_file *loaded, unsigned int nr)
{
	char why[256];

	for (unsigned int i = 1; i < 2 * nr; i++)
		if (px_diff_check(&loaded[0], &loaded[i], why, sizeof(why)))
			return px_fail("%s and %s: %s", loaded[0].path, loaded[i].path, why);
	return PX_EXIT_FINE;
}

static int compare(const struct px_result_file *loaded, unsigned int nr, double percent)
{
	struct px_diff diff;

	if (px_diff_print(stdout, loaded, loaded + nr, nr, percent / 100, &diff))
		return px_fail("not enough memory");
	if (!diff.compared)
		return px_fail("%s and %s have nothing in common", loaded[0].path, loaded[nr].path);
	return diff.slower ? PX_EXIT_FAILED : PX_EXIT_FINE;
}

/* Those before, then those after. */
static int read_and_compare(const struct request *r)
{
	unsigned int nr = r->nr[0];
	struct px_result_file *loaded = calloc(2 * nr, sizeof(*loaded));
	int status = loaded ? PX_EXIT_FINE : px_fail("not enough memory");
	char why[256];

	for (unsigned int i = 0; i < 2 * nr && !status; i++) {
		const char *path = r->paths[i >= nr][i % nr];

		if (px_result_file_read(&loaded[i], path, why, sizeof(why)))
			status = px_fail("%s: %s", path, why);
	}
	if (!status)
		status = check(loaded, nr);
	if (!status)
		status = compare(loaded, nr, r->percent);
	for (unsigned int i = 0; loaded && i < 2 * nr; i++)
		px_result_file_free(&loaded[i]);
	free(loaded);
	return status;
}

static int parse(struct request *r, int argc, char **argv)
{
	unsigned int series = 0;

	for (int i = 1; i < argc; i++) {
		if (!strcmp(argv[i], "--threshold")) {
			if (++i == argc || !parse_percent(argv[i], &r->percent))
				return px_usage_error("--threshold: expected percent, 0 to 1000");
		} else if (!strcmp(argv[i], "--to") && !series) {
			series = 1;
		} else if (argv[i][0] == '-') {
			return px_usage_error("'%s': expected files, --to and --threshold (try --help)",
					argv[i]);
		} else if (r->nr[series] == MAX_RUNS) {
			return px_usage_error("more than %u files on one side", MAX_RUNS);
		} else {
			r->paths[series][r->nr[series]++] = argv[i];
		}
	}
	if (!series && r->nr[0] == 2) {
		r->paths[1][0] = r->paths[0][1];
		r->nr[0] = r->nr[1] = 1;
	}
	if (!r->nr[0] || r->nr[0] != r->nr[1])
		return px_usage_error("diff of what? expected two files of results, or as many before --to "
				"as after it; found %u and %u (try --help)", r->nr[0], r->nr[1]);
	return PX_EXIT_FINE;
}

static int run(int argc, char **argv)
{
	struct request request = { .percent = THRESHOLD };
	int status = parse(&request, argc, argv);

	return status ? status : read_and_compare(&request);
}

const struct px_command px_command_diff = {
	.name = "diff",
	.summary = "compares kept results: did anything grow slower?",
	.run = run,
	.help =
"usage: parallax diff BEFORE.json AFTER.json [--threshold PERCENT]\n"
"       parallax diff BEFORE.json… --to AFTER.json… [--threshold PERCENT]\n"
"\n"
"Two kernels, two machines, before and after a patch: every workload on every side that\n"
"is in both files, with the same numbers. It is slower when the whole 95 % interval of\n"
"after/before lies above 1 + PERCENT/100 (5). Of many comparisons without a difference\n"
"one in forty has an interval above 1: with --threshold 0 it would be called slower.\n"
"What befell a whole run, the machine's mood or where things lay in memory, is in none of its\n"
"rounds. So, of as many files before --to as after it (6 to 256), the first of the ones is held\n"
"against the first of the others, and so on: make them in turn. make compare-revisions does all that.\n"
"Files are refused that are not comparable: made under another accelerator, or with other\n"
"debug options of the kernel.\n"
"\n"
"Exit status: 0 nothing is slower; 1 something is, or a file is refused; 2 usage.\n",
};
