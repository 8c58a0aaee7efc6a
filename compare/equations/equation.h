/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * equation: a target and numbers. Can operators between the numbers, evaluated
 * from left to right, make the target of them? The operators are +, * and the
 * concatenation of decimal digits (12, 34: 1234).
 */
#ifndef PX_EQUATION_H
#define PX_EQUATION_H

#include "base/types.h"

/* 3^15 ways to put operators between them: a second's work, not a day's. */
#define PX_MAX_NUMBERS	16

struct px_equation {
	u64 target;
	u32 count;			/* 1 to PX_MAX_NUMBERS */
	u64 numbers[PX_MAX_NUMBERS];
};

/* What may end a long search; it also gives way to others while it goes on. */
struct px_search_limit {
	const u32 *stop_requested;	/* not zero: -EINTR */
	u64 deadline;			/* by px_os_now(), once past: -ETIME */
	u32 left;			/* tries until the next look at both */
};

int px_search_limit_poll(struct px_search_limit *p);

/* One try: 0, or -errno when it is time to end. */
static inline int px_search_limit_check(struct px_search_limit *p)
{
	return p->left-- ? 0 : px_search_limit_poll(p);
}

/*
 * Whether the target can be made: 1, 0, or -errno from the limit. Exact:
 * values that do not fit into 64 bits are thought of, too.
 */
int px_equation_reachable(const struct px_equation *e, struct px_search_limit *p);

/*
 * Makes up a short one: two to five numbers from 1 to 99, and a target that
 * they reach in about every other. The same state, the same equation.
 */
void px_equation_generate(struct px_equation *e, u64 *state);

#endif /* PX_EQUATION_H */
