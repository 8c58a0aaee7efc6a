/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What drains from a histogram of latencies: quantiles, and their table. A
 * worker begins a step when it has ended the one before, so what is measured is
 * the time of service: how long a step takes, not how long a request would have
 * waited for its slot.
 */
#ifndef PX_LATENCY_H
#define PX_LATENCY_H

#include <stdio.h>
#include "harness/histogram.h"
#include "measure/results.h"

uint64_t px_latency_steps(const struct px_histogram *h);

/*
 * The time in ns that a share of the steps, above 0 and at most 1, did not exceed, at most
 * 1/128 off; NAN: there were no steps.
 */
double px_latency_quantile(const struct px_histogram *h, double share);

/* A row for every bench_case and side that was timed. Nothing where there is none. */
void px_latency_print(FILE *out, const struct px_results *results);

#endif /* PX_LATENCY_H */
