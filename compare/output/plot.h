/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Pictures in plain text: bars for what an operation costs on each side, one for each
 * number of threads, and the shape of its latencies.
 */
#ifndef PX_PLOT_H
#define PX_PLOT_H

#include <stdio.h>
#include "measure/results.h"

/* 0 or -ENOMEM. */
int px_plot_print(FILE *out, const struct px_results *results);

#endif /* PX_PLOT_H */
