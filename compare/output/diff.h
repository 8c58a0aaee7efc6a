/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * diff: two runs, or two series of runs, bench_case by bench_case and side by side: did it grow
 * slower? Of two runs the rounds are put in pairs by their numbers, and judged as
 * those of two sides are. But rounds of one run share what befell it: the machine's
 * mood, where things lay in memory. So of two series the runs are the pairs, by
 * their places, each with its medians.
 */
#ifndef PX_DIFF_H
#define PX_DIFF_H

#include <stdio.h>
#include "json_decode.h"

struct px_diff {
	unsigned int compared;		/* a side of a bench_case that is in both */
	unsigned int pairs;		/* of runs */
	unsigned int slower, faster;	/* by more than the threshold, as sure as 95 % */
	unsigned int alone;		/* in one of them only */
};

/*
 * Whether figures of the two may be held against each other: 0; or -EINVAL with
 * one line in why that says which environment differs. Another kernel, machine or source
 * may be what is asked about; another way to execute instructions, or a kernel with
 * checks of its own, is not.
 */
int px_diff_check(const struct px_result_file *before, const struct px_result_file *after, char *why,
		  size_t size);

/*
 * Prints what differs of the first two stamps, a row for each comparison, and what
 * came of it. nr: runs in each series, 1 or more; all are to be comparable. share:
 * what may be lost before it counts, 0.05 for 5 %. 0 or -ENOMEM.
 */
int px_diff_print(FILE *out, const struct px_result_file *before, const struct px_result_file *after,
		  unsigned int nr, double share, struct px_diff *diff);

#endif /* PX_DIFF_H */
