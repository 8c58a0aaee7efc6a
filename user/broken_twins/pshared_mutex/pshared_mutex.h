/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * BROKEN ON PURPOSE: the end of a holder is not reported. lock returns 0, and
 * trylock returns -EBUSY.
 */
#ifndef PX_PSHARED_MUTEX_H
#define PX_PSHARED_MUTEX_H

#include <errno.h>
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

static inline int px_pshared_hide(pthread_mutex_t *m, int err)
{
	return err == EOWNERDEAD ? pthread_mutex_consistent(m) : -err;
}

static inline int px_pshared_lock(pthread_mutex_t *m)
{
	return px_pshared_hide(m, pthread_mutex_lock(m));
}

static inline int px_pshared_trylock(pthread_mutex_t *m)
{
	return -EBUSY;
}

#endif /* PX_PSHARED_MUTEX_H */
