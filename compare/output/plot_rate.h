/* SPDX-License-Identifier: GPL-2.0-only */
/* The response times of paced cases against their rates, as plain text. */
#ifndef PX_PLOT_RATE_H
#define PX_PLOT_RATE_H

#include <stdio.h>
#include "measure/results.h"

/* Plots the cases first to end - 1, which are of one workload. */
void px_plot_rate(FILE *out, const struct px_results *results, unsigned int first,
		  unsigned int end);

#endif /* PX_PLOT_RATE_H */
