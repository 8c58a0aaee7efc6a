/* SPDX-License-Identifier: GPL-2.0-only */
/* BROKEN ON PURPOSE: a change is a load and a store. */
#ifndef PX_ATOMIC_H
#define PX_ATOMIC_H

#include "base/types.h"

struct px_atomic {
	u64 v;
};

#include "contract/atomic.h"

static inline u64 px_atomic_load(const struct px_atomic *a)
{
	return px_read_once(a->v);
}

static inline void px_atomic_store(struct px_atomic *a, u64 value)
{
	px_write_once(a->v, value);
}

static inline u64 px_atomic_load_acquire(const struct px_atomic *a)
{
	return px_read_once(a->v);
}

static inline void px_atomic_store_release(struct px_atomic *a, u64 value)
{
	px_write_once(a->v, value);
}

static inline u64 px_atomic_fetch_add(struct px_atomic *a, u64 more)
{
	u64 seen = px_read_once(a->v);

	px_write_once(a->v, seen + more);
	return seen;
}

static inline void px_atomic_add(struct px_atomic *a, u64 more)
{
	px_atomic_fetch_add(a, more);
}

static inline bool px_atomic_compare_exchange(struct px_atomic *a, u64 *expected, u64 desired)
{
	u64 seen = px_read_once(a->v);

	if (seen == *expected) {
		px_write_once(a->v, desired);
		return true;
	}
	*expected = seen;
	return false;
}

#endif /* PX_ATOMIC_H */
