/* SPDX-License-Identifier: GPL-2.0-only */
/* bug_object: an object with a reference count. */
#ifndef PX_BUG_OBJECT_H
#define PX_BUG_OBJECT_H

#include "arc.h"
#include "bug.h"

struct bug_object {
	struct px_arc refs;
	u64 value;
};

static void bug_object_release(struct px_arc *refs)
{
	px_os_free((struct bug_object *)refs);
}

/* One reference, which the caller owns; or NULL. */
static inline struct bug_object *bug_object_alloc(void)
{
	struct bug_object *object = px_os_alloc(sizeof(*object));

	if (object) {
		px_arc_init(&object->refs);
		object->value = 7;
	}
	return object;
}

#endif /* PX_BUG_OBJECT_H */
