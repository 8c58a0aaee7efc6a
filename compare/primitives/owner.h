/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * owner: the one thread that may use an object. Rust refuses the use of a Cell by
 * another thread when it compiles (E0277); C can only check at run time.
 *
 * An owner can hand over the object. Then it has no owner until a thread adopts it;
 * that thread sees all writes of the old owner. It never has two owners. If the
 * owner ends without handing over, the object can never be used again.
 */
#ifndef PX_OWNER_H
#define PX_OWNER_H

#include "atomic.h"
#include "thread_id.h"
#include "base/types.h"

struct px_owner {
	struct px_atomic id;	/* px_thread_id() of the owner; 0: none */
};

/* The caller becomes the owner. No other thread knows the object yet. */
static inline void px_owner_init(struct px_owner *o)
{
	px_atomic_store(&o->id, px_thread_id());
}

/* Returns -EPERM if the caller is not the owner. */
static inline int px_owner_check(const struct px_owner *o)
{
	return px_atomic_load(&o->id) == px_thread_id() ? 0 : -EPERM;
}

/* Gives up the ownership. Returns -EPERM if the caller is not the owner. */
static inline int px_owner_hand_over(struct px_owner *o)
{
	int err = px_owner_check(o);

	if (!err)
		px_atomic_store_release(&o->id, 0);
	return err;
}

/* The caller becomes the owner. Returns -EPERM if there is an owner, even if it is the caller. */
static inline int px_owner_adopt(struct px_owner *o)
{
	u64 none = 0;

	return px_atomic_compare_exchange(&o->id, &none, px_thread_id()) ? 0 : -EPERM;
}

#endif /* PX_OWNER_H */
