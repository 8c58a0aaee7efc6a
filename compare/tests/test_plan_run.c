// SPDX-License-Identifier: GPL-2.0-only
/* Runs a plan on sides with known timings. */
#include <errno.h>
#include <math.h>
#include <string.h>
#include "fake_results.h"
#include "measure/plan_run.h"
#include "tap.h"
#include "stats/check_status.h"
#include "stats/comparison.h"
#include "stats/summary.h"

#define ROUNDS		8u
#define WARMUP_NS	20000000u

static uint64_t seeds[2][ROUNDS + 1];	/* of mutex_counter, warm-up first */
static unsigned int calls[2], warmups;
static int interrupt_after = -1;	/* runs of the slow side */

static int probe_present(char *why, size_t size)
{
	snprintf(why, size, "not an error");
	return 0;
}

static int probe_absent(char *why, size_t size)
{
	snprintf(why, size, "no /dev/parallax: load the module");
	return -ENODEV;
}

static int probe_silent(char *why, size_t size)
{
	(void)why;
	(void)size;
	return -EACCES;
}

static void note(unsigned int side, const char *workload,
		 const struct px_run_spec *spec)
{
	warmups += spec->duration_ns == WARMUP_NS;
	if (!strcmp(workload, "mutex_counter") && calls[side] <= ROUNDS)
		seeds[side][calls[side]++] = spec->seed;
}

/* Three times as slow as the fast side. It does not have the workload "unknown". */
static int run_slow(const struct px_side *side, const char *workload,
		    const struct px_run_spec *spec, const struct px_input_file *input,
		    struct px_record *rec)
{
	note(0, workload, spec);
	if (interrupt_after >= 0 && !interrupt_after--)
		return -EINTR;
	if (!strcmp(workload, "unknown"))
		return -ENOENT;
	fake_record(rec, spec->threads, 30);
	fake_finding(rec, "count", 1000, 1000);
	return 0;
}

static int run_quick(const struct px_side *side, const char *workload,
		     const struct px_run_spec *spec, const struct px_input_file *input,
		     struct px_record *rec)
{
	note(1, workload, spec);
	fake_record(rec, spec->threads, 10);
	fake_finding(rec, "count", 1000, 1000);
	if (!strcmp(workload, "late"))
		rec->error = -ETIME;
	return 0;
}

static const struct px_side slow = { .name = "slow", .probe = probe_present, .run = run_slow };
static const struct px_side quick = { .name = "quick", .probe = probe_present, .run = run_quick };
static const struct px_side absent = { .name = "absent", .probe = probe_absent, .run = run_slow };
static const struct px_side silent = { .name = "silent", .probe = probe_silent, .run = run_slow };

static const struct px_bench_case cases[] = {
	{ "mutex_counter", false, { .threads = 2, .duration_ns = 1000000000 } },
	{ "unknown", false, { .threads = 1, .duration_ns = 1000000000 } },
	{ "late", false, { .threads = 1, .duration_ns = 1000000000 } },
};

static struct px_plan plan_of(const struct px_side *const *sides,
			      unsigned int nr_sides, unsigned int nr_cases)
{
	memset(calls, 0, sizeof(calls));
	warmups = 0;
	return (struct px_plan){ .cases = cases, .nr_cases = nr_cases,
				 .sides = sides, .nr_sides = nr_sides,
				 .rounds = ROUNDS, .seed = 42 };
}

static void test_figures(const struct px_results *results)
{
	const unsigned int pair[2] = { 0, 1 };
	struct px_comparison comparison;
	struct px_summary summary;

	px_results_summarize(results, 0, &summary);
	px_comparison_get(results, 0, pair, &comparison);
	tap_ok(fabs(summary.ns_per_op[0] - 30) < 1e-9 &&
	       fabs(summary.ns_per_op[1] - 10) < 1e-9, "medians of both sides");
	tap_ok(fabs(comparison.ratio.estimate - 3) < 1e-9 &&
	       comparison.ratio.n == ROUNDS && comparison.ratio.has_interval,
	       "the ratio is first to second, from all rounds");
	tap_ok(summary.overlap[0] == 1, "overlap of workers that run together");
	px_results_summarize(results, 1, &summary);
	px_comparison_get(results, 1, pair, &comparison);
	tap_ok(isnan(summary.ns_per_op[0]) && comparison.ratio.n == 0 &&
	       !strncmp(comparison.text, "not judged: a run failed (", 26),
	       "runs that could not start are not used");
	px_results_summarize(results, 2, &summary);
	tap_ok(isnan(summary.ns_per_op[1]) && !isnan(summary.ns_per_op[0]),
	       "runs that were cut short are not used");
}

static void test_orders(const struct px_results *results)
{
	unsigned int n = 3 * 2 * ROUNDS;
	unsigned int seen[3 * 2 * ROUNDS] = { 0 };
	struct px_slot slots[3 * 2];
	bool once = true, in_order = true;

	for (unsigned int i = 0; i < n; i++) {
		struct px_round *round = &results->rounds[i];

		if (round->order < n)
			seen[round->order]++;
	}
	for (unsigned int i = 0; i < n; i++) {
		struct px_slot *slot = &slots[i % 6];

		if (i % 6 == 0)
			px_plan_order(results->plan, i / 6, slots);
		in_order &= px_results_round(results, slot->bench_case, slot->side,
					     i / 6)->order == i;
	}
	for (unsigned int i = 0; i < n; i++)
		once &= seen[i] == 1;
	tap_ok(once, "every run has its own order number");
	tap_ok(in_order, "the runs follow the order of the plan");
}

static void test_check_statuses(const struct px_results *results)
{
	struct px_check_status status;

	px_check_status_get(results, 0, 0, &status);
	tap_ok(status.outcome == PX_OUTCOME_OK && !strcmp(status.text, "ok"),
	       "no error: ok");
	px_check_status_get(results, 1, 0, &status);
	tap_ok(!strcmp(status.text, "error: No such file or directory"),
	       "a run that could not start: %s", status.text);
	px_check_status_get(results, 2, 1, &status);
	tap_ok(!strcmp(status.text, "error: Timer expired"),
	       "a run that was cut short: %s", status.text);
	px_check_status_get(results, 1, 1, &status);
	tap_ok(status.outcome == PX_OUTCOME_OK, "the other side continues");
	tap_ok(px_check_status_exit(results) == 1, "errors: exit status 1");
}

static void test_two_sides(void)
{
	static const struct px_side *const sides[] = { &slow, &quick };
	struct px_plan plan = plan_of(sides, 2, 3);
	struct px_results results;

	tap_ok(px_plan_run(&plan, NULL, &results) == 0, "a plan over two sides");
	tap_ok(warmups == 6, "each case is warmed up once on each side");
	tap_ok(calls[0] == ROUNDS + 1 && calls[1] == ROUNDS + 1,
	       "each case runs once in every round");
	tap_ok(!memcmp(seeds[0], seeds[1], sizeof(seeds[0])),
	       "the sides get the same seeds");
	tap_ok(seeds[0][1] == px_plan_seed(&plan, 0) &&
	       seeds[0][ROUNDS] == px_plan_seed(&plan, ROUNDS - 1) &&
	       seeds[0][1] != seeds[0][2], "each round has another seed");
	tap_ok(px_results_present(&results, 0),
	       "the text of a present side is dropped");
	test_figures(&results);
	test_orders(&results);
	test_check_statuses(&results);
	px_results_free(&results);
}

static void test_absent(void)
{
	static const struct px_side *const sides[] = { &absent, &quick, &silent };
	struct px_plan plan = plan_of(sides, 3, 1);
	unsigned int pair[2];
	struct px_results results;

	tap_ok(px_plan_run(&plan, NULL, &results) == 0, "a plan with absent sides");
	tap_ok(!strcmp(results.absent[0], "no /dev/parallax: load the module"),
	       "an absent side has its reason");
	tap_ok(!strcmp(results.absent[2], "Permission denied"),
	       "a side without a reason has the text of its error");
	tap_ok(calls[0] == 0 && calls[1] == ROUNDS + 1,
	       "an absent side is not run, the other one is");
	tap_ok(!px_results_pair(&results, pair), "one side is no pair");
	tap_ok(px_check_status_exit(&results) == 0, "absence alone: exit status 0");
	px_results_free(&results);
}

static void test_none_present(void)
{
	static const struct px_side *const sides[] = { &absent };
	struct px_plan plan = plan_of(sides, 1, 1);
	struct px_results results;

	tap_ok(px_plan_run(&plan, NULL, &results) == 0, "a plan without any side");
	tap_ok(px_check_status_exit(&results) == 1, "no run: exit status 1");
	px_results_free(&results);
}

static void test_interrupted(void)
{
	static const struct px_side *const sides[] = { &slow, &quick };
	struct px_plan plan = plan_of(sides, 2, 1);
	struct px_results results;
	unsigned int made = 0;

	interrupt_after = 3;
	tap_ok(px_plan_run(&plan, NULL, &results) == -EINTR,
	       "an interrupted side ends the plan");
	interrupt_after = -1;
	for (unsigned int r = 0; r < ROUNDS; r++)
		made += px_results_round(&results, 0, 0, r)->made;
	tap_ok(made == 2, "the runs made until then are kept");
	px_results_free(&results);
	plan.rounds = 0;
	tap_ok(px_plan_run(&plan, NULL, &results) == -EINVAL,
	       "an invalid plan is refused");
	px_results_free(&results);
}

int main(void)
{
	test_two_sides();
	test_absent();
	test_none_present();
	test_interrupted();
	return tap_done();
}
