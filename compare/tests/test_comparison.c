// SPDX-License-Identifier: GPL-2.0-only
/* Which rows are judged, in which words, and the adjustment for many rows. */
#include <errno.h>
#include <math.h>
#include "fake_results.h"
#include "line_width.h"
#include "measure/text.h"
#include "output/table.h"
#include "stats/comparison.h"
#include "tap.h"

static const struct px_side fake_ioctl = { .name = "ioctl×8", .kind = "ioctl", .batch = 8 };
static const struct px_side *const three[] = { &fake_kernel, &fake_user, &fake_ioctl };

#define SPEC	{ .threads = 1, .duration_ns = 200000000 }
#define MANY	31u

static const struct px_bench_case named[] = {
	{ "fine", false, SPEC }, { "failed", false, SPEC }, { "late", false, SPEC },
	{ "stopped", false, SPEC }, { .workload = "differs", .spec = SPEC, .same = true },
	{ "broken", true, SPEC }, { "two_failed", false, SPEC },
};
enum { FINE, FAILED, LATE, STOPPED, DIFFERS, BROKEN, TWO_FAILED, NAMED };

/* The first side takes 30 ns for an operation, the second 10 ns, the third 20 ns. */
static void fill(struct px_results *results, const struct px_plan *plan)
{
	if (px_results_init(results, plan))
		abort();
	for (unsigned int c = 0; c < plan->nr_cases; c++)
		for (unsigned int s = 0; s < plan->nr_sides; s++)
			fake_rounds(results, c, s, s == 0 ? 30 : 10 * s);
}

static struct px_finding *finding(struct px_results *results, unsigned int c, unsigned int side)
{
	return &px_results_round(results, c, side, 2)->record.findings[0];
}

static char *print_words(const struct px_results *results)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	if (!out || px_comparison_print(out, results) || fclose(out))
		abort();
	return text;
}

static void expect(const struct px_comparison *row, const char *text)
{
	bool ratio = isfinite(row->ratio.estimate) || row->ratio.has_interval;

	tap_ok(!strcmp(row->text, text) && isnan(row->p) && !row->survives, "%s", row->text);
	tap_ok(!ratio, "it has no ratio");
}

static void test_reasons(void)
{
	const struct px_plan plan = { named, NAMED, fake_pair, 2, 11, 1 };
	struct px_comparisons all;
	struct px_results results;
	char *words, *table;

	fill(&results, &plan);
	finding(&results, FAILED, 1)->observed = 999;
	finding(&results, TWO_FAILED, 0)->observed = 999;
	finding(&results, TWO_FAILED, 1)->observed = 998;
	px_results_round(&results, LATE, 0, 3)->record.error = -ETIME;
	px_results_round(&results, STOPPED, 1, 10)->made = false;
	finding(&results, DIFFERS, 1)->observed = finding(&results, DIFFERS, 1)->expected = 7;
	px_comparisons_default(&all, &results);
	tap_ok(!strncmp(all.rows[FINE].text, "user 2.99× faster", 17) && all.rows[FINE].survives,
	       "a row that is fine: %s", all.rows[FINE].text);
	expect(&all.rows[FAILED], "not judged: check failed (user)");
	expect(&all.rows[TWO_FAILED], "not judged: check failed (kernel, user)");
	expect(&all.rows[LATE], "not judged: a run failed (kernel)");
	expect(&all.rows[STOPPED], "not judged: interrupted (user)");
	expect(&all.rows[DIFFERS], "not judged: different findings (kernel, user)");
	expect(&all.rows[BROKEN], "not judged: broken on purpose");
	tap_ok(all.judged == 1, "one row is judged");
	px_comparisons_free(&all);
	words = print_words(&results);
	tap_ok(!strstr(words, "failed ×1  ") && !strstr(words, "broken ×1  ") &&
	       strstr(words, "failed ×1 (check failed (user))"), "no side of them is faster");
	table = fake_print(px_table_print, &results, &fake_environment);
	tap_ok(strstr(table, "\nfailed            1    30.6   10.2     –               FAILED\n"),
	       "the table has no ratio of a failed row");
	free(table);
	free(words);
	px_results_free(&results);
}

static void test_overlap(void)
{
	const struct px_bench_case thin = { "thin", false, { .threads = 2 } };
	const struct px_plan plan = { &thin, 1, fake_pair, 2, 6, 1 };
	const unsigned int pair[2] = { 0, 1 };
	struct px_comparison row;
	struct px_results results;

	fill(&results, &plan);
	for (unsigned int r = 0; r < 6; r++) {
		struct px_worker_result *w = px_results_round(&results, 0, 0, r)->record.workers;

		w[0].end_ns = w[1].end_ns = 100000;
		w[1].start_ns = 20040;
	}
	px_comparison_get(&results, 0, pair, &row);
	expect(&row, "unfit: overlap 79.9 % (kernel)");
	px_results_free(&results);
}

/* Row 0 differs by far. In row 1 one of 11 pairs contradicts. The others are equal. */
static void fill_many(struct px_results *results, const struct px_plan *plan)
{
	if (px_results_init(results, plan))
		abort();
	for (unsigned int c = 0; c < plan->nr_cases; c++) {
		for (unsigned int r = 0; r < plan->rounds; r++) {
			double ns = c == 0 ? 30 + r : c == 1 && r != 2 ? 11 + r : 9.9 + 0.02 * r;

			fake_round(results, c, 0, r, ns);
			fake_round(results, c, 1, r, 10);
		}
	}
}

static void test_many(unsigned int rounds, bool survives)
{
	struct px_bench_case cases[MANY];
	const struct px_plan plan = { cases, MANY, fake_pair, 2, rounds, 1 };
	struct px_comparisons all;
	struct px_results results;
	char *words, *table;

	for (unsigned int c = 0; c < MANY; c++)
		cases[c] = (struct px_bench_case){ "row", false, SPEC };
	fill_many(&results, &plan);
	px_comparisons_default(&all, &results);
	tap_ok(all.rows[0].kind == PX_COMPARED_FASTER && all.rows[0].survives == survives &&
	       fabs(all.rows[0].p - 2 * pow(2, -(double)rounds)) < 1e-12,
	       "%u rounds: the clear row of %u has p %.5f", rounds, MANY, all.rows[0].p);
	tap_ok(px_comparisons_hopeless(&all) != survives, "whether any row can survive is known");
	if (survives)
		tap_ok(all.rows[1].kind == PX_COMPARED_FASTER && !all.rows[1].survives,
		       "a row with p %.5f differs, but does not survive", all.rows[1].p);
	words = print_words(&results);
	table = fake_print(px_table_print, &results, &fake_environment);
	if (survives)
		tap_ok(strstr(words, "  differ, and survive the adjustment for 31 rows:\n"
			      "    row ×1 ") &&
		       strstr(words, "  differ, but do not survive the adjustment for 31 rows:") &&
		       strstr(table, " ~  ") && strstr(table, "\n~      different, but"),
		       "the words and the mark of both");
	else
		tap_ok(strstr(table, "With 6 rounds no row of 31 can survive the adjustment: use "
			      "--rounds 11."), "the number of rounds that it takes");
	tap_ok(strstr(table, rounds == 11 ? "\nBy chance alone about 1.3 of 31 rows" :
		      "\nBy chance alone about 1.0 of 31 rows"),
	       "the number of rows that differ by chance");
	free(table);
	free(words);
	px_comparisons_free(&all);
	px_results_free(&results);
}

static void test_reference(void)
{
	const struct px_plan plan = { named, 1, three, 3, 11, 1 };
	struct px_results results;
	unsigned int pair[2];
	char *words, *table;

	fill(&results, &plan);
	tap_ok(px_results_pair(&results, pair) && pair[0] == 0 && pair[1] == 1,
	       "by default the first side is compared with the second");
	results.reference = 0;
	tap_ok(px_results_pair(&results, pair) && pair[0] == 1 && pair[1] == 0,
	       "the first side is the reference");
	results.reference = 2;
	tap_ok(px_results_pair(&results, pair) && pair[0] == 0 && pair[1] == 2,
	       "the third side is the reference");
	words = print_words(&results);
	table = fake_print(px_table_print, &results, &fake_environment);
	tap_ok(strstr(table, "  kernel/ioctl×8\n") && strstr(table, " 1.49 ["),
	       "the ratio of the table");
	tap_ok(strstr(words, "Comparison of kernel and ioctl×8,") &&
	       strstr(words, "ioctl×8 1.49× faster") &&
	       strstr(words, "Comparison of user and ioctl×8,") &&
	       strstr(words, "user 2.01× faster"), "every other side is compared with it");
	snprintf(results.absent[2], PX_WHY_SIZE, "not today");
	tap_ok(px_results_pair(&results, pair) && pair[0] == 0 && pair[1] == 1,
	       "an absent reference is not used");
	free(table);
	free(words);
	words = print_words(&results);
	tap_ok(strstr(words, "\nThe ioctl×8 side is absent: --against has no effect.\n"),
	       "and a line says so");
	free(words);
	px_results_free(&results);
}

static void test_emulated(void)
{
	const struct px_plan plan = { named, 1, fake_pair, 2, 11, 1 };
	struct px_environment environment = fake_environment;
	struct px_results results;
	char *words;

	fill(&results, &plan);
	results.environment = &environment;
	words = print_words(&results);
	tap_ok(!strstr(words, "emulated"), "no emulation: nothing is said of it");
	free(words);
	environment.emulated = true;
	words = print_words(&results);
	tap_ok(strstr(words, "Comparison of kernel and user on this emulated machine,"),
	       "the judgement is one of this emulated machine");
	free(words);
	px_results_free(&results);
}

static void test_narrow(void)
{
	static const struct px_bench_case two[] = {
		{ "mutex_counter", false, SPEC }, { "a_workload_with_a_long_name", false, SPEC },
	};
	const struct px_plan plan = { two, 2, fake_pair, 2, 11, 1 };
	struct px_results results;
	char *words;

	fill(&results, &plan);
	for (px_text_columns = 50; px_text_columns <= PX_TEXT_COLUMNS; px_text_columns += 10) {
		words = print_words(&results);
		tap_ok(fits(words) && strstr(words, "user 2.99× faster"),
		       "the comparison fits %u columns", px_text_columns);
		free(words);
	}
	px_text_columns = PX_TEXT_COLUMNS;
	px_results_free(&results);
}

int main(void)
{
	test_reasons();
	test_overlap();
	test_many(11, true);
	test_many(6, false);
	test_reference();
	test_emulated();
	test_narrow();
	return tap_done();
}
