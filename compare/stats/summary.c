// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include "stats.h"
#include "summary.h"

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

double px_results_median(const struct px_results *results, unsigned int bench_case,
			 unsigned int side, double (*figure)(const struct px_record *),
			 double *values)
{
	unsigned int n = 0;

	px_results_gather(results, bench_case, side, figure, values);
	for (unsigned int r = 0; r < results->plan->rounds; r++)
		if (isfinite(values[r]))
			values[n++] = values[r];
	return px_stats_median(values, n);
}

int px_results_ratio(const struct px_results *results, unsigned int bench_case,
		     const unsigned int pair[2], struct px_ratio *ratio)
{
	unsigned int rounds = results->plan->rounds;
	double *values = calloc(2ul * rounds, sizeof(*values));
	int err = -ENOMEM;

	for (unsigned int i = 0; values && i < 2; i++)
		px_results_gather(results, bench_case, pair[i], px_record_ns_per_op,
				  values + i * rounds);
	if (values)
		err = px_stats_ratio(values, values + rounds, rounds, ratio);
	free(values);
	return err;
}

int px_results_summarize(const struct px_results *results, unsigned int bench_case,
			 struct px_summary *summary)
{
	double *room = calloc(results->plan->rounds, sizeof(*room));

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
	free(room);
	return 0;
}
