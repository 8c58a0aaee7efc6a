/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The comparison of a bench_case's two sides, in words: one is faster, no difference is
 * shown, or the rounds are not fit to tell.
 */
#ifndef PX_COMPARISON_H
#define PX_COMPARISON_H

#include <stdio.h>
#include "measure/results.h"

/* A load that was not there for so much of the time is not the one asked for. */
#define PX_MIN_OVERLAP	0.8

enum px_comparison_kind {
	PX_COMPARED_FASTER,	/* one side, as sure as 95 % */
	PX_COMPARED_ALIKE,	/* 1 is in the interval */
	PX_COMPARED_UNFIT,	/* the workers hardly ran together */
	PX_COMPARED_NOT,		/* one side, or too few rounds that went well */
};

struct px_comparison {
	enum px_comparison_kind kind;
	char text[128];		/* "kernel 1.14× faster, 95 % 1.10 to 1.19" */
};

/* 0 or -ENOMEM. */
int px_comparison_get(const struct px_results *results, unsigned int bench_case,
		       struct px_comparison *judgement);

/* A line for each bench_case where a side is faster; the others by kind. 0 or -ENOMEM. */
int px_comparison_print(FILE *out, const struct px_results *results);

#endif /* PX_COMPARISON_H */
