// SPDX-License-Identifier: GPL-2.0-only
#include <math.h>
#include "harness/pace.h"
#include "achieved_rate.h"
#include "latency.h"

/* The operations that were due in a run. A run by operations does all of them, perhaps late. */
static double due_in(const struct px_run_spec *spec, const struct px_record *rec, double steps)
{
	if (spec->duration_ns)
		return (double)px_pace_count(spec->rate, spec->duration_ns);
	return fmax(steps, (double)px_record_wall_ns(rec) * 1e-9 * (double)spec->rate);
}

double px_achieved_rate(const struct px_results *results, unsigned int bench_case,
			unsigned int side)
{
	const struct px_run_spec *spec = &results->plan->cases[bench_case].spec;
	double done = 0, due = 0;

	for (unsigned int r = 0; spec->rate && r < results->plan->rounds; r++) {
		const struct px_round *round = px_results_round(results, bench_case, side, r);
		double steps;

		if (!px_round_valid(round) || !round->record.latency)
			continue;
		steps = (double)px_latency_steps(round->record.latency);
		done += steps;
		due += due_in(spec, &round->record, steps);
	}
	return due > 0 ? (double)spec->rate * done / due : NAN;
}

bool px_overloaded(const struct px_results *results, unsigned int bench_case, unsigned int side)
{
	return px_achieved_rate(results, bench_case, side) <
	       PX_OVERLOADED * (double)results->plan->cases[bench_case].spec.rate;
}
