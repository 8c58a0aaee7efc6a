/* SPDX-License-Identifier: GPL-2.0-only */
/* BROKEN ON PURPOSE: a count that is not atomic. */
#ifndef PX_ARC_H
#define PX_ARC_H

#include "base/types.h"

struct px_arc {
	u32 count;
};

#include "contract/arc.h"

static inline void px_arc_init(struct px_arc *a)
{
	a->count = 1;
}

static inline void px_arc_get(struct px_arc *a)
{
	u32 seen = px_read_once(a->count);

	px_write_once(a->count, seen + 1);
}

static inline bool px_arc_put(struct px_arc *a, px_arc_release_fn release)
{
	u32 seen = px_read_once(a->count);

	px_write_once(a->count, seen - 1);
	if (seen != 1)
		return false;
	release(a);
	return true;
}

static inline bool px_arc_get_unless_zero(struct px_arc *a)
{
	px_arc_get(a);
	return true;
}

static inline u32 px_arc_count(struct px_arc *a)
{
	return px_read_once(a->count);
}

static inline u32 px_arc_max(void)
{
	return ~0u;
}

static inline void px_arc_set_for_test(struct px_arc *a, u32 count)
{
	px_write_once(a->count, count);
}

#endif /* PX_ARC_H */
