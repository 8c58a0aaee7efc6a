/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_ATOMIC_H
#define PX_ATOMIC_H

#include <stdatomic.h>
#include "base/types.h"

struct px_atomic {
	_Atomic u64 v;
};

#include "contract/atomic.h"

static inline u64 px_atomic_load(const struct px_atomic *a)
{
	return atomic_load_explicit(&a->v, memory_order_relaxed);
}

static inline void px_atomic_store(struct px_atomic *a, u64 value)
{
	atomic_store_explicit(&a->v, value, memory_order_relaxed);
}

static inline u64 px_atomic_load_acquire(const struct px_atomic *a)
{
	return atomic_load_explicit(&a->v, memory_order_acquire);
}

static inline void px_atomic_store_release(struct px_atomic *a, u64 value)
{
	atomic_store_explicit(&a->v, value, memory_order_release);
}

static inline void px_atomic_add(struct px_atomic *a, u64 more)
{
	atomic_fetch_add_explicit(&a->v, more, memory_order_relaxed);
}

static inline u64 px_atomic_fetch_add(struct px_atomic *a, u64 more)
{
	return atomic_fetch_add_explicit(&a->v, more, memory_order_relaxed);
}

static inline bool px_atomic_compare_exchange(struct px_atomic *a, u64 *expected, u64 desired)
{
	return atomic_compare_exchange_strong_explicit(&a->v, expected, desired,
						       memory_order_acq_rel,
						       memory_order_relaxed);
}

#endif /* PX_ATOMIC_H */
