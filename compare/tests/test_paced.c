// SPDX-License-Identifier: GPL-2.0-only
/* Results of paced cases: the rate reached, their table, and no judgement by ns/op. */
#include <errno.h>
#include <math.h>
#include <unistd.h>
#include "fake_results.h"
#include "output/diff.h"
#include "output/json_decode.h"
#include "output/json_results.h"
#include "output/table.h"
#include "stats/achieved_rate.h"
#include "stats/comparison.h"
#include "stats/latency.h"
#include "stats/summary.h"
#include "tap.h"

#define ROUNDS		6u
#define MS		1000000ull

static char path[] = "/tmp/px-paced-XXXXXX";

static const struct px_bench_case cases[] = {
	{ "chan_bounded", false, { .threads = 2, .duration_ns = 100 * MS, .rate = 1000 } },
	{ "chan_bounded", false, { .threads = 2, .duration_ns = 100 * MS, .rate = 10000 } },
	{ "chan_bounded", false, { .threads = 2, .ops = 1000, .rate = 10000 } },
};
static const struct px_plan plan = { cases, 3, fake_pair, 2, ROUNDS, 1 };

/* Every round of a case on a side: steps that take ns each, in wall time. */
static void fill(struct px_results *results, unsigned int c, unsigned int s, uint64_t steps,
		 uint64_t ns, uint64_t wall)
{
	for (unsigned int r = 0; r < ROUNDS; r++) {
		struct px_record *rec = fake_round(results, c, s, r, 10.0 * (s + 1));

		rec->latency = calloc(1, sizeof(*rec->latency));
		if (!rec->latency)
			abort();
		px_histogram_add(rec->latency, ns, steps);
		for (uint32_t i = 0; i < rec->nr_workers; i++)
			rec->workers[i].end_ns = wall;
		fake_finding(rec, "count", 1, 1);
	}
}

static void make_results(struct px_results *results)
{
	px_results_init(results, &plan);
	fill(results, 0, 0, 100, 500, 100 * MS);
	fill(results, 0, 1, 99, 700, 100 * MS);
	fill(results, 1, 0, 989, 900, 100 * MS);
	fill(results, 1, 1, 1000, 100, 100 * MS);
	fill(results, 2, 0, 1000, 100, 99 * MS);
	fill(results, 2, 1, 1000, 100, 200 * MS);
	results->made = results->planned = 3 * 2 * ROUNDS;
}

static void test_rates(const struct px_results *results)
{
	struct px_latencies latencies;

	tap_ok(px_achieved_rate(results, 0, 0) == 1000 && !px_overloaded(results, 0, 0),
	       "100 operations in 0.1 s are 1000 per second");
	tap_ok(fabs(px_achieved_rate(results, 0, 1) - 990) < 1e-6 && !px_overloaded(results, 0, 1),
	       "99 %% of the rate is enough");
	tap_ok(fabs(px_achieved_rate(results, 1, 0) - 9890) < 1e-6 && px_overloaded(results, 1, 0),
	       "98.9 %% is not: overloaded");
	tap_ok(fabs(px_achieved_rate(results, 2, 0) - 10000) < 1e-6 &&
	       fabs(px_achieved_rate(results, 2, 1) - 5000) < 1e-6,
	       "a run by operations takes longer instead");
	tap_ok(px_latencies_get(results, 0, 1, &latencies) &&
	       px_latency_steps(&latencies.histogram) == 99 * ROUNDS &&
	       latencies.histogram.max_ns == 700, "the times are those of all rounds");
	px_results_round(results, 0, 1, 2)->error = -EIO;
	tap_ok(px_latencies_get(results, 0, 1, &latencies) &&
	       px_latency_steps(&latencies.histogram) == 99 * (ROUNDS - 1),
	       "but not of one that is not valid");
	px_results_round(results, 0, 1, 2)->error = 0;
}

static void test_judgement(const struct px_results *results)
{
	const unsigned int pair[] = { 0, 1 };
	struct px_comparison comparison;
	struct px_summary summary;

	tap_ok(!px_results_summarize(results, 0, &summary) && isnan(summary.ns_per_op[0]) &&
	       isnan(summary.ns_per_op[1]), "a paced case has no ns/op");
	tap_ok(!px_comparison_get(results, 0, pair, &comparison) &&
	       comparison.kind == PX_COMPARED_NOT && !comparison.ratio.has_interval &&
	       !strcmp(comparison.text, "not compared: paced"), "it is not compared");
}

static int print_latencies(FILE *out, const struct px_results *results,
			   const struct px_environment *environment)
{
	px_latency_print(out, results);
	return 0;
}

static void test_tables(const struct px_results *results)
{
	char *text = fake_print(px_table_print, results, &fake_environment);

	tap_ok(strstr(text, "ops/s  achieved") && !strstr(text, "kernel/user"),
	       "the table has rates and no ratio");
	tap_ok(strstr(text, "9890↓") && strstr(text, "10000 ") && strstr(text, "5000↓") &&
	       strstr(text, "↓      overloaded"), "a case that is overloaded has a mark");
	free(text);
	text = fake_print(print_latencies, results, &fake_environment);
	tap_ok(strstr(text, "Response time of a step") && strstr(text, "intended start") &&
	       !strstr(text, "service time"), "the times are response times");
	tap_ok(strstr(text, "chan_bounded ×2, 0.1 s a run, 1000/s\n"), "a row has its rate");
	free(text);
}

/* Written and read, the results are the same. */
static void test_file(const struct px_results *results)
{
	char *text = fake_print(px_json_write, results, &fake_environment), *again;
	struct px_result_file file;
	char why[256] = "";
	FILE *out = fopen(path, "w");
	char *at;

	if (!out || fputs(text, out) < 0 || fclose(out))
		abort();
	tap_ok(!px_result_file_read(&file, path, why, sizeof(why)), "a file is read%s", why);
	again = fake_print(px_json_write, &file.results, &file.environment);
	tap_ok(!strcmp(text, again) && file.cases[1].spec.rate == 10000, "and written again");
	tap_ok(px_diff_check(&file, &file, why, sizeof(why)) == -EINVAL && strstr(why, "--rate"),
	       "diff refuses it: %s", why);
	free(again);
	px_result_file_free(&file);
	at = strstr(text, "\"rate\": 10000");
	memcpy(at, "\"rate\": 0    ", 13);
	out = fopen(path, "w");
	if (!out || fputs(text, out) < 0 || fclose(out))
		abort();
	tap_ok(px_result_file_read(&file, path, why, sizeof(why)) == -EINVAL &&
	       strstr(why, "a rate in all cases, or in none"), "a mixture is refused: %s", why);
	px_result_file_free(&file);
	unlink(path);
	free(text);
}

int main(void)
{
	struct px_results results;

	if (mkstemp(path) < 0)
		return 1;
	make_results(&results);
	test_rates(&results);
	test_judgement(&results);
	test_tables(&results);
	test_file(&results);
	px_results_free(&results);
	return tap_done();
}
