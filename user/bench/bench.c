// SPDX-License-Identifier: GPL-2.0-only
/*
 * bench: what the harness adds. mutex_counter against the same two calls in a
 * loop written by hand, with one worker, on each side, in paired rounds.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "judge.h"
#include "sides.h"

#define ROUNDS		21
#define ROUND_NS	20000000

const struct px_side *const px_sides[] = { &px_side_kernel, &px_side_user, NULL };

static const struct px_cell cells[] = {
	{ .workload = "mutex_counter", .spec = { .threads = 1, .duration_ns = ROUND_NS } },
	{ .workload = "mutex_bare", .spec = { .threads = 1, .duration_ns = ROUND_NS } },
};

static int show(const struct px_results *results, unsigned int side)
{
	double cost[2][ROUNDS];
	struct px_ratio ratio;

	for (unsigned int cell = 0; cell < 2; cell++)
		for (unsigned int n = 0; n < ROUNDS; n++)
			cost[cell][n] = px_record_ns_per_op(
				&px_results_round(results, cell, side, n)->record);
	if (px_stats_ratio(cost[0], cost[1], ROUNDS, &ratio))
		return 1;
	printf("%-8s %9.2f %9.2f   %.3f [%.3f, %.3f]\n", px_sides[side]->name,
	       px_stats_median(cost[1], ROUNDS), px_stats_median(cost[0], ROUNDS),
	       ratio.estimate, ratio.low, ratio.high);
	return 0;
}

/* bench UNIT: what the guest's nanosecond is. */
int main(int argc, char **argv)
{
	const struct px_plan plan = {
		.cells = cells, .nr_cells = 2,
		.sides = px_sides, .nr_sides = 2,
		.rounds = ROUNDS, .seed = 1,
	};
	struct px_results results;
	int err = px_judge_run(&plan, stderr, &results);
	int status = 0;

	if (err) {
		fprintf(stderr, "bench: %s\n", strerror(-err));
		return 1;
	}
	printf("uncontended mutex, 1 worker, %d paired rounds, %s per operation\n"
	       "side       by hand   harness   harness/by hand [95 %% interval]\n",
	       ROUNDS, argc > 1 ? argv[1] : "ns");
	for (unsigned int side = 0; side < 2; side++) {
		if (px_results_present(&results, side))
			status |= show(&results, side);
		else
			printf("%-8s %s\n", px_sides[side]->name, results.absent[side]);
	}
	px_results_free(&results);
	return status;
}
