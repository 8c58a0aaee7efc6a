/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * rwlock_client: a thread that takes a reader-writer lock, holds it until the
 * lab releases the thread, and unlocks. Another thread checks whether it is
 * blocked.
 */
#ifndef PX_RWLOCK_CLIENT_H
#define PX_RWLOCK_CLIENT_H

#include "harness/lab.h"
#include "harness/wait_check.h"
#include "rwlock.h"
#include "thread.h"

#define PX_ACTOR_HIDDEN	(PX_EVENT_TITLE - 1)	/* records no events */

struct px_rwlock_client {
	struct px_lab_ctx *ctx;
	struct px_rwlock *lock;
	u32 actor;
	bool writes;
	u32 *value;				/* a writer adds 1 to it; or NULL */

	/* Set by px_rwlock_client_start(). */
	struct px_thread thread;
	u32 holds_lock;
	u32 may_unlock;
};

static inline void px_rwlock_client_event(const struct px_rwlock_client *c,
					  enum px_actor_state state, const char *text)
{
	u32 actor = px_read_once(c->actor);

	if (actor != PX_ACTOR_HIDDEN)
		px_event(c->ctx, actor, state, text);
}

/* Events are recorded with the lock held, so that the recorded order is the real one. */
static inline u64 px_rwlock_client_run(void *arg)
{
	struct px_rwlock_client *c = arg;

	if (c->writes)
		px_rwlock_write(c->lock);
	else
		px_rwlock_read(c->lock);
	px_rwlock_client_event(c, c->writes ? PX_ACTOR_HOLDS : PX_ACTOR_SHARES,
			       c->writes ? "writes" : "reads");
	if (c->writes && c->value)
		++*c->value;
	px_write_once(c->holds_lock, 1);
	px_until(c->ctx, px_read_once(c->may_unlock), 2 * PX_LAB_TIMEOUT_NS);
	px_rwlock_client_event(c, PX_ACTOR_GONE, "unlocks");
	if (c->writes)
		px_rwlock_write_unlock(c->lock);
	else
		px_rwlock_read_unlock(c->lock);
	return 0;
}

/* 0, or -errno: then the client must not be joined. */
static inline int px_rwlock_client_start(struct px_rwlock_client *c)
{
	c->holds_lock = 0;
	c->may_unlock = 0;
	return px_thread_spawn(&c->thread, px_rwlock_client_run, c);
}

/* True if the thread is blocked on the lock. text: the event that is then recorded. */
static inline bool px_rwlock_client_waits(struct px_rwlock_client *c, const char *text)
{
	px_thread_blocked(&c->thread, &c->holds_lock, PX_LAB_TIMEOUT_NS);
	if (px_until(c->ctx, px_read_once(c->holds_lock), PX_LAB_SETTLE_NS))
		return false;
	px_rwlock_client_event(c, PX_ACTOR_WAITS, text);
	return true;
}

/* True if the thread holds the lock within PX_LAB_TIMEOUT_NS. */
static inline bool px_rwlock_client_acquires(struct px_rwlock_client *c)
{
	return px_until(c->ctx, px_read_once(c->holds_lock), PX_LAB_TIMEOUT_NS);
}

/* The thread unlocks as soon as it holds the lock. */
static inline void px_rwlock_client_release(struct px_rwlock_client *c)
{
	px_write_once(c->may_unlock, 1);
}

static inline void px_rwlock_client_join(struct px_rwlock_client *c)
{
	px_rwlock_client_release(c);
	px_thread_join(&c->thread, NULL);
}

#endif /* PX_RWLOCK_CLIENT_H */
