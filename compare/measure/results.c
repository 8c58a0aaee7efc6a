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
	unsigned int found = 0;

	for (unsigned int s = 0; s < results->plan->nr_sides && found < 2; s++)
		if (px_results_present(results, s))
			pair[found++] = s;
	return found == 2;
}

bool px_round_valid(const struct px_round *round)
{
	return round->made && !round->error && !round->record.error;
}

static double mean_hold(const struct px_record *rec)
{
	double sum = 0;

	for (uint32_t i = 0; i < rec->nr_workers; i++)
		sum += (double)rec->workers[i].hold_ns;
	return sum / rec->nr_workers;
}

static double mean_think(const struct px_record *rec)
{
	double sum = 0;

	for (uint32_t i = 0; i < rec->nr_workers; i++)
		sum += (double)rec->workers[i].think_ns;
	return sum / rec->nr_workers;
}

void px_results_gather(const struct px_results *results, unsigned int bench_case, unsigned int side,
		       double (*figure)(const struct px_record *), double *values)
{
	for (unsigned int r = 0; r < results->plan->rounds; r++) {
		const struct px_round *round =
			px_results_round(results, bench_case, side, r);

		values[r] = px_round_valid(round) ? figure(&round->record) : NAN;
	}
}

double px_results_median(const struct px_results *results, unsigned int bench_case, unsigned int side,
			 double (*figure)(const struct px_record *), double *values)
{
	unsigned int n = 0;

	px_results_gather(results, bench_case, side, figure, values);
	for (unsigned int r = 0; r < results->plan->rounds; r++)
		if (isfinite(values[r]))
			values[n++] = values[r];
	return px_stats_median(values, n);
}

static int compare_pair(const struct px_results *results, unsigned int bench_case,
			double *room, struct px_ratio *ratio)
{
	double *first = room, *second = room + results->plan->rounds;
	unsigned int pair[2];

	if (!px_results_pair(results, pair))
		return px_stats_ratio(NULL, NULL, 0, ratio);
	px_results_gather(results, bench_case, pair[0], px_record_ns_per_op, first);
	px_results_gather(results, bench_case, pair[1], px_record_ns_per_op, second);
	return px_stats_ratio(first, second, results->plan->rounds, ratio);
}

int px_results_summarize(const struct px_results *results, unsigned int bench_case,
			 struct px_summary *summary)
{
	double *room = calloc(2ul * results->plan->rounds, sizeof(*room));
	int err;

	if (!room)
		return -ENOMEM;
	for (unsigned int s = 0; s < results->plan->nr_sides; s++) {
		summary->ns_per_op[s] = px_results_median(results, bench_case, s,
							  px_record_ns_per_op, room);
		summary->overlap[s] = px_results_median(results, bench_case, s,
							px_record_overlap, room);
		summary->hold_ns[s] = px_results_median(results, bench_case, s, mean_hold, room);
		summary->think_ns[s] = px_results_median(results, bench_case, s, mean_think, room);
	}
	err = compare_pair(results, bench_case, room, &summary->ratio);
	free(room);
	return err;
}
