/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The comparison of a case's two sides, in words: one is faster, no difference is shown, or the
 * rounds allow no comparison.
 */
#ifndef PX_COMPARISON_H
#define PX_COMPARISON_H

#include <stdio.h>
#include "measure/results.h"

/* With less overlap the load was not the one asked for. */
#define PX_MIN_OVERLAP	0.8

enum px_comparison_kind {
	PX_COMPARED_FASTER,	/* 1 is outside of the 95 % interval */
	PX_COMPARED_NO_DIFFERENCE,	/* 1 is inside */
	PX_COMPARED_UNFIT,	/* the overlap is below PX_MIN_OVERLAP */
	PX_COMPARED_NOT,	/* one side only, or too few valid rounds */
};

struct px_comparison {
	enum px_comparison_kind kind;
	char text[128];		/* "kernel 1.14× faster, 95 % 1.10 to 1.19" */
};

/* Compares pair[0] with pair[1], which are indices of sides. 0 or -ENOMEM. */
int px_comparison_get(const struct px_results *results, unsigned int bench_case,
		      const unsigned int pair[2], struct px_comparison *comparison);

/* A line for each case with a faster side; then the others, by kind. 0 or -ENOMEM. */
int px_comparison_print(FILE *out, const struct px_results *results);

#endif /* PX_COMPARISON_H */
