/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Quantiles of a histogram of latencies, and their table. A worker begins a step when its previous
 * step has ended. So a latency is service time; queueing is not included.
 */
#ifndef PX_LATENCY_H
#define PX_LATENCY_H

#include <stdio.h>
#include "harness/histogram.h"
#include "measure/results.h"

uint64_t px_latency_steps(const struct px_histogram *h);

/*
 * A quantile in ns; share: above 0, at most 1. It is wrong by at most 1/128. NAN: no steps.
 */
double px_latency_quantile(const struct px_histogram *h, double share);

/* A row for each case and side that was timed. Prints nothing if there is none. */
void px_latency_print(FILE *out, const struct px_results *results);

#endif /* PX_LATENCY_H */
