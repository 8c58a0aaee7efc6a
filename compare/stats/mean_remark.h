/* SPDX-License-Identifier: GPL-2.0-only */
/* Explains latencies that seem to contradict the cost of an operation. */
#ifndef PX_MEAN_REMARK_H
#define PX_MEAN_REMARK_H

#include <stdio.h>
#include "measure/results.h"

/*
 * The cost is a mean, and can be above p99 of the timed pass: few steps took very long. True:
 * text has one sentence that says so, with the preemptions and the stolen time.
 */
bool px_mean_remark(const struct px_results *results, unsigned int bench_case, unsigned int side,
		    char *text, size_t size);

/* Prints each of them. */
void px_mean_remarks_print(FILE *out, const struct px_results *results);

#endif /* PX_MEAN_REMARK_H */
