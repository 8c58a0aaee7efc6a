/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * counted_object: an object with a non-atomic reference count. Its release only
 * counts how often it is called, so a double release does no harm.
 */
#ifndef PX_COUNTED_OBJECT_H
#define PX_COUNTED_OBJECT_H

#include "atomic.h"
#include "rc.h"
#include "base/types.h"

struct px_counted_object {
	struct px_rc rc;		/* first */
	struct px_atomic releases;
};

static inline void px_counted_object_init(struct px_counted_object *object, u32 references)
{
	px_rc_init(&object->rc);
	while (--references)
		px_rc_get(&object->rc);
	px_atomic_store(&object->releases, 0);
}

/* A px_rc_release_fn. */
static inline void px_counted_object_on_release(struct px_rc *rc)
{
	px_atomic_add(&((struct px_counted_object *)rc)->releases, 1);
}

static inline s64 px_counted_object_releases(const struct px_counted_object *object)
{
	return (s64)px_atomic_load(&object->releases);
}

#endif /* PX_COUNTED_OBJECT_H */
