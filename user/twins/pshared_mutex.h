/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * pshared_mutex: a mutex in memory that processes share. If its holder ends or is
 * killed, the next lock returns -EOWNERDEAD (PTHREAD_PROCESS_SHARED,
 * PTHREAD_MUTEX_ROBUST).
 */
#ifndef PX_PSHARED_MUTEX_H
#define PX_PSHARED_MUTEX_H

#include <pthread.h>

static inline void px_pshared_init(pthread_mutex_t *m)
{
	pthread_mutexattr_t attr;

	pthread_mutexattr_init(&attr);
	pthread_mutexattr_setpshared(&attr, PTHREAD_PROCESS_SHARED);
	pthread_mutexattr_setrobust(&attr, PTHREAD_MUTEX_ROBUST);
	pthread_mutex_init(m, &attr);
	pthread_mutexattr_destroy(&attr);
}

/* Returns 0, or -EOWNERDEAD; the caller holds it in both cases. Or -ENOTRECOVERABLE. */
static inline int px_pshared_lock(pthread_mutex_t *m)
{
	return -pthread_mutex_lock(m);
}

/* As px_pshared_lock(), or -EBUSY. */
static inline int px_pshared_trylock(pthread_mutex_t *m)
{
	return -pthread_mutex_trylock(m);
}

#endif /* PX_PSHARED_MUTEX_H */
