/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_ROBUST_MUTEX_H
#define PX_ROBUST_MUTEX_H

#include <pthread.h>

struct px_robust_mutex {
	pthread_mutex_t m;
};

#include "contract/robust_mutex.h"

/* Each thread has a list of the mutexes that it holds; the kernel walks it when it ends. */
static inline int px_robust_mutex_init(struct px_robust_mutex *r)
{
	pthread_mutexattr_t attr;

	pthread_mutexattr_init(&attr);
	pthread_mutexattr_setrobust(&attr, PTHREAD_MUTEX_ROBUST);
	pthread_mutex_init(&r->m, &attr);
	pthread_mutexattr_destroy(&attr);
	return 0;
}

static inline void px_robust_mutex_destroy(struct px_robust_mutex *r)
{
	pthread_mutex_destroy(&r->m);
}

static inline int px_robust_mutex_lock(struct px_robust_mutex *r)
{
	return -pthread_mutex_lock(&r->m);
}

static inline int px_robust_mutex_trylock(struct px_robust_mutex *r)
{
	return -pthread_mutex_trylock(&r->m);
}

static inline int px_robust_mutex_consistent(struct px_robust_mutex *r)
{
	return -pthread_mutex_consistent(&r->m);
}

static inline int px_robust_mutex_unlock(struct px_robust_mutex *r)
{
	return -pthread_mutex_unlock(&r->m);
}

#endif /* PX_ROBUST_MUTEX_H */
