/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Plots in plain text: for each number of threads and side a bar for the cost of an operation,
 * and the distribution of its latencies.
 */
#ifndef PX_PLOT_H
#define PX_PLOT_H

#include <stdio.h>
#include "measure/results.h"

/* 0 or -ENOMEM. */
int px_plot_print(FILE *out, const struct px_results *results);

#endif /* PX_PLOT_H */
