/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Compares two runs, or two series of runs: did a case become slower on a side?
 *
 * For two runs, rounds of the same number are pairs; the statistics are those for two sides. But
 * all rounds of one run share its conditions, such as the state of the machine and the memory
 * layout. For two series, the runs are the pairs, in order, each with its medians.
 */
#ifndef PX_DIFF_H
#define PX_DIFF_H

#include <stdio.h>
#include "json_decode.h"

struct px_diff {
	unsigned int compared;		/* cases on a side, in both */
	unsigned int pairs;		/* of runs */
	unsigned int slower, faster;	/* by more than the threshold; adjusted for all rows */
	unsigned int not_judged;	/* of compared: broken code or interrupted */
	unsigned int alone;		/* in one of the two only */
};

/*
 * Are the figures of the two files comparable? 0; or -EINVAL, with one line in why. Kernel,
 * machine and source may differ. The accelerator and the debug options must be the same.
 */
int px_diff_check(const struct px_result_file *before, const struct px_result_file *after,
		  char *why, size_t size);

/*
 * Prints the differences of the first two environments, a row for each comparison, and totals.
 * nr: runs in each series, at least 1; all must be comparable. share: the threshold, 0.05 for
 * 5 %. 0 or -ENOMEM.
 */
int px_diff_print(FILE *out, const struct px_result_file *before,
		  const struct px_result_file *after, unsigned int nr, double share,
		  struct px_diff *diff);

#endif /* PX_DIFF_H */
