/* SPDX-License-Identifier: GPL-2.0-only */
/* BROKEN ON PURPOSE: a mutex that excludes no thread. */
#ifndef PX_MUTEX_H
#define PX_MUTEX_H

struct px_mutex {
	int unused;
};

#include "contract/mutex.h"

static inline void px_mutex_init_keyed(struct px_mutex *m, const char *name,
				       struct px_lock_key *key)
{
}

static inline void px_mutex_destroy(struct px_mutex *m)
{
}

static inline void px_mutex_lock(struct px_mutex *m)
{
}

static inline int px_mutex_trylock(struct px_mutex *m)
{
	return 0;
}

static inline int px_mutex_lock_intr(struct px_mutex *m)
{
	return 0;
}

static inline void px_mutex_unlock(struct px_mutex *m)
{
}

#endif /* PX_MUTEX_H */
