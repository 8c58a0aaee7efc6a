/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_PI_MUTEX_H
#define PX_PI_MUTEX_H

#include <pthread.h>

struct px_pi_mutex {
	pthread_mutex_t m;	/* a thread that must wait calls futex(FUTEX_LOCK_PI) */
};

#include "contract/pi_mutex.h"

static inline int px_pi_mutex_init_keyed(struct px_pi_mutex *m, const char *name,
					 struct px_lock_key *key)
{
	pthread_mutexattr_t attr;
	int err;

	pthread_mutexattr_init(&attr);
	pthread_mutexattr_setprotocol(&attr, PTHREAD_PRIO_INHERIT);
	err = pthread_mutex_init(&m->m, &attr);
	pthread_mutexattr_destroy(&attr);
	return -err;
}

static inline void px_pi_mutex_destroy(struct px_pi_mutex *m)
{
	pthread_mutex_destroy(&m->m);
}

static inline void px_pi_mutex_lock(struct px_pi_mutex *m)
{
	pthread_mutex_lock(&m->m);
}

static inline int px_pi_mutex_trylock(struct px_pi_mutex *m)
{
	return -pthread_mutex_trylock(&m->m);
}

static inline int px_pi_mutex_lock_intr(struct px_pi_mutex *m)
{
	return -pthread_mutex_lock(&m->m);
}

static inline void px_pi_mutex_unlock(struct px_pi_mutex *m)
{
	pthread_mutex_unlock(&m->m);
}

#endif /* PX_PI_MUTEX_H */
