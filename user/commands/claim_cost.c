// SPDX-License-Identifier: GPL-2.0-only
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "claim_cost.h"
#include "stats/check_status.h"
#include "stats/stats.h"
#include "measure/plan_run.h"
#include "sides/sides.h"

#define ROUNDS		7
#define LENGTH_NS	20000000

enum { DEARER, CHEAPER, CASES };

static const struct px_side *const sides[] = { &px_side_kernel, &px_side_user };
static const enum px_world worlds[] = { PX_KERNEL, PX_USER };

/* The ns of an operation in each round; NAN if the round failed. */
static void read_rounds(const struct px_results *results, unsigned int row, unsigned int side,
			double *ns)
{
	for (unsigned int r = 0; r < ROUNDS; r++) {
		const struct px_round *round = px_results_round(results, row, side, r);

		ns[r] = px_round_valid(round) ? px_record_ns_per_op(&round->record) : NAN;
	}
}

static int compare(const struct px_results *results, struct px_claim_cost *cost)
{
	double dearer[ROUNDS], cheaper[ROUNDS];
	int err = 0;

	for (unsigned int s = 0; s < 2 && !err; s++) {
		struct px_ratio ratio;

		if (!px_results_present(results, s) ||
		    !px_check_status_sound(results, DEARER, s) ||
		    !px_check_status_sound(results, CHEAPER, s))
			continue;
		read_rounds(results, DEARER, s, dearer);
		read_rounds(results, CHEAPER, s, cheaper);
		err = px_stats_ratio(dearer, cheaper, ROUNDS, &ratio);
		cost->ratio[worlds[s]] = ratio.estimate;
		cost->shown[worlds[s]] = px_ratio_differs(&ratio);
	}
	return err;
}

int px_claim_cost(const struct px_claim *claim, struct px_claim_cost *cost)
{
	const struct px_run_spec spec = { .threads = 1, .duration_ns = LENGTH_NS };
	const struct px_bench_case cases[CASES] = {
		[DEARER] = { .workload = claim->dearer, .spec = spec },
		[CHEAPER] = { .workload = claim->cheaper, .spec = spec },
	};
	const struct px_plan plan = {
		.cases = cases, .nr_cases = CASES, .sides = sides, .nr_sides = 2,
		.rounds = ROUNDS, .seed = 1,
	};
	struct px_results results;
	int err = px_plan_run(&plan, NULL, &results);

	*cost = (struct px_claim_cost) { .ratio = { NAN, NAN, NAN } };
	if (!err)
		err = compare(&results, cost);
	px_results_free(&results);
	return err;
}
