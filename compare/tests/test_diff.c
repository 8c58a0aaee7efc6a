// SPDX-License-Identifier: GPL-2.0-only
/* diff: which rows are slower, adjusted for all rows. */
#include "fake_results.h"
#include "output/diff.h"
#include "tap.h"

#define ROWS	31u
#define ROUNDS	13u

static struct px_bench_case cases[ROWS];

static void fill(struct px_result_file *file, unsigned int rounds)
{
	*file = (struct px_result_file){ .path = "a file" };
	file->plan = (struct px_plan){ .cases = cases, .nr_cases = ROWS, .sides = fake_pair,
				       .nr_sides = 1, .rounds = rounds, .seed = 1 };
	if (px_results_init(&file->results, &file->plan))
		abort();
	for (unsigned int c = 0; c < ROWS; c++)
		for (unsigned int r = 0; r < rounds; r++)
			fake_finding(fake_round(&file->results, c, 0, r, 100), "count", 1, 1);
}

static void slow(struct px_result_file *file, unsigned int row, unsigned int round, double ns)
{
	struct px_record *rec = &px_results_round(&file->results, row, 0, round)->record;

	rec->workers[0].end_ns = (uint64_t)(ns * (double)rec->workers[0].ops);
}

/* Row 0 is slower in all rounds, and row 1 in all but the first 4. */
static void slow_rows(struct px_result_file *file)
{
	for (unsigned int r = 0; r < file->plan.rounds; r++) {
		slow(file, 0, r, 120 + r);
		slow(file, 1, r, r < 4 ? 99.5 - 0.5 * r : 120 + r);
	}
}

static char *print(struct px_result_file *before, struct px_result_file *after,
		   struct px_diff *diff)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	if (!out || px_diff_print(out, before, after, 1, 0.05, diff) || fclose(out))
		abort();
	return text;
}

static void test_adjusted(void)
{
	struct px_result_file before, after;
	struct px_diff diff;
	char *text;

	fill(&before, ROUNDS);
	fill(&after, ROUNDS);
	slow_rows(&after);
	text = print(&before, &after, &diff);
	tap_ok(diff.compared == ROWS && diff.slower == 1 && strstr(text, "  SLOWER\n") &&
	       strstr(text, "  slower?\n"),
	       "one of two slow rows survives the adjustment: %u", diff.slower);
	tap_ok(strstr(text, "\nslower? above the threshold, but it does not survive"),
	       "the other has a footnote");
	free(text);
	px_results_round(&after.results, 0, 0, 5)->record.findings[0].observed = 2;
	text = print(&before, &after, &diff);
	tap_ok(diff.slower == 0 && diff.not_judged == 1 && strstr(text, "  not judged\n") &&
	       strstr(text, "\n    kernel: check failed\n"),
	       "a row with a failed check is not judged");
	free(text);
	px_results_free(&before.results);
	px_results_free(&after.results);
}

static void test_few_rounds(void)
{
	struct px_result_file before, after;
	struct px_diff diff;
	char *text;

	fill(&before, 6);
	fill(&after, 6);
	for (unsigned int r = 0; r < 6; r++)
		slow(&after, 0, r, 120 + r);
	text = print(&before, &after, &diff);
	tap_ok(diff.slower == 1 && strstr(text, "\nNot adjusted for 31 rows") &&
	       strstr(text, "at least 11 rounds"),
	       "too few rounds for the adjustment: the row is slower, and a line says so");
	free(text);
	px_results_free(&before.results);
	px_results_free(&after.results);
}

/* The side kernel of one file is on another kernel. */
static void test_remote(void)
{
	struct px_result_file before, after;
	char why[256];

	fill(&before, 6);
	fill(&after, 6);
	tap_ok(!px_diff_check(&before, &after, why, sizeof(why)), "equal environments: compared");
	snprintf(after.environment.remote, sizeof(after.environment.remote), "Linux 7.3.4, native");
	tap_ok(px_diff_check(&before, &after, why, sizeof(why)) && strstr(why, "Linux 7.3.4"),
	       "a side kernel on another kernel: refused: %s", why);
	px_results_free(&before.results);
	px_results_free(&after.results);
}

int main(void)
{
	static char names[ROWS][16];

	for (unsigned int c = 0; c < ROWS; c++) {
		snprintf(names[c], sizeof(names[c]), "row_%u", c);
		cases[c] = (struct px_bench_case){ names[c], false, { .threads = 1 } };
	}
	test_adjusted();
	test_few_rounds();
	test_remote();
	return tap_done();
}
