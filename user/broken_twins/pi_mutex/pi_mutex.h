/* SPDX-License-Identifier: GPL-2.0-only */
/* BROKEN ON PURPOSE: a mutex with priority inheritance that excludes no thread. */
#ifndef PX_PI_MUTEX_H
#define PX_PI_MUTEX_H

struct px_pi_mutex {
	int unused;
};

#include "contract/pi_mutex.h"

static inline int px_pi_mutex_init_keyed(struct px_pi_mutex *m, const char *name,
					 struct px_lock_key *key)
{
	return 0;
}

static inline void px_pi_mutex_destroy(struct px_pi_mutex *m)
{
}

static inline void px_pi_mutex_lock(struct px_pi_mutex *m)
{
}

static inline int px_pi_mutex_trylock(struct px_pi_mutex *m)
{
	return 0;
}

static inline int px_pi_mutex_lock_intr(struct px_pi_mutex *m)
{
	return 0;
}

static inline void px_pi_mutex_unlock(struct px_pi_mutex *m)
{
}

#endif /* PX_PI_MUTEX_H */
