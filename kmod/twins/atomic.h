/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_ATOMIC_H
#define PX_ATOMIC_H

#include <linux/atomic.h>

struct px_atomic {
	atomic64_t v;
};

#include "contract/atomic.h"

static inline u64 px_atomic_load(const struct px_atomic *a)
{
	return atomic64_read(&a->v);
}

static inline void px_atomic_store(struct px_atomic *a, u64 value)
{
	atomic64_set(&a->v, value);
}

static inline u64 px_atomic_load_acquire(const struct px_atomic *a)
{
	return atomic64_read_acquire(&a->v);
}

static inline void px_atomic_store_release(struct px_atomic *a, u64 value)
{
	atomic64_set_release(&a->v, value);
}

/* Kernel atomics without a return value are relaxed. */
static inline void px_atomic_add(struct px_atomic *a, u64 more)
{
	atomic64_add(more, &a->v);
}

static inline u64 px_atomic_fetch_add(struct px_atomic *a, u64 more)
{
	return atomic64_fetch_add_relaxed(more, &a->v);
}

/* Fully ordered: the kernel has no form that is acquire and release only. */
static inline bool px_atomic_compare_exchange(struct px_atomic *a, u64 *expected, u64 desired)
{
	return atomic64_try_cmpxchg(&a->v, (s64 *)expected, desired);
}

#endif /* PX_ATOMIC_H */
