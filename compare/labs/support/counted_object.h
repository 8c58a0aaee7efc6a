/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mortal: an object under a plain count that may be released once, twice or
 * never, and takes no harm: its release leaves a tombstone, which are counted.
 */
#ifndef PX_COUNTED_OBJECT_H
#define PX_COUNTED_OBJECT_H

#include "atomic.h"
#include "rc.h"
#include "base/types.h"

struct px_counted_object {
	struct px_rc rc;		/* first */
	struct px_atomic tombstones;
};

/* With so many references. */
static inline void px_counted_object_init(struct px_counted_object *m, u32 references)
{
	px_rc_init(&m->rc);
	while (--references)
		px_rc_get(&m->rc);
	px_atomic_store(&m->tombstones, 0);
}

/* A px_rc_release_fn. */
static inline void px_counted_object_on_release(struct px_rc *rc)
{
	px_atomic_add(&((struct px_counted_object *)rc)->tombstones, 1);
}

static inline s64 px_counted_object_releases(const struct px_counted_object *m)
{
	return (s64)px_atomic_load(&m->tombstones);
}

#endif /* PX_COUNTED_OBJECT_H */
