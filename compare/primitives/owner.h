/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * owner: the one thread that something belongs to. Rust refuses the use of a
 * Cell by another thread when it compiles (E0277); C can only look, at run
 * time, when it is asked to.
 *
 * What is owned may change hands, as a Cell may be moved into a thread: its
 * owner hands it over, and from then on it is nobody's until a thread adopts
 * it, who then sees all that the owner did. It is never two threads'. A thread
 * that ends without handing over takes it to the grave.
 */
#ifndef PX_OWNER_H
#define PX_OWNER_H

#include "atomic.h"
#include "thread_id.h"
#include "base/types.h"

struct px_owner {
	struct px_atomic id;	/* px_thread_id() of the owner; 0: nobody's */
};

/* The caller's. Nobody else knows of it. */
static inline void px_owner_init(struct px_owner *o)
{
	px_atomic_store(&o->id, px_thread_id());
}

/* Is it the caller's? 0, or -EPERM. */
static inline int px_owner_check(const struct px_owner *o)
{
	return px_atomic_load(&o->id) == px_thread_id() ? 0 : -EPERM;
}

/* Makes it nobody's: 0, or -EPERM if it is not the caller's. */
static inline int px_owner_hand_over(struct px_owner *o)
{
	int err = px_owner_check(o);

	if (!err)
		px_atomic_store_release(&o->id, 0);
	return err;
}

/* Makes it the caller's: 0, or -EPERM if it is somebody's, even the caller's own. */
static inline int px_owner_adopt(struct px_owner *o)
{
	u64 nobody = 0;

	return px_atomic_compare_exchange(&o->id, &nobody, px_thread_id()) ? 0 : -EPERM;
}

#endif /* PX_OWNER_H */
