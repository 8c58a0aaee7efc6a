/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Quantiles of a histogram of latencies, and their table.
 *
 * In a closed loop a worker begins a step when its previous step has ended. So a latency is
 * service time; queueing is not included. In a paced case (spec.rate) it is the response time,
 * from the intended start of the step.
 */
#ifndef PX_LATENCY_H
#define PX_LATENCY_H

#include <stdio.h>
#include "harness/histogram.h"
#include "measure/results.h"

/* A percentile is shown only if at least this many steps lie beyond it. */
#define PX_MIN_BEYOND	10u

#define PX_TOO_FEW_STEPS	"n/a"	/* instead of a percentile */

struct px_latencies {
	struct px_histogram histogram;
	uint64_t depth;		/* the longest queue of a channel; 0: none */
};

/*
 * The latencies of a case on a side: of the timed pass; or of all valid rounds, if the case is
 * paced. False: there are none.
 */
bool px_latencies_get(const struct px_results *results, unsigned int bench_case,
		      unsigned int side, struct px_latencies *latencies);

uint64_t px_latency_steps(const struct px_histogram *h);

/*
 * A quantile in ns; share: above 0, at most 1. It is wrong by at most 1/128. NAN: no steps.
 */
double px_latency_quantile(const struct px_histogram *h, double share);

/* The same, or NAN if fewer than PX_MIN_BEYOND steps lie beyond it. */
double px_latency_percentile(const struct px_histogram *h, double share);

/* A row for each case and side that was timed. Prints nothing if there is none. */
void px_latency_print(FILE *out, const struct px_results *results);

#endif /* PX_LATENCY_H */
