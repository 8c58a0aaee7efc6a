/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * poison: a mutex that remembers that a thread panicked while it held it, and
 * so may have left what it guards half done. A panic marks the locks that the
 * thread holds, unlocks them, and wakes their waiters; from then on every lock
 * says so, until the mark is cleared. The data stays reachable.
 *
 * Only a panic marks, and only what is held: returning while holding leaves
 * the mutex locked for ever, as a bare one. A lock taken by a thread that
 * panics already, in a cleanup, is not marked by that panic. A thread that was
 * not spawned here (the first of a program) may lock, and never marks.
 */
#ifndef PX_POISON_H
#define PX_POISON_H

#include "mutex.h"
#include "thread.h"
#include "base/types.h"

/* One thread's hold of a lock: on its cleanup list from lock to unlock. */
struct px_poison_hold {
	struct px_cleanup cleanup;
	struct px_panic *holder;	/* NULL: not a thread that can panic */
	bool in_panic;			/* when the lock was taken */
};

struct px_poison {
	struct px_mutex lock;		/* of hold, and the user's data */
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

/* Whether the hold ends in a panic that began during it. */
static px_inline bool px_poison_hold_end(struct px_poison_hold *h)
{
	px_cleanup_remove(&h->cleanup);
	return h->holder && h->holder->panicking && !h->in_panic;
}

static px_inline int px_poison_result(const bool *poisoned)
{
	return px_read_once(*poisoned) ? -EOWNERDEAD : 0;
}

/* Makes the lock ready: unlocked, not poisoned. Every place of use is a lock class of its own. */
#define px_poison_init(p)						\
	do {								\
		px_mutex_init(&(p)->lock);				\
		(p)->poisoned = false;					\
	} while (0)

/* Ends its life. Nobody holds it or waits for it. */
static inline void px_poison_destroy(struct px_poison *p)
{
	px_mutex_destroy(&p->lock);
}

/* As destroy, when what it guards is taken out of it: 0, or -EOWNERDEAD. */
static inline int px_poison_into_inner(struct px_poison *p)
{
	px_poison_destroy(p);
	return px_poison_result(&p->poisoned);
}

/* Gives it back; in a panic that began while it was held, marked. */
static px_inline void px_poison_unlock(struct px_poison *p)
{
	if (px_poison_hold_end(&p->hold))
		px_write_once(p->poisoned, true);
	px_mutex_unlock(&p->lock);
}

static inline void px_poison_abandon(struct px_cleanup *c)
{
	px_poison_unlock((struct px_poison *)((char *)c - offsetof(struct px_poison, hold.cleanup)));
}

/* As lock, with so much mode: what lock says, or what mode says, with nothing taken. */
static px_inline int px_poison_lock_mode(struct px_poison *p, enum px_wait_mode mode)
{
	int err = px_mutex_lock_mode(&p->lock, mode);

	if (err)
		return err;
	px_poison_hold_begin(&p->hold, px_poison_abandon);
	return px_poison_result(&p->poisoned);
}

/* Sleeps until it is the caller's: 0, or -EOWNERDEAD: poisoned, but the caller's all the same. */
static px_inline int px_poison_lock(struct px_poison *p)
{
	return px_poison_lock_mode(p, PX_UNINTERRUPTIBLE);
}

/* Takes it if that needs no waiting: as lock, or -EBUSY, which says nothing of poison. */
static px_inline int px_poison_trylock(struct px_poison *p)
{
	if (px_mutex_trylock(&p->lock))
		return -EBUSY;
	px_poison_hold_begin(&p->hold, px_poison_abandon);
	return px_poison_result(&p->poisoned);
}

/* Whether it is poisoned at this moment. Anyone may ask. */
static inline bool px_poison_is_poisoned(const struct px_poison *p)
{
	return px_poison_result(&p->poisoned);
}

/* Takes the mark away: what is guarded is as it should be. Best while holding it. */
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
 * Holds it from here to the end of the enclosing block, if there is mode
 * enough; what lock_as() says is in *err, which is -EOWNERDEAD where it is held.
 */
#define px_poison_guard_mode(p, mode, err)				\
	struct px_poison_guard PX_JOIN(px_guard_, __LINE__)		\
	__attribute__((cleanup(px_poison_guard_end), unused)) =		\
		px_poison_guard_begin((p), (mode), (err))

#define px_poison_guard(p, err)	px_poison_guard_mode(p, PX_UNINTERRUPTIBLE, err)

#endif /* PX_POISON_H */
