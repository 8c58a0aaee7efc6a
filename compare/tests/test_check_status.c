// SPDX-License-Identifier: GPL-2.0-only
/* Figures of a record, and the check status of a case. */
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

	tap_ok(px_record_as_expected(&rec), "a run without findings is as expected");
	fake_finding(&rec, "a", 1, 1);
	fake_finding(&rec, "b", 1, 2);
	tap_ok(!px_record_as_expected(&rec),
	       "its second finding is not as expected: the run is not");
	rec.nr_findings = 1;
	tap_ok(px_record_as_expected(&rec), "all findings as expected: the run is");
	rec.error = -ETIME;
	tap_ok(!px_record_as_expected(&rec), "a run that was cut short is not");
}

/* One case on the user side. All rounds have the same findings. */
static void check(bool broken, uint64_t expected, uint64_t observed,
		  unsigned int off, struct px_check_status *status, int *exit_status)
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
	px_check_status_get(&results, 0, 0, status);
	*exit_status = px_check_status_exit(&results);
	px_results_free(&results);
}

static void test_findings(void)
{
	struct px_check_status status;
	int exit_status;

	check(false, 100, 99, 4, &status, &exit_status);
	tap_ok(!strcmp(status.text, "failed: count expected 100, observed 99") &&
	       exit_status == 1, "%s", status.text);
	check(false, 100, 99, 1, &status, &exit_status);
	tap_ok(!strcmp(status.text, "failed: count expected 100, observed 99"
		       " in 1 of 4 rounds"), "%s", status.text);
	check(true, 1000, 959, 4, &status, &exit_status);
	tap_ok(!strcmp(status.text, "lost 164 (4.1 %)") && exit_status == 1,
	       "broken on purpose: %s", status.text);
	check(true, 1000000, 999999, 1, &status, &exit_status);
	tap_ok(!strcmp(status.text, "lost 1 (< 0.1 %)") && exit_status == 1,
	       "broken on purpose: %s", status.text);
	check(true, 2, 3, 4, &status, &exit_status);
	tap_ok(!strcmp(status.text, "4 too many (50.0 %)") && exit_status == 1,
	       "broken on purpose: %s", status.text);
	check(true, 0, 3, 4, &status, &exit_status);
	tap_ok(!strcmp(status.text, "12 too many"), "broken: %s", status.text);
	check(true, 100, 100, 4, &status, &exit_status);
	tap_ok(!strcmp(status.text, "none shown") && exit_status == 0,
	       "broken on purpose, but nothing was lost: %s", status.text);
}

/* Three of four rounds are valid. The figures of the other one are not used. */
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
	       "the median is of the valid rounds");
	px_results_free(&results);
}

static void test_unchecked(void)
{
	const struct px_bench_case bench_case = { "empty", false, { .threads = 1 } };
	const struct px_plan plan = { .cases = &bench_case, .nr_cases = 1,
				      .sides = fake_pair, .nr_sides = 1,
				      .rounds = 1 };
	struct px_results results;
	struct px_check_status status;

	px_results_init(&results, &plan);
	fake_round(&results, 0, 0, 0, 1);
	px_check_status_get(&results, 0, 0, &status);
	tap_ok(status.outcome == PX_OUTCOME_UNCHECKED &&
	       px_check_status_exit(&results) == 0, "no finding at all: %s",
	       status.text);
	px_results_free(&results);
}

/* Each side has the expected findings, but the two sides differ. */
static void test_same(void)
{
	struct px_bench_case bench_case = { .workload = "sum",
					    .spec = { .threads = 1 },
					    .same = true };
	const struct px_plan plan = { .cases = &bench_case, .nr_cases = 1,
				      .sides = fake_pair, .nr_sides = 2,
				      .rounds = 3 };
	struct px_results results;
	struct px_check_status status;

	px_results_init(&results, &plan);
	for (unsigned int r = 0; r < plan.rounds; r++) {
		fake_finding(fake_round(&results, 0, 0, r, 1), "sum", 10 + r, 10 + r);
		fake_finding(fake_round(&results, 0, 1, r, 1), "sum", 10 + r, 10 + r);
	}
	px_check_status_get(&results, 0, 1, &status);
	tap_ok(status.outcome == PX_OUTCOME_OK,
	       "the findings of the sides are the same in each round: %s", status.text);
	px_results_round(&results, 0, 1, 2)->record.findings[0].expected = 9;
	px_results_round(&results, 0, 1, 2)->record.findings[0].observed = 9;
	px_check_status_get(&results, 0, 1, &status);
	tap_ok(!strcmp(status.text, "failed: sum is 9, but kernel found 12") &&
	       status.outcome == PX_OUTCOME_FAILED && px_check_status_exit(&results) == 1,
	       "the findings differ in one round: %s", status.text);
	px_results_round(&results, 0, 1, 2)->record.error = -ETIME;
	px_check_status_get(&results, 0, 0, &status);
	tap_ok(status.outcome == PX_OUTCOME_OK, "a round that failed is not compared");
	px_results_round(&results, 0, 1, 2)->record.error = 0;
	bench_case.same = false;
	px_check_status_get(&results, 0, 1, &status);
	tap_ok(status.outcome == PX_OUTCOME_OK, "findings that may differ are not compared");
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
