/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * visitor: for labs, a thread that asks for a rwlock, stays inside until it is
 * told that it may leave, and goes. Whether it waits is seen by another one.
 */
#ifndef PX_RWLOCK_CLIENT_H
#define PX_RWLOCK_CLIENT_H

#include "wait_check.h"
#include "harness/lab.h"
#include "rwlock.h"
#include "thread.h"

#define PX_UNSEEN	(PX_EVENT_TITLE - 1)	/* an actor that is not drawn */

struct px_rwlock_client {
	struct px_lab_ctx *ctx;
	struct px_rwlock *lock;
	u32 actor;
	bool writes;
	u32 *value;				/* to which a writer adds 1; or NULL */

	/* From send on. */
	struct px_thread thread;
	u32 inside;				/* has got in */
	u32 leave;				/* may go, when it likes */
};

static inline void px_rwlock_client_note(const struct px_rwlock_client *v, enum px_actor_state state,
				   const char *what)
{
	u32 actor = px_read_once(v->actor);

	if (actor != PX_UNSEEN)
		px_event(v->ctx, actor, state, what);
}

/* What comes after the lock is noted with it held: no two lines contradict each other. */
static inline u64 px_rwlock_client_life(void *arg)
{
	struct px_rwlock_client *v = arg;

	if (v->writes)
		px_rwlock_write(v->lock);
	else
		px_rwlock_read(v->lock);
	px_rwlock_client_note(v, v->writes ? PX_ACTOR_HOLDS : PX_ACTOR_SHARES,
			v->writes ? "writes" : "reads");
	if (v->writes && v->value)
		++*v->value;
	px_write_once(v->inside, 1);
	px_until(v->ctx, px_read_once(v->leave), 2 * PX_LAB_TIMEOUT_NS);
	px_rwlock_client_note(v, PX_ACTOR_GONE, "lets go");
	if (v->writes)
		px_rwlock_write_unlock(v->lock);
	else
		px_rwlock_read_unlock(v->lock);
	return 0;
}

/* 0, or -errno: then there is nothing to join. */
static inline int px_rwlock_client_send(struct px_rwlock_client *v)
{
	v->inside = 0;
	v->leave = 0;
	return px_thread_spawn(&v->thread, px_rwlock_client_life, v);
}

/*
 * Whether it waits: seen asleep, and then not inside for a while. Who is known
 * to keep it out is said in its line.
 */
static inline bool px_rwlock_client_waits(struct px_rwlock_client *v, const char *result)
{
	u64 end = px_os_now() + PX_LAB_TIMEOUT_NS;
	u32 looks = 0;

	while (!px_read_once(v->inside) && looks < PX_WAIT_CHECK_LOOKS && px_os_now() < end) {
		px_os_sleep(PX_WAIT_CHECK_PERIOD);
		looks = px_thread_asleep(&v->thread) ? looks + 1 : 0;
	}
	if (px_until(v->ctx, px_read_once(v->inside), PX_LAB_SETTLE_NS))
		return false;
	px_rwlock_client_note(v, PX_ACTOR_WAITS, result);
	return true;
}

static inline bool px_rwlock_client_gets_in(struct px_rwlock_client *v)
{
	return px_until(v->ctx, px_read_once(v->inside), PX_LAB_TIMEOUT_NS);
}

static inline void px_rwlock_client_leave(struct px_rwlock_client *v)
{
	px_write_once(v->leave, 1);
}

/* Lets it leave, and waits until it has. */
static inline void px_rwlock_client_end(struct px_rwlock_client *v)
{
	px_rwlock_client_leave(v);
	px_thread_join(&v->thread, NULL);
}

#endif /* PX_RWLOCK_CLIENT_H */
