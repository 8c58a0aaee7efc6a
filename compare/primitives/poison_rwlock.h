/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * poison_rwlock: poison.h for a reader-writer lock. A writer that panics poisons it,
 * because the data may be inconsistent. A reader that panics only unlocks it.
 */
#ifndef PX_POISON_RWLOCK_H
#define PX_POISON_RWLOCK_H

#include "poison.h"
#include "rwlock.h"

struct px_poison_rwlock {
	struct px_rwlock lock;		/* protects writer, and the user's data */
	bool poisoned;
	struct px_poison_hold writer;
};

/* One read lock, on the stack of the reader. */
struct px_poison_reader {
	struct px_poison_rwlock *lock;
	struct px_cleanup cleanup;
};

/* Initializes the lock: unlocked, not poisoned. Each call site is a lock class. */
#define px_poison_rwlock_init(l)					\
	do {								\
		px_rwlock_init(&(l)->lock);				\
		(l)->poisoned = false;					\
	} while (0)

/* No thread holds it or waits for it. */
static inline void px_poison_rwlock_destroy(struct px_poison_rwlock *l)
{
	px_rwlock_destroy(&l->lock);
}

/* As destroy; returns -EOWNERDEAD if it was poisoned. */
static inline int px_poison_rwlock_into_inner(struct px_poison_rwlock *l)
{
	px_poison_rwlock_destroy(l);
	return px_poison_result(&l->poisoned);
}

static px_inline void px_poison_read_unlock(struct px_poison_reader *r)
{
	px_cleanup_remove(&r->cleanup);
	px_rwlock_read_unlock(&r->lock->lock);
}

static inline void px_poison_read_abandon(struct px_cleanup *c)
{
	px_poison_read_unlock((struct px_poison_reader *)
			      ((char *)c - offsetof(struct px_poison_reader, cleanup)));
}

static px_inline int px_poison_read_begin(struct px_poison_rwlock *l, struct px_poison_reader *r)
{
	r->lock = l;
	px_cleanup_add(&r->cleanup, px_poison_read_abandon);
	return px_poison_result(&l->poisoned);
}

/* Returns 0, or -EOWNERDEAD if it is poisoned. The caller reads in both cases. */
static px_inline int px_poison_read(struct px_poison_rwlock *l, struct px_poison_reader *r)
{
	px_rwlock_read(&l->lock);
	return px_poison_read_begin(l, r);
}

/* As px_poison_read(), or -EBUSY. */
static px_inline int px_poison_read_try(struct px_poison_rwlock *l, struct px_poison_reader *r)
{
	if (px_rwlock_read_try(&l->lock))
		return -EBUSY;
	return px_poison_read_begin(l, r);
}

/* Marks the lock if a panic began while it was held. */
static px_inline void px_poison_write_unlock(struct px_poison_rwlock *l)
{
	if (px_poison_hold_end(&l->writer))
		px_write_once(l->poisoned, true);
	px_rwlock_write_unlock(&l->lock);
}

static inline void px_poison_write_abandon(struct px_cleanup *c)
{
	px_poison_write_unlock((struct px_poison_rwlock *)
			       ((char *)c - offsetof(struct px_poison_rwlock, writer.cleanup)));
}

/* Returns 0, or -EOWNERDEAD if it is poisoned. The caller writes in both cases. */
static px_inline int px_poison_write(struct px_poison_rwlock *l)
{
	px_rwlock_write(&l->lock);
	px_poison_hold_begin(&l->writer, px_poison_write_abandon);
	return px_poison_result(&l->poisoned);
}

/* As px_poison_write(), or -EBUSY. */
static px_inline int px_poison_write_try(struct px_poison_rwlock *l)
{
	if (px_rwlock_write_try(&l->lock))
		return -EBUSY;
	px_poison_hold_begin(&l->writer, px_poison_write_abandon);
	return px_poison_result(&l->poisoned);
}

/* Any thread may call it. */
static inline bool px_poison_rwlock_is_poisoned(const struct px_poison_rwlock *l)
{
	return px_poison_result(&l->poisoned);
}

/* Removes the mark. The caller should hold the lock for writing. */
static inline void px_poison_rwlock_clear(struct px_poison_rwlock *l)
{
	px_write_once(l->poisoned, false);
}

#endif /* PX_POISON_RWLOCK_H */
