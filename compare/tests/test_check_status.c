// SPDX-License-Identifier: GPL-2.0-only
/*
 * What follows from one record, and from all rounds of a bench_case.
 */
#include <errno.h>
#include <math.h>
#include <string.h>
#include "fake_results.h"
#include "tap.h"
#include "stats/check_status.h"
#include "stats/summary.h"

static void test_record(void)
{
	struct px_worker_result workers[] = {
		{ .ops = 10, .start_ns = 5, .end_ns = 85 },
		{ .ops = 30, .start_ns = 25, .end_ns = 105 },
	};
	struct px_record rec = { .nr_workers = 2, .workers = workers };

	tap_ok(px_record_ops(&rec) == 40, "operations of all workers");
	tap_ok(px_record_wall_ns(&rec) == 100, "wall time, first start to last end");
	tap_ok(fabs(px_record_overlap(&rec) - 0.6) < 1e-9, "overlap of 60 in 100");
	tap_ok(fabs(px_record_ns_per_op(&rec) - 4) < 1e-9,
	       "ns/op: 160 ns of work for 40 operations");
	workers[1].start_ns = 90;
	tap_ok(px_record_overlap(&rec) == 0, "workers one after another: no overlap");
	workers[0].ops = workers[1].ops = 0;
	tap_ok(isnan(px_record_ns_per_op(&rec)), "no operation, no ns/op");
	rec.nr_workers = 0;
	tap_ok(px_record_wall_ns(&rec) == 0 && isnan(px_record_overlap(&rec)),
	       "no worker, no time and no overlap");
}

static void test_holds(void)
{
	struct px_record rec = { 0 };

	tap_ok(px_record_as_expected(&rec), "a run without findings holds");
	fake_finding(&rec, "a", 1, 1);
	fake_finding(&rec, "b", 1, 2);
	tap_ok(!px_record_as_expected(&rec), "its second finding is off: it does not");
	rec.nr_findings = 1;
	tap_ok(px_record_as_expected(&rec), "all findings as expected: it holds");
	rec.error = -ETIME;
	tap_ok(!px_record_as_expected(&rec), "a run that ended early does not");
}

/* One bench_case, user side only, whose rounds all find the same. */
static void reach(bool broken, uint64_t expected, uint64_t observed,
		  unsigned int off, struct px_check_status *verdict, int *status)
{
	const struct px_bench_case bench_case = { "counter", broken, { .threads = 1 } };
	const struct px_plan plan = { .cases = &bench_case, .nr_cases = 1,
				      .sides = fake_pair + 1, .nr_sides = 1,
				      .rounds = 4 };
	struct px_results results;

	px_results_init(&results, &plan);
	for (unsigned int r = 0; r < plan.rounds; r++)
		fake_finding(fake_round(&results, 0, 0, r, 5), "count", expected,
			     r < off ? observed : expected);
	px_check_status_get(&results, 0, 0, verdict);
	*status = px_check_status_exit(&results);
	px_results_free(&results);
}

static void test_findings(void)
{
	struct px_check_status verdict;
	int status;

	reach(false, 100, 99, 4, &verdict, &status);
	tap_ok(!strcmp(verdict.text, "failed: count expected 100, observed 99") &&
	       status == 1, "%s", verdict.text);
	reach(false, 100, 99, 1, &verdict, &status);
	tap_ok(!strcmp(verdict.text, "failed: count expected 100, observed 99"
		       " in 1 of 4 rounds"), "%s", verdict.text);
	reach(true, 1000, 959, 4, &verdict, &status);
	tap_ok(!strcmp(verdict.text, "lost 164 (4.1 %)") && status == 1,
	       "broken on purpose: %s", verdict.text);
	reach(true, 1000000, 999999, 1, &verdict, &status);
	tap_ok(!strcmp(verdict.text, "lost 1 (< 0.1 %)") && status == 1,
	       "broken on purpose: %s", verdict.text);
	reach(true, 2, 3, 4, &verdict, &status);
	tap_ok(!strcmp(verdict.text, "4 too many (50.0 %)") && status == 1,
	       "broken on purpose: %s", verdict.text);
	reach(true, 0, 3, 4, &verdict, &status);
	tap_ok(!strcmp(verdict.text, "12 too many"), "broken: %s", verdict.text);
	reach(true, 100, 100, 4, &verdict, &status);
	tap_ok(!strcmp(verdict.text, "none shown") && status == 0,
	       "broken on purpose, but nothing was lost: %s", verdict.text);
}

/* Three of four rounds went well; the other's figures count for nothing. */
static void test_partly(void)
{
	const struct px_bench_case bench_case = { "counter", false, { .threads = 1 } };
	const struct px_plan plan = { .cases = &bench_case, .nr_cases = 1,
				      .sides = fake_pair, .nr_sides = 2,
				      .rounds = 4 };
	const double ns[] = { 40, 10, 1000, 30 };
	struct px_results results;
	struct px_summary summary;

	px_results_init(&results, &plan);
	for (unsigned int r = 0; r < plan.rounds; r++) {
		fake_round(&results, 0, 0, r, ns[r]);
		fake_round(&results, 0, 1, r, 10);
	}
	px_results_round(&results, 0, 0, 2)->record.error = -ETIME;
	px_results_summarize(&results, 0, &summary);
	tap_ok(fabs(summary.ns_per_op[0] - 30) < 1e-9,
	       "the median is of the rounds that went well");
	tap_ok(summary.ratio.n == 3, "and so is the ratio");
	px_results_free(&results);
}

static void test_unchecked(void)
{
	const struct px_bench_case bench_case = { "empty", false, { .threads = 1 } };
	const struct px_plan plan = { .cases = &bench_case, .nr_cases = 1,
				      .sides = fake_pair, .nr_sides = 1,
				      .rounds = 1 };
	struct px_results results;
	struct px_check_status verdict;

	px_results_init(&results, &plan);
	fake_round(&results, 0, 0, 0, 1);
	px_check_status_get(&results, 0, 0, &verdict);
	tap_ok(verdict.outcome == PX_OUTCOME_UNCHECKED &&
	       px_check_status_exit(&results) == 0, "no finding at all: %s",
	       verdict.text);
	px_results_free(&results);
}

/* Each side finds what it expects, and the two are not the same. */
static void test_same(void)
{
	struct px_bench_case bench_case = { .workload = "sum", .spec = { .threads = 1 }, .same = true };
	const struct px_plan plan = { .cases = &bench_case, .nr_cases = 1,
				      .sides = fake_pair, .nr_sides = 2,
				      .rounds = 3 };
	struct px_results results;
	struct px_check_status verdict;

	px_results_init(&results, &plan);
	for (unsigned int r = 0; r < plan.rounds; r++) {
		fake_finding(fake_round(&results, 0, 0, r, 1), "sum", 10 + r, 10 + r);
		fake_finding(fake_round(&results, 0, 1, r, 1), "sum", 10 + r, 10 + r);
	}
	px_check_status_get(&results, 0, 1, &verdict);
	tap_ok(verdict.outcome == PX_OUTCOME_OK, "the same in each round, if not in all: %s",
	       verdict.text);
	px_results_round(&results, 0, 1, 2)->record.findings[0].expected = 9;
	px_results_round(&results, 0, 1, 2)->record.findings[0].observed = 9;
	px_check_status_get(&results, 0, 1, &verdict);
	tap_ok(!strcmp(verdict.text, "failed: sum is 9, but kernel found 12") &&
	       verdict.outcome == PX_OUTCOME_FAILED && px_check_status_exit(&results) == 1,
	       "not the same in one round: %s", verdict.text);
	px_results_round(&results, 0, 1, 2)->record.error = -ETIME;
	px_check_status_get(&results, 0, 0, &verdict);
	tap_ok(verdict.outcome == PX_OUTCOME_OK, "a round that failed is not compared");
	px_results_round(&results, 0, 1, 2)->record.error = 0;
	bench_case.same = false;
	px_check_status_get(&results, 0, 1, &verdict);
	tap_ok(verdict.outcome == PX_OUTCOME_OK, "nor what need not be the same");
	px_results_free(&results);
}

int main(void)
{
	test_record();
	test_holds();
	test_findings();
	test_partly();
	test_unchecked();
	test_same();
	return tap_done();
}
