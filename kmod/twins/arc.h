/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_ARC_H
#define PX_ARC_H

#include <linux/kref.h>

struct px_arc {
	struct kref count;
};

#include "contract/arc.h"

static inline void px_arc_init(struct px_arc *a)
{
	kref_init(&a->count);
}

/* refcount_t saturates with a warning instead of wrapping. */
static inline void px_arc_get(struct px_arc *a)
{
	kref_get(&a->count);
}

/* refcount_dec_and_test() is a release, and an acquire if the count becomes zero. */
static inline bool px_arc_put(struct px_arc *a, px_arc_release_fn release)
{
	if (!refcount_dec_and_test(&a->count.refcount))
		return false;
	release(a);
	return true;
}

static inline bool px_arc_get_unless_zero(struct px_arc *a)
{
	return kref_get_unless_zero(&a->count);
}

static inline u32 px_arc_count(struct px_arc *a)
{
	return kref_read(&a->count);
}

static inline u32 px_arc_max(void)
{
	return REFCOUNT_MAX;
}

static inline void px_arc_set_for_test(struct px_arc *a, u32 count)
{
	refcount_set(&a->count.refcount, count);
}

#endif /* PX_ARC_H */
