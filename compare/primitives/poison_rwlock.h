/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * poison_rwlock: what poison.h does for a mutex, for a reader-writer lock: a
 * writer that panics poisons it, since it may have left things half done; a
 * reader that panics has changed nothing, and is only unlocked.
 */
#ifndef PX_POISON_RWLOCK_H
#define PX_POISON_RWLOCK_H

#include "poison.h"
#include "rwlock.h"

struct px_poison_rwlock {
	struct px_rwlock lock;		/* of writer, and the user's data */
	bool poisoned;
	struct px_poison_hold writer;
};

/* One thread's reading of a lock, on its stack. */
struct px_poison_reader {
	struct px_poison_rwlock *lock;
	struct px_cleanup cleanup;
};

/* Makes the lock ready: free, not poisoned. Every place of use is a lock class of its own. */
#define px_poison_rwlock_init(l)					\
	do {								\
		px_rwlock_init(&(l)->lock);				\
		(l)->poisoned = false;					\
	} while (0)

/* Ends its life. Nobody holds it or waits for it. */
static inline void px_poison_rwlock_destroy(struct px_poison_rwlock *l)
{
	px_rwlock_destroy(&l->lock);
}

/* As destroy, when what it guards is taken out of it: 0, or -EOWNERDEAD. */
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

/* Sleeps until the caller is a reader, as *r: 0, or -EOWNERDEAD: poisoned, but a reader all the same. */
static px_inline int px_poison_read(struct px_poison_rwlock *l, struct px_poison_reader *r)
{
	px_rwlock_read(&l->lock);
	return px_poison_read_begin(l, r);
}

/* If that needs no waiting: as read, or -EBUSY. */
static px_inline int px_poison_read_try(struct px_poison_rwlock *l, struct px_poison_reader *r)
{
	if (px_rwlock_read_try(&l->lock))
		return -EBUSY;
	return px_poison_read_begin(l, r);
}

/* Gives it back; in a panic that began while it was held, marked. */
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

/* Sleeps until the caller is the writer: 0, or -EOWNERDEAD: poisoned, but the writer all the same. */
static px_inline int px_poison_write(struct px_poison_rwlock *l)
{
	px_rwlock_write(&l->lock);
	px_poison_hold_begin(&l->writer, px_poison_write_abandon);
	return px_poison_result(&l->poisoned);
}

/* If that needs no waiting: as write, or -EBUSY. */
static px_inline int px_poison_write_try(struct px_poison_rwlock *l)
{
	if (px_rwlock_write_try(&l->lock))
		return -EBUSY;
	px_poison_hold_begin(&l->writer, px_poison_write_abandon);
	return px_poison_result(&l->poisoned);
}

/* Whether it is poisoned at this moment. Anyone may ask. */
static inline bool px_poison_rwlock_is_poisoned(const struct px_poison_rwlock *l)
{
	return px_poison_result(&l->poisoned);
}

/* Takes the mark away. Best while writing. */
static inline void px_poison_rwlock_clear(struct px_poison_rwlock *l)
{
	px_write_once(l->poisoned, false);
}

#endif /* PX_POISON_RWLOCK_H */
