/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * visitor: for labs, a thread that asks for a rwlock, stays inside until it is
 * told that it may leave, and goes. Whether it waits is seen by another one.
 */
#ifndef PX_VISITOR_H
#define PX_VISITOR_H

#include "asleep.h"
#include "lab.h"
#include "rwlock.h"
#include "thread.h"

#define PX_UNSEEN	(PX_PICTURE - 1)	/* an actor that is not drawn */

struct px_visitor {
	struct px_scene *scene;
	struct px_rwlock *lock;
	u32 actor;
	bool writes;
	u32 *value;				/* to which a writer adds 1; or NULL */

	/* From send on. */
	struct px_thread thread;
	u32 inside;				/* has got in */
	u32 leave;				/* may go, when it likes */
};

static inline void px_visitor_note(const struct px_visitor *v, enum px_actor_state state,
				   const char *what)
{
	u32 actor = px_read_once(v->actor);

	if (actor != PX_UNSEEN)
		px_event(v->scene, actor, state, what);
}

/* What comes after the lock is noted with it held: no two lines contradict each other. */
static inline u64 px_visitor_life(void *arg)
{
	struct px_visitor *v = arg;

	if (v->writes)
		px_rwlock_write(v->lock);
	else
		px_rwlock_read(v->lock);
	px_visitor_note(v, v->writes ? PX_ACTOR_HOLDS : PX_ACTOR_SHARES,
			v->writes ? "writes" : "reads");
	if (v->writes && v->value)
		++*v->value;
	px_write_once(v->inside, 1);
	px_until(v->scene, px_read_once(v->leave), 2 * PX_SOON);
	px_visitor_note(v, PX_ACTOR_GONE, "lets go");
	if (v->writes)
		px_rwlock_write_unlock(v->lock);
	else
		px_rwlock_read_unlock(v->lock);
	return 0;
}

/* 0, or -errno: then there is nothing to join. */
static inline int px_visitor_send(struct px_visitor *v)
{
	v->inside = 0;
	v->leave = 0;
	return px_thread_spawn(&v->thread, px_visitor_life, v);
}

/*
 * Whether it waits: seen asleep, and then not inside for a while. Who is known
 * to keep it out is said in its line.
 */
static inline bool px_visitor_waits(struct px_visitor *v, const char *said)
{
	u64 end = px_host_now() + PX_SOON;
	u32 looks = 0;

	while (!px_read_once(v->inside) && looks < PX_ASLEEP_LOOKS && px_host_now() < end) {
		px_host_sleep(PX_ASLEEP_PERIOD);
		looks = px_thread_asleep(&v->thread) ? looks + 1 : 0;
	}
	if (px_until(v->scene, px_read_once(v->inside), PX_A_WHILE))
		return false;
	px_visitor_note(v, PX_ACTOR_WAITS, said);
	return true;
}

static inline bool px_visitor_gets_in(struct px_visitor *v)
{
	return px_until(v->scene, px_read_once(v->inside), PX_SOON);
}

static inline void px_visitor_leave(struct px_visitor *v)
{
	px_write_once(v->leave, 1);
}

/* Lets it leave, and waits until it has. */
static inline void px_visitor_end(struct px_visitor *v)
{
	px_visitor_leave(v);
	px_thread_join(&v->thread, NULL);
}

#endif /* PX_VISITOR_H */
