/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * rc: a reference count for one thread, Rust's Rc: a load, an addition and a
 * store, none of it atomic. The object lives in the enclosing structure and is
 * released by the put of the last reference. Whoever made it owns it, and it
 * cannot be handed over: the other references would stay behind (Rust: Rc is
 * neither Send nor Sync, E0277).
 *
 * The plain forms do not look who is calling; px_rc_check() does.
 *
 * What two threads would do to it can be *forced*: px_rc_get_with() and
 * px_rc_put_with() call a function between the load and the store. Threads that
 * meet there, at a gate for instance, have all loaded the same count, and each
 * stores its own idea of the next one: one of the updates is lost, every time.
 * In such a lab release may run twice, or never. There it must not free: it
 * marks the object (a tombstone) and counts, and the object goes away when all
 * threads have been joined.
 */
#ifndef PX_RC_H
#define PX_RC_H

#include "owner.h"
#include "base/types.h"

struct px_rc {
	u32 count;
	struct px_owner owner;
};

/* Called with the last reference gone. */
typedef void (*px_rc_release_fn)(struct px_rc *rc);

/* Called between load and store. */
typedef void (*px_rc_between_fn)(void *arg);

/* Makes it the caller's, with a count of one: the caller's reference. */
static inline void px_rc_init(struct px_rc *rc)
{
	px_write_once(rc->count, 1);
	px_owner_init(&rc->owner);
}

/* As get, with between(arg) after the load and before the store. */
static px_inline void px_rc_get_with(struct px_rc *rc, px_rc_between_fn between, void *arg)
{
	u32 seen = px_read_once(rc->count);

	if (between)
		between(arg);
	px_write_once(rc->count, seen + 1);
}

/* As put, with between(arg) after the load and before the store. */
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

/* Adds a reference. The caller has one. A wrap goes unnoticed (Rust aborts). */
static px_inline void px_rc_get(struct px_rc *rc)
{
	px_rc_get_with(rc, NULL, NULL);
}

/* Drops a reference; the last one calls release. True if it did. */
static px_inline bool px_rc_put(struct px_rc *rc, px_rc_release_fn release)
{
	return px_rc_put_with(rc, release, NULL, NULL);
}

static inline u32 px_rc_count(const struct px_rc *rc)
{
	return px_read_once(rc->count);
}

/* Is it the caller's? 0, or -EPERM. */
static inline int px_rc_check(const struct px_rc *rc)
{
	return px_owner_check(&rc->owner);
}

#endif /* PX_RC_H */
