/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * equation: a target and numbers. Can the numbers make the target, with operators
 * between them that are evaluated from left to right? The operators are +, * and the
 * concatenation of decimal digits (12, 34: 1234).
 */
#ifndef PX_EQUATION_H
#define PX_EQUATION_H

#include "base/types.h"

/* Limits the search: 3^15 combinations of operators take about a second. */
#define PX_MAX_NUMBERS	16

struct px_equation {
	u64 target;
	u32 count;			/* 1 to PX_MAX_NUMBERS */
	u64 numbers[PX_MAX_NUMBERS];
};

/* What ends a long search. A search also reschedules now and then. */
struct px_search_limit {
	const u32 *stop_requested;	/* nonzero: ends with -EINTR */
	u64 deadline;			/* by px_os_now(): ends with -ETIME */
	u32 left;			/* tries until the next poll of both */
};

int px_search_limit_poll(struct px_search_limit *p);

/* Called for each try. Returns -errno if the search must end. */
static inline int px_search_limit_check(struct px_search_limit *p)
{
	return p->left-- ? 0 : px_search_limit_poll(p);
}

/*
 * Returns 1 if the numbers can make the target, else 0; or -errno from the limit.
 * Values that exceed 64 bits are handled correctly.
 */
int px_equation_reachable(const struct px_equation *e, struct px_search_limit *p);

/*
 * Generates two to five numbers from 1 to 99 and a target that they reach in about
 * half of the cases. The same state gives the same equation.
 */
void px_equation_generate(struct px_equation *e, u64 *state);

#endif /* PX_EQUATION_H */
