/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A side compared with itself: how often a difference is claimed where there is none, and how
 * often a difference of 5 % is found.
 *
 * Two copies of the side run a plan, under two names, as two sides of any plan do. That is
 * repeated; each execution is a table, and has its own seed. The labels are never exchanged
 * afterwards: that would hide any difference between the copies.
 *
 * The runs of a machine depend on one another. The comparisons do not, if the copies are equal:
 * which of two runs is the first copy's is decided by the seed alone, so given all times, the signs
 * of the logarithms are independent fair coins. So the number of claims is binomial, and its exact
 * interval holds. A fresh seed for each table is needed for that.
 */
#ifndef PX_SELF_COMPARISON_H
#define PX_SELF_COMPARISON_H

#include "measure/plan.h"
#include "measure/side_copies.h"
#include "binomial.h"

#define PX_NOMINAL_SHARE	0.05	/* of false claims: the most that the test promises */
#define PX_PLANTED		1.05	/* a difference to be found */

struct px_self_comparison {
	unsigned int tables;
	unsigned int tables_claimed;	/* with a false claim that survives Holm's adjustment */
	unsigned int comparisons;	/* rows with an interval, of all tables */
	unsigned int claims;		/* of a difference; each is false */
	unsigned int found;		/* claims, with the second copy PX_PLANTED times as slow */
};

/*
 * Executes the plan that many times with copies of the two sides in place of its sides, and adds to
 * self. The two may be the same. The first seed is that of the plan; each table adds 1. 0; an error
 * of px_plan_run(); or -EIO: a table had no comparison, as a side is absent or its runs are not
 * valid.
 */
int px_self_comparison_run(struct px_self_comparison *self, const struct px_plan *plan,
			   const struct px_side *first, const struct px_side *second,
			   enum px_bias bias, unsigned int tables);

/* Is the share of false claims above 5 %? The 95 % interval is: all of it is above. */
bool px_self_comparison_fails(const struct px_self_comparison *self);

#endif /* PX_SELF_COMPARISON_H */
