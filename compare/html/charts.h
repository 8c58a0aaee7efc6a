/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * picture: what gnuplot draws of results, in the page itself: SVG that drains the
 * reader's light or dark, with words for who cannot see it.
 */
#ifndef PX_CHARTS_H
#define PX_CHARTS_H

#include <stdio.h>
#include "output/json_decode.h"

/* Whether gnuplot is there; if not, one line in why. */
int px_chart_probe(char *why, size_t size);

/* Each 0, or -errno after having put nothing, or only a part, to out. */

/* The ratio of the two compared sides of each cell, with its interval. */
int px_chart_ratios(FILE *out, const struct px_result_file *loaded);

/* What an operation of the workload costs against the number of threads: of one file each side,
 * of several the first two sides of each. */
int px_chart_cost(FILE *out, const struct px_result_file *loaded, unsigned int nr,
		    const char *workload);

/* The share of steps that took longer, at the workload's most threads. */
int px_chart_latency(FILE *out, const struct px_result_file *loaded, unsigned int nr,
		       const char *workload);

/* How unevenly its workers came to their operations, against their number. */
int px_chart_fairness(FILE *out, const struct px_result_file *loaded, unsigned int nr,
			const char *workload);

#endif /* PX_CHARTS_H */
