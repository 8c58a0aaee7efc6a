/* SPDX-License-Identifier: GPL-2.0-only */
/* BROKEN ON PURPOSE: a rwlock that excludes no thread. */
#ifndef PX_RWLOCK_H
#define PX_RWLOCK_H

struct px_rwlock {
	int unused;
};

#include "contract/rwlock.h"

static inline void px_rwlock_init_keyed(struct px_rwlock *l, const char *name,
					struct px_lock_key *key)
{
}

static inline void px_rwlock_destroy(struct px_rwlock *l)
{
}

static inline void px_rwlock_read(struct px_rwlock *l)
{
}

static inline int px_rwlock_read_try(struct px_rwlock *l)
{
	return 0;
}

static inline void px_rwlock_read_unlock(struct px_rwlock *l)
{
}

static inline void px_rwlock_write(struct px_rwlock *l)
{
}

static inline int px_rwlock_write_try(struct px_rwlock *l)
{
	return 0;
}

static inline void px_rwlock_write_unlock(struct px_rwlock *l)
{
}

static inline int px_rwlock_lock_intr(struct px_rwlock *l, bool write)
{
	return 0;
}

#endif /* PX_RWLOCK_H */
