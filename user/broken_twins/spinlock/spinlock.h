/* SPDX-License-Identifier: GPL-2.0-only */
/* BROKEN ON PURPOSE: a spinlock that excludes no thread. */
#ifndef PX_SPINLOCK_H
#define PX_SPINLOCK_H

struct px_spinlock {
	int unused;
};

#include "contract/spinlock.h"

static inline void px_spinlock_init_keyed(struct px_spinlock *s, const char *name,
					  struct px_lock_key *key)
{
}

static inline void px_spinlock_destroy(struct px_spinlock *s)
{
}

static inline void px_spinlock_lock(struct px_spinlock *s)
{
}

static inline int px_spinlock_trylock(struct px_spinlock *s)
{
	return 0;
}

static inline void px_spinlock_unlock(struct px_spinlock *s)
{
}

#endif /* PX_SPINLOCK_H */
