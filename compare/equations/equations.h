/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * equations: any number of them, packed into blocks that are never moved: a
 * number takes no more bytes than it had digits, and nothing is ever copied to
 * make room.
 */
#ifndef PX_EQUATIONS_H
#define PX_EQUATIONS_H

#include "equation.h"

#define PX_BLOCK	16384u		/* bytes */

struct px_block;

struct px_equations {			/* all zero: none */
	u64 count;
	u64 blocks;
	struct px_block *first, *last;
};

/* Adds a copy at the end: 0 or -ENOMEM. */
int px_equations_append(struct px_equations *all, const struct px_equation *e);

/* Adds so many made-up ones: 0, -ENOMEM, or -EINTR: the caller is being killed. */
int px_equations_generate(struct px_equations *all, u64 count, u64 seed);

/* Frees them; none are left. */
void px_equations_free(struct px_equations *all);

/* The memory that they take. */
static inline u64 px_equations_bytes(const struct px_equations *all)
{
	return all->blocks * PX_BLOCK;
}

/* A place between two of them, as cheap to copy as a pointer. */
struct px_cursor {
	const struct px_block *block;
	u32 offset;
};

/* The place before the nth, from 0; there are more than n. */
struct px_cursor px_equations_at(const struct px_equations *all, u64 nth);

/* Reads the next one. The caller knows that there is one. */
void px_cursor_read(struct px_cursor *at, struct px_equation *e);

/*
 * The sum of the targets that can be reached, of the next count ones: 0; or
 * -EOVERFLOW, it does not fit into 64 bits; or the end of the limit.
 */
int px_cursor_sum(struct px_cursor at, u64 count, struct px_search_limit *p, u64 *sum);

#endif /* PX_EQUATIONS_H */
