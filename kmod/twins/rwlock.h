/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_RWLOCK_H
#define PX_RWLOCK_H

#include <linux/rwsem.h>

struct px_rwlock {
	struct rw_semaphore l;
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

/* No reader gets in while a writer waits. */
static inline void px_rwlock_read(struct px_rwlock *l)
{
	down_read(&l->l);
}

static inline int px_rwlock_read_try(struct px_rwlock *l)
{
	return down_read_trylock(&l->l) ? 0 : -EBUSY;
}

static inline int px_rwlock_read_intr(struct px_rwlock *l)
{
	return down_read_interruptible(&l->l);
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

static inline int px_rwlock_write_intr(struct px_rwlock *l)
{
	return down_write_killable(&l->l);
}

static inline void px_rwlock_write_unlock(struct px_rwlock *l)
{
	up_write(&l->l);
}

static inline int px_rwlock_init_kind_keyed(struct px_rwlock *l, enum px_rwlock_kind kind,
					    const char *name, struct px_lock_key *key)
{
	if (kind != PX_RWLOCK_DEFAULT)
		return -EOPNOTSUPP;
	px_rwlock_init_keyed(l, name, key);
	return 0;
}

static inline int px_rwlock_read_for(struct px_rwlock *l, u64 ns)
{
	return -EOPNOTSUPP;
}

static inline int px_rwlock_downgrade(struct px_rwlock *l)
{
	downgrade_write(&l->l);
	return 0;
}

#endif /* PX_RWLOCK_H */
