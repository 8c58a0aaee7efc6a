/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * poison: a mutex that records that a thread panicked while it held it, because the
 * protected data may be inconsistent. A panic marks the locks that the thread holds,
 * unlocks them and wakes their waiters. From then on every lock returns
 * -EOWNERDEAD, but acquires the lock, until the mark is cleared.
 *
 * Only a panic marks a lock, and only if the thread holds it. A thread that returns
 * with the mutex held leaves it locked, as a plain mutex. A lock that was taken during the
 * panic, in a cleanup, is not marked. A thread that px_thread_spawn() did not start
 * can use the lock and never marks it.
 */
#ifndef PX_POISON_H
#define PX_POISON_H

#include "mutex.h"
#include "thread.h"
#include "base/types.h"

/* One hold of a lock, on the thread's cleanup list from lock to unlock. */
struct px_poison_hold {
	struct px_cleanup cleanup;
	struct px_panic *holder;	/* NULL: the thread cannot panic */
	bool in_panic;			/* the lock was taken during a panic */
};

struct px_poison {
	struct px_mutex lock;		/* protects hold, and the user's data */
	bool poisoned;
	struct px_poison_hold hold;
};

static px_inline void px_poison_hold_begin(struct px_poison_hold *h,
					   void (*abandon)(struct px_cleanup *c))
{
	px_cleanup_add(&h->cleanup, abandon);
	h->holder = h->cleanup.of;
	h->in_panic = h->holder && h->holder->panicking;
}

/* Returns true if a panic began during the hold. */
static px_inline bool px_poison_hold_end(struct px_poison_hold *h)
{
	px_cleanup_remove(&h->cleanup);
	return h->holder && h->holder->panicking && !h->in_panic;
}

static px_inline int px_poison_result(const bool *poisoned)
{
	return px_read_once(*poisoned) ? -EOWNERDEAD : 0;
}

/* Initializes the lock: unlocked, not poisoned. Each call site is a lock class. */
#define px_poison_init(p)						\
	do {								\
		px_mutex_init(&(p)->lock);				\
		(p)->poisoned = false;					\
	} while (0)

/* No thread holds it or waits for it. */
static inline void px_poison_destroy(struct px_poison *p)
{
	px_mutex_destroy(&p->lock);
}

/* As destroy; returns -EOWNERDEAD if it was poisoned. */
static inline int px_poison_into_inner(struct px_poison *p)
{
	px_poison_destroy(p);
	return px_poison_result(&p->poisoned);
}

/* Marks the lock if a panic began while it was held. */
static px_inline void px_poison_unlock(struct px_poison *p)
{
	if (px_poison_hold_end(&p->hold))
		px_write_once(p->poisoned, true);
	px_mutex_unlock(&p->lock);
}

static inline void px_poison_abandon(struct px_cleanup *c)
{
	px_poison_unlock((struct px_poison *)
			 ((char *)c - offsetof(struct px_poison, hold.cleanup)));
}

/* As px_poison_lock(), in a wait mode; -EAGAIN or -EINTR if it was not acquired. */
static px_inline int px_poison_lock_mode(struct px_poison *p, enum px_wait_mode mode)
{
	int err = px_mutex_lock_mode(&p->lock, mode);

	if (err)
		return err;
	px_poison_hold_begin(&p->hold, px_poison_abandon);
	return px_poison_result(&p->poisoned);
}

/* Returns 0, or -EOWNERDEAD if it is poisoned. The caller holds it in both cases. */
static px_inline int px_poison_lock(struct px_poison *p)
{
	return px_poison_lock_mode(p, PX_UNINTERRUPTIBLE);
}

/* As px_poison_lock(); -EBUSY if it is held, poisoned or not. */
static px_inline int px_poison_trylock(struct px_poison *p)
{
	if (px_mutex_trylock(&p->lock))
		return -EBUSY;
	px_poison_hold_begin(&p->hold, px_poison_abandon);
	return px_poison_result(&p->poisoned);
}

/* Any thread may call it. */
static inline bool px_poison_is_poisoned(const struct px_poison *p)
{
	return px_poison_result(&p->poisoned);
}

/* Removes the mark. The caller should hold the lock and has repaired the data. */
static inline void px_poison_clear(struct px_poison *p)
{
	px_write_once(p->poisoned, false);
}

struct px_poison_guard {
	struct px_poison *p;
	bool held;
};

static px_inline struct px_poison_guard px_poison_guard_begin(struct px_poison *p,
							      enum px_wait_mode mode, int *err)
{
	*err = px_poison_lock_mode(p, mode);
	return (struct px_poison_guard) { p, !*err || *err == -EOWNERDEAD };
}

static px_inline void px_poison_guard_end(struct px_poison_guard *g)
{
	if (g->held)
		px_poison_unlock(g->p);
}

/*
 * Holds the lock until the end of the enclosing block. *err receives the result of
 * px_poison_lock_mode(); the lock is held if it is 0 or -EOWNERDEAD.
 */
#define px_poison_guard_mode(p, mode, err)				\
	struct px_poison_guard PX_JOIN(px_guard_, __LINE__)		\
	__attribute__((cleanup(px_poison_guard_end), unused)) =		\
		px_poison_guard_begin((p), (mode), (err))

#define px_poison_guard(p, err)	px_poison_guard_mode(p, PX_UNINTERRUPTIBLE, err)

#endif /* PX_POISON_H */
