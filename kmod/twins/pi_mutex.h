/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_PI_MUTEX_H
#define PX_PI_MUTEX_H

#include <linux/rtmutex.h>

struct px_pi_mutex {
	struct rt_mutex m;	/* on PREEMPT_RT, struct mutex is built on it too */
};

#include "contract/pi_mutex.h"

static inline int px_pi_mutex_init_keyed(struct px_pi_mutex *m, const char *name,
					 struct px_lock_key *key)
{
	__rt_mutex_init(&m->m, name, &key->class);
	return 0;
}

static inline void px_pi_mutex_destroy(struct px_pi_mutex *m)
{
}

static inline void px_pi_mutex_lock(struct px_pi_mutex *m)
{
	rt_mutex_lock(&m->m);
}

static inline int px_pi_mutex_trylock(struct px_pi_mutex *m)
{
	return rt_mutex_trylock(&m->m) ? 0 : -EBUSY;
}

static inline int px_pi_mutex_lock_intr(struct px_pi_mutex *m)
{
	return rt_mutex_lock_interruptible(&m->m);
}

static inline void px_pi_mutex_unlock(struct px_pi_mutex *m)
{
	rt_mutex_unlock(&m->m);
}

#endif /* PX_PI_MUTEX_H */
