/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Two copies of one side, under two names, for a comparison of a side with itself. Both run the
 * same function, so a comparison that shows a difference is wrong, unless a bias is planted. Or two
 * sides that must be equal: the kernel, and an agent in it.
 */
#ifndef PX_SIDE_COPIES_H
#define PX_SIDE_COPIES_H

#include "side.h"

/* The recorded times of some runs are multiplied. The runs themselves are not slower. */
enum px_bias {
	PX_BIAS_NONE,
	PX_BIAS_FACTOR,	/* each run of the second copy: by 3 */
	PX_BIAS_ORDER,	/* the first run of each block: by 3 */
	PX_BIAS_WARMUP,	/* the second copy: by 4 in the warm-up, by 3.4, 2.9, … in the rounds */
};

struct px_side_copy {
	struct px_side side;
	struct px_side_copies *copies;
};

struct px_side_copies {
	const struct px_side *list[2];	/* for a plan */
	struct px_side_copy copy[2];	/* in the same order */
	const struct px_side *original[2];	/* in the same order */
	enum px_bias bias;
	unsigned int nr_cases;
	unsigned int runs;		/* of both copies, with warm-ups */
	char again[32];			/* the second name: "user again" */
};

/*
 * Makes copies of two sides, which may be the same, for one execution of one plan with nr_cases
 * cases. The copies point into the structure: do not move it.
 */
void px_side_copies_init(struct px_side_copies *copies, const struct px_side *first,
			 const struct px_side *second, unsigned int nr_cases, enum px_bias bias);

#endif /* PX_SIDE_COPIES_H */
