// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <math.h>
#include <string.h>
#include "measure/plan_run.h"
#include "selftest_harness.h"
#include "stats/latency.h"
#include "stats/summary.h"

#define ROUNDS		11u
#define SAMPLES		100000u		/* in a histogram */

static const struct px_bench_case empty = {
	.workload = "empty",
	.spec = { .threads = 2, .pin = PX_PIN_SPREAD, .duration_ns = PX_SELFTEST_RUN_NS },
};

/* Returns the time from the start of the first worker to the start of the last one. */
static double skew(const struct px_record *rec)
{
	uint64_t last = 0;

	for (uint32_t i = 0; i < rec->nr_workers; i++)
		if (rec->workers[i].start_ns > last)
			last = rec->workers[i].start_ns;
	return (double)last;
}

int px_harness_cost_measure(const struct px_side *side, struct px_harness_cost *cost)
{
	struct px_plan plan = { .cases = &empty, .nr_cases = 1, .sides = &side, .nr_sides = 1,
				.rounds = ROUNDS, .seed = 1, .timed = true };
	struct px_results results;
	int err = px_plan_run(&plan, stderr, &results);
	const struct px_record *timed = err ? NULL : px_results_timed(&results, 0, 0);
	double room[ROUNDS];

	if (timed) {
		cost->loop_ns = px_results_median(&results, 0, 0, px_record_ns_per_op, room);
		cost->clock_ns = (double)timed->latency->clock_ns;
		cost->skew_ns = px_results_median(&results, 0, 0, skew, room);
	} else if (!err) {
		err = -EIO;
	}
	px_results_free(&results);
	return err;
}

static double histogram_error(double (*quantile)(double share))
{
	static const double shares[] = { 0.5, 0.9, 0.99, 0.999 };
	static struct px_histogram h;
	double worst = 0;

	memset(&h, 0, sizeof(h));
	for (unsigned int i = 0; i < SAMPLES; i++)
		px_histogram_add(&h, (uint64_t)quantile((i + 0.5) / SAMPLES), 1);
	for (unsigned int i = 0; i < sizeof(shares) / sizeof(shares[0]); i++) {
		double found = px_latency_quantile(&h, shares[i]);

		worst = fmax(worst, fabs(found / quantile(shares[i]) - 1));
	}
	return worst;
}

static double uniform(double share)
{
	return 1e6 * share;
}

static double exponential(double share)
{
	return -1e6 * log(1 - share);
}

double px_histogram_error_uniform(void)
{
	return histogram_error(uniform);
}

double px_histogram_error_exponential(void)
{
	return histogram_error(exponential);
}
