/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_ARC_H
#define PX_ARC_H

#include <stdatomic.h>

struct px_arc {
	atomic_uint count;
};

#include "contract/arc.h"

static inline void px_arc_init(struct px_arc *a)
{
	atomic_init(&a->count, 1);
}

/* Relaxed: adding a reference publishes nothing. A wrap is not detected. */
static inline void px_arc_get(struct px_arc *a)
{
	atomic_fetch_add_explicit(&a->count, 1, memory_order_relaxed);
}

/*
 * The release pairs with the acquire load of the thread that drops the last
 * reference. A fence would do instead of the load, but ThreadSanitizer does not
 * support fences.
 */
static inline bool px_arc_put(struct px_arc *a, px_arc_release_fn release)
{
	if (atomic_fetch_sub_explicit(&a->count, 1, memory_order_release) != 1)
		return false;
	atomic_load_explicit(&a->count, memory_order_acquire);
	release(a);
	return true;
}

/* Relaxed: a new reference makes no data visible. */
static inline bool px_arc_get_unless_zero(struct px_arc *a)
{
	unsigned int count = atomic_load_explicit(&a->count, memory_order_relaxed);

	while (count)
		if (atomic_compare_exchange_weak_explicit(&a->count, &count, count + 1,
							  memory_order_relaxed,
							  memory_order_relaxed))
			return true;
	return false;
}

static inline u32 px_arc_count(struct px_arc *a)
{
	return atomic_load_explicit(&a->count, memory_order_relaxed);
}

static inline u32 px_arc_max(void)
{
	return ~0u;
}

static inline void px_arc_set_for_test(struct px_arc *a, u32 count)
{
	atomic_store_explicit(&a->count, count, memory_order_relaxed);
}

#endif /* PX_ARC_H */
