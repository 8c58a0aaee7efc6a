/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_MUTEX_H
#define PX_MUTEX_H

#include <pthread.h>

struct px_mutex {
	pthread_mutex_t m;
};

#include "contract/mutex.h"

static inline void px_mutex_init_keyed(struct px_mutex *m, const char *name,
				       struct px_lock_key *key)
{
	pthread_mutex_init(&m->m, NULL);
}

static inline void px_mutex_destroy(struct px_mutex *m)
{
	pthread_mutex_destroy(&m->m);
}

static inline void px_mutex_lock(struct px_mutex *m)
{
	pthread_mutex_lock(&m->m);
}

static inline int px_mutex_trylock(struct px_mutex *m)
{
	return -pthread_mutex_trylock(&m->m);
}

static inline int px_mutex_lock_intr(struct px_mutex *m)
{
	return -pthread_mutex_lock(&m->m);
}

static inline void px_mutex_unlock(struct px_mutex *m)
{
	pthread_mutex_unlock(&m->m);
}

#endif /* PX_MUTEX_H */
