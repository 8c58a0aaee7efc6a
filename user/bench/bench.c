// SPDX-License-Identifier: GPL-2.0-only
/*
 * bench: the cost of the harness, in paired rounds. On each side it compares
 * mutex_counter with a hand-written loop, with one worker. It compares an empty step
 * by ioctl with an ioctl that only returns 0.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "stats/stats.h"
#include "sides/side_syscall.h"
#include "measure/plan_run.h"
#include "sides/sides.h"
#include "measure/text.h"

#define ROUNDS		21
#define ROUND_NS	20000000

static const struct px_side *const loop_sides[] = { &px_side_kernel, &px_side_user };

static const struct px_bench_case cases[] = {
	{ .workload = "mutex_counter", .spec = { .threads = 1, .duration_ns = ROUND_NS } },
	{ .workload = "mutex_bare", .spec = { .threads = 1, .duration_ns = ROUND_NS } },
};

static const struct px_bench_case null_step = {
	.workload = "empty", .spec = { .threads = 1, .duration_ns = ROUND_NS },
};

enum { BARE, CALLERS = 5 };

static const struct px_side *const callers[CALLERS] = {
	&px_side_null_device, &px_side_ioctl, &px_side_uring, &px_side_getppid, &px_side_kernel,
};

static void costs(const struct px_results *results, unsigned int c, unsigned int side,
		  double *cost)
{
	px_results_gather(results, c, side, px_record_ns_per_op, cost);
}

static int show(const struct px_results *results, unsigned int side)
{
	double cost[2][ROUNDS];
	struct px_ratio ratio;

	for (unsigned int c = 0; c < 2; c++)
		costs(results, c, side, cost[c]);
	if (px_stats_ratio(cost[0], cost[1], ROUNDS, &ratio))
		return 1;
	printf("%-8s %9.2f %9.2f   %.3f [%.3f, %.3f]\n", loop_sides[side]->name,
	       px_stats_median(cost[1], ROUNDS), px_stats_median(cost[0], ROUNDS),
	       ratio.estimate, ratio.low, ratio.high);
	return 0;
}

static void show_absent(const struct px_results *results)
{
	const struct px_plan *plan = results->plan;

	for (unsigned int side = 0; side < plan->nr_sides; side++)
		if (!px_results_present(results, side))
			printf("%-12s %s\n", plan->sides[side]->name, results->absent[side]);
}

/* The cost of a call and its ratio to the bare ioctl. */
static int show_call(const struct px_results *results, unsigned int side)
{
	double cost[ROUNDS], bare[ROUNDS];
	struct px_ratio ratio;

	costs(results, 0, side, cost);
	costs(results, 0, BARE, bare);
	if (px_stats_ratio(cost, bare, ROUNDS, &ratio))
		return 1;
	px_text_left(stdout, results->plan->sides[side]->name, 12);
	printf(" %9.2f   %.3f [%.3f, %.3f]\n", px_stats_median(cost, ROUNDS),
	       ratio.estimate, ratio.low, ratio.high);
	return 0;
}

static int run_plan(const struct px_plan *plan,
		    int (*show_one)(const struct px_results *, unsigned int))
{
	struct px_results results;
	int err = px_plan_run(plan, stderr, &results);
	int status = 0;

	if (err) {
		fprintf(stderr, "bench: %s\n", strerror(-err));
		return 1;
	}
	show_absent(&results);
	for (unsigned int side = 0; side < plan->nr_sides; side++)
		if (px_results_present(&results, side))
			status |= show_one(&results, side);
	px_results_free(&results);
	return status;
}

/* bench UNIT: the unit of the guest's clock. */
int main(int argc, char **argv)
{
	const char *unit = argc > 1 ? argv[1] : "ns";
	const struct px_plan loops = {
		.cases = cases, .nr_cases = 2,
		.sides = loop_sides, .nr_sides = 2,
		.rounds = ROUNDS, .seed = 1,
	};
	const struct px_plan calls = {
		.cases = &null_step, .nr_cases = 1,
		.sides = callers, .nr_sides = CALLERS,
		.rounds = ROUNDS, .seed = 1,
	};
	int status;

	printf("uncontended mutex, 1 worker, %d paired rounds, %s per operation\n"
	       "side       by hand   harness   harness/by hand [95 %% interval]\n", ROUNDS, unit);
	status = run_plan(&loops, show);
	printf("\nan empty step, %s, and its ratio to a bare ioctl [95 %% interval];\n"
	       "kernel: the step without a call\n", unit);
	return status | run_plan(&calls, show_call);
}
