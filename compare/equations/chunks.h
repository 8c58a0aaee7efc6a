/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * chunks: how to split a list of len for c threads. PX_CHUNKS makes chunks of len / c,
 * as the notes do; there are more than c if c does not divide len. PX_EVEN makes c
 * parts whose lengths differ by at most one.
 */
#ifndef PX_CHUNKS_H
#define PX_CHUNKS_H

#include "base/types.h"

enum px_split { PX_CHUNKS, PX_EVEN };

/* Returns -EDOM if a chunk would be empty (Rust panics). */
static inline int px_split_check(enum px_split split, u64 len, u32 c)
{
	return split == PX_CHUNKS && len < c ? -EDOM : 0;
}

/* The index where the nth piece begins, from 0; len after the last piece. */
static inline u64 px_split_begin(enum px_split split, u64 len, u32 c, u64 nth)
{
	u64 first = split == PX_EVEN ? px_div(len * nth, c) : nth * px_div(len, c);

	return first < len ? first : len;
}

#endif /* PX_CHUNKS_H */
