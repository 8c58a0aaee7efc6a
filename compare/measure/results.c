// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "results.h"

static size_t nr_rounds(const struct px_plan *plan)
{
	return (size_t)px_plan_slots(plan) * px_plan_passes(plan);
}

int px_results_init(struct px_results *results, const struct px_plan *plan)
{
	memset(results, 0, sizeof(*results));
	results->plan = plan;
	results->reference = PX_NO_REFERENCE;
	results->rounds = calloc(nr_rounds(plan), sizeof(*results->rounds));
	return results->rounds ? 0 : -ENOMEM;
}

void px_results_free(struct px_results *results)
{
	if (results->rounds)
		for (size_t i = 0; i < nr_rounds(results->plan); i++)
			px_record_free(&results->rounds[i].record);
	free(results->rounds);
	memset(results, 0, sizeof(*results));
}

struct px_round *px_results_round(const struct px_results *results,
				  unsigned int bench_case, unsigned int side,
				  unsigned int nth)
{
	const struct px_plan *plan = results->plan;
	size_t slot = (size_t)bench_case * plan->nr_sides + side;

	return &results->rounds[slot * px_plan_passes(plan) + nth];
}

const struct px_record *px_results_timed(const struct px_results *results,
					 unsigned int bench_case, unsigned int side)
{
	const struct px_plan *plan = results->plan;
	const struct px_round *round;

	if (!plan->timed)
		return NULL;
	round = px_results_round(results, bench_case, side, plan->rounds);
	return px_round_valid(round) && round->record.latency ? &round->record : NULL;
}

bool px_results_complete(const struct px_results *results)
{
	return results->made == results->planned;
}

bool px_results_present(const struct px_results *results, unsigned int side)
{
	return !results->absent[side][0];
}

bool px_results_pair(const struct px_results *results, unsigned int pair[2])
{
	unsigned int present[PX_MAX_SIDES], nr = 0;

	for (unsigned int s = 0; s < results->plan->nr_sides; s++)
		if (px_results_present(results, s))
			present[nr++] = s;
	if (nr < 2)
		return false;
	pair[1] = present[1];
	if (results->reference < results->plan->nr_sides &&
	    px_results_present(results, results->reference))
		pair[1] = results->reference;
	pair[0] = present[pair[1] == present[0]];
	return true;
}

bool px_round_valid(const struct px_round *round)
{
	return round->made && !round->error && !round->record.error;
}

void px_results_gather(const struct px_results *results, unsigned int bench_case, unsigned int side,
		       double (*figure)(const struct px_record *), double *values)
{
	bool cost = figure == px_record_ns_per_op;
	bool known = !(cost && results->plan->cases[bench_case].spec.rate);

	for (unsigned int r = 0; r < results->plan->rounds; r++) {
		const struct px_round *round =
			px_results_round(results, bench_case, side, r);

		values[r] = known && px_round_valid(round) ? figure(&round->record) : NAN;
	}
}
