/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * scope: threads that may borrow from the stack of their spawner, because all of
 * them are joined before the scope is left: at its end, by its guard (return, break,
 * goto), and if the spawner panics.
 *
 *	struct px_scoped threads[4];
 *	struct px_scope s;
 *
 *	px_scope_begin(&s, threads, 4);
 *	px_scope_guard(&s);
 *	err = px_scope_spawn(&s, fn, &borrowed);
 *	if (err)
 *		return err;		the guard joins the threads
 *	return px_scope_end(&s);	joins all threads and reports a panic
 *
 * Borrowed objects must be declared before the guard, so that they outlive it.
 */
#ifndef PX_SCOPE_H
#define PX_SCOPE_H

#include "thread.h"
#include "base/types.h"

struct px_scoped {
	struct px_thread thread;
	bool joined;
};

/* Only the spawner uses it. */
struct px_scope {
	struct px_scoped *threads;
	u32 room;		/* entries of threads */
	u32 spawned;
	u32 joined;
	bool panicked;		/* a thread that was not joined by hand panicked */
	struct px_cleanup cleanup;
};

static inline int px_scope_join_rest(struct px_scope *s)
{
	u32 n;

	for (n = 0; n < s->spawned; n++) {
		struct px_scoped *t = &s->threads[n];

		if (t->joined)
			continue;
		t->joined = true;
		if (px_thread_join(&t->thread, NULL))
			s->panicked = true;
		s->joined++;
	}
	return s->panicked ? -EOWNERDEAD : 0;
}

static inline void px_scope_abandon(struct px_cleanup *c)
{
	px_scope_join_rest((struct px_scope *)((char *)c - offsetof(struct px_scope, cleanup)));
}

static inline void px_scope_begin(struct px_scope *s, struct px_scoped *threads, u32 room)
{
	*s = (struct px_scope) { .threads = threads, .room = room };
	px_cleanup_add(&s->cleanup, px_scope_abandon);
}

/*
 * Starts fn(arg) as the next thread of the scope. Returns 0, -ENOSPC if there is no
 * room, or the error of px_thread_spawn().
 */
static inline int px_scope_spawn(struct px_scope *s, px_thread_fn fn, void *arg)
{
	struct px_scoped *t = &s->threads[s->spawned];
	int err;

	if (s->spawned == s->room)
		return -ENOSPC;
	t->joined = false;
	err = px_thread_spawn(&t->thread, fn, arg);
	if (!err)
		s->spawned++;
	return err;
}

/*
 * Joins the n-th thread, from 0, as px_thread_join(). The scope does not report its
 * panic again. Returns -ESRCH if there is no such thread or it was joined.
 */
static inline int px_scope_join(struct px_scope *s, u32 n, u64 *value)
{
	if (n >= s->spawned || s->threads[n].joined)
		return -ESRCH;
	s->threads[n].joined = true;
	s->joined++;
	return px_thread_join(&s->threads[n].thread, value);
}

/* The number of threads that are not joined. */
static inline u32 px_scope_live(const struct px_scope *s)
{
	return s->spawned - s->joined;
}

/*
 * Joins the other threads. Returns 0, or -EOWNERDEAD if one of them panicked. A
 * second end does nothing and returns the same.
 */
static inline int px_scope_end(struct px_scope *s)
{
	px_cleanup_remove(&s->cleanup);
	return px_scope_join_rest(s);
}

/*
 * Begins a scope, calls body, which spawns threads, and ends the scope. Returns the
 * error of body, if any, else the result of px_scope_end().
 */
static inline int px_scope_run(struct px_scoped *threads, u32 room,
			       int (*body)(struct px_scope *s, void *arg), void *arg)
{
	struct px_scope s;
	int err, end;

	px_scope_begin(&s, threads, room);
	err = body(&s, arg);
	end = px_scope_end(&s);
	return err ? err : end;
}

/* Ends the scope with the enclosing block. A panic ends it by its cleanup. */
#define px_scope_guard(s)						\
	struct px_scope *PX_JOIN(px_guard_, __LINE__)			\
	__attribute__((cleanup(px_scope_guard_end), unused)) = (s)

static inline void px_scope_guard_end(struct px_scope **s)
{
	px_scope_end(*s);
}

#endif /* PX_SCOPE_H */
