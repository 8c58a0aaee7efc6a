/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * charts: the pictures of results. A colour means the same side in every picture; of
 * several kernels, each has its own line style.
 */
#ifndef PX_CHARTS_H
#define PX_CHARTS_H

#include <stdio.h>
#include "output/json_decode.h"

/* The colour of a side, as CSS and gnuplot write it. */
const char *px_chart_colour(const struct px_side *side);

/* The functions below return 0 or -errno. Without data they print nothing. */

/* The ratio of the two compared sides for each case, with its interval. */
int px_chart_ratios(FILE *out, const struct px_result_file *file);

/*
 * A line for each side against the number of threads; of several files, for their
 * first two sides only: the cost of an operation, and how unevenly the workers shared.
 */
int px_chart_cost(FILE *out, const struct px_result_file *files, unsigned int nr,
		  const char *workload);
int px_chart_fairness(FILE *out, const struct px_result_file *files, unsigned int nr,
		      const char *workload);

/* The share of steps that took longer than a time, with the most threads. */
int px_chart_latency(FILE *out, const struct px_result_file *files, unsigned int nr,
		     const char *workload);

/*
 * Paced cases: p50 and p99 against the rate, a pair of lines for each side. The cases are those
 * that differ in the rate only from the first one with the most threads.
 */
int px_chart_rate(FILE *out, const struct px_result_file *file, const char *workload);

#endif /* PX_CHARTS_H */
