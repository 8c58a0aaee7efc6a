/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * equations: a list of equations, packed into blocks that never move. A number takes
 * at most as many bytes as it has digits, and appending copies nothing.
 */
#ifndef PX_EQUATIONS_H
#define PX_EQUATIONS_H

#include "equation.h"

#define PX_BLOCK	(16384u - 64)	/* bytes; a side may add some, up to a power of two */

struct px_block;

struct px_equations {			/* all zero: empty */
	u64 count;
	u64 blocks;
	struct px_block *first, *last;
};

/* Appends a copy. Returns 0 or -ENOMEM. */
int px_equations_append(struct px_equations *all, const struct px_equation *e);

/* Appends generated equations. Returns 0, -ENOMEM, or -EINTR if the caller is being killed. */
int px_equations_generate(struct px_equations *all, u64 count, u64 seed);

/* Frees all; the list is empty then. */
void px_equations_free(struct px_equations *all);

/* Bytes of memory in use. */
static inline u64 px_equations_bytes(const struct px_equations *all)
{
	return all->blocks * PX_BLOCK;
}

/* A position in the list. It can be copied. */
struct px_cursor {
	const struct px_block *block;
	u32 offset;
};

/* The position before the nth equation, from 0, which must exist. */
struct px_cursor px_equations_at(const struct px_equations *all, u64 nth);

/* Reads the next equation, which must exist. */
void px_cursor_read(struct px_cursor *at, struct px_equation *e);

/*
 * Sums the targets that can be reached, of the next count equations. Returns 0;
 * -EOVERFLOW if the sum exceeds 64 bits; or -errno from the limit.
 */
int px_cursor_sum(struct px_cursor at, u64 count, struct px_search_limit *p, u64 *sum);

#endif /* PX_EQUATIONS_H */
