/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * rc: a reference count for one thread, as Rust's Rc: a load, an addition and a
 * store, not atomic. It is embedded in the object; the put of the last reference
 * releases the object. The thread that initializes it owns it. It cannot be handed
 * over, because other references would stay with the old owner (Rc is neither Send
 * nor Sync, E0277).
 *
 * The plain functions do not check the caller; px_rc_check() does.
 *
 * px_rc_get_with() and px_rc_put_with() call a function between the load and the
 * store, to force a race of two threads. If both threads wait for each other there,
 * both have loaded the same count, and one update is lost every time. The release
 * function may then run twice or never. In such a lab it must not free the object;
 * it only counts. The object is freed after all threads were joined.
 */
#ifndef PX_RC_H
#define PX_RC_H

#include "owner.h"
#include "base/types.h"

struct px_rc {
	u32 count;
	struct px_owner owner;
};

/* Called after the last reference was dropped. */
typedef void (*px_rc_release_fn)(struct px_rc *rc);

/* Called between load and store. */
typedef void (*px_rc_between_fn)(void *arg);

/* Sets the count to one, the caller's reference. */
static inline void px_rc_init(struct px_rc *rc)
{
	px_write_once(rc->count, 1);
	px_owner_init(&rc->owner);
}

/* As px_rc_get(); calls between(arg) after the load and before the store. */
static px_inline void px_rc_get_with(struct px_rc *rc, px_rc_between_fn between, void *arg)
{
	u32 seen = px_read_once(rc->count);

	if (between)
		between(arg);
	px_write_once(rc->count, seen + 1);
}

/* As px_rc_put(); calls between(arg) after the load and before the store. */
static px_inline bool px_rc_put_with(struct px_rc *rc, px_rc_release_fn release,
				     px_rc_between_fn between, void *arg)
{
	u32 seen = px_read_once(rc->count);

	if (between)
		between(arg);
	px_write_once(rc->count, seen - 1);
	if (seen != 1)
		return false;
	release(rc);
	return true;
}

/* The caller has a reference. A wrap is not detected (Rust aborts). */
static px_inline void px_rc_get(struct px_rc *rc)
{
	px_rc_get_with(rc, NULL, NULL);
}

/* The put of the last reference calls release and returns true. */
static px_inline bool px_rc_put(struct px_rc *rc, px_rc_release_fn release)
{
	return px_rc_put_with(rc, release, NULL, NULL);
}

static inline u32 px_rc_count(const struct px_rc *rc)
{
	return px_read_once(rc->count);
}

/* Returns -EPERM if the caller is not the owner. */
static inline int px_rc_check(const struct px_rc *rc)
{
	return px_owner_check(&rc->owner);
}

#endif /* PX_RC_H */
