/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * chunks: where a list of len is cut, for c threads. Either in chunks of len / c,
 * as the notes do it, which are more than c wherever c does not divide len; or
 * evenly, in c parts that differ by one at most.
 */
#ifndef PX_CHUNKS_H
#define PX_CHUNKS_H

#include "base/types.h"

enum px_split { PX_CHUNKS, PX_EVEN };

/* 0; or -EDOM for chunks of no length, of which there is no end (Rust panics). */
static inline int px_split_check(enum px_split split, u64 len, u32 c)
{
	return split == PX_CHUNKS && len < c ? -EDOM : 0;
}

/* Where the nth piece begins, from 0; of the one behind the last: len. */
static inline u64 px_split_begin(enum px_split split, u64 len, u32 c, u64 nth)
{
	u64 first = split == PX_EVEN ? px_div(len * nth, c) : nth * px_div(len, c);

	return first < len ? first : len;
}

#endif /* PX_CHUNKS_H */
