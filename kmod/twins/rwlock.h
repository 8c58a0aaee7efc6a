/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_RWLOCK_H
#define PX_RWLOCK_H

#include <linux/rwsem.h>

struct px_rwlock {
	struct rw_semaphore l;	/* no reader enters while a writer waits */
};

#include "contract/rwlock.h"

static inline void px_rwlock_init_keyed(struct px_rwlock *l, const char *name,
					struct px_lock_key *key)
{
	__init_rwsem(&l->l, name, &key->class);
}

static inline void px_rwlock_destroy(struct px_rwlock *l)
{
}

static inline void px_rwlock_read(struct px_rwlock *l)
{
	down_read(&l->l);
}

static inline int px_rwlock_read_try(struct px_rwlock *l)
{
	return down_read_trylock(&l->l) ? 0 : -EBUSY;
}

static inline void px_rwlock_read_unlock(struct px_rwlock *l)
{
	up_read(&l->l);
}

static inline void px_rwlock_write(struct px_rwlock *l)
{
	down_write(&l->l);
}

static inline int px_rwlock_write_try(struct px_rwlock *l)
{
	return down_write_trylock(&l->l) ? 0 : -EBUSY;
}

static inline void px_rwlock_write_unlock(struct px_rwlock *l)
{
	up_write(&l->l);
}

static inline int px_rwlock_lock_intr(struct px_rwlock *l, bool write)
{
	return write ? down_write_killable(&l->l) : down_read_interruptible(&l->l);
}

#endif /* PX_RWLOCK_H */
