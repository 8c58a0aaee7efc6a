/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_RWLOCK_H
#define PX_RWLOCK_H

#include <pthread.h>

struct px_rwlock {
	pthread_rwlock_t l;	/* by default a reader enters while a writer waits */
};

#include "contract/rwlock.h"

static inline void px_rwlock_init_keyed(struct px_rwlock *l, const char *name,
					struct px_lock_key *key)
{
	pthread_rwlock_init(&l->l, NULL);
}

static inline void px_rwlock_destroy(struct px_rwlock *l)
{
	pthread_rwlock_destroy(&l->l);
}

static inline void px_rwlock_read(struct px_rwlock *l)
{
	pthread_rwlock_rdlock(&l->l);
}

static inline int px_rwlock_read_try(struct px_rwlock *l)
{
	return -pthread_rwlock_tryrdlock(&l->l);
}

static inline void px_rwlock_read_unlock(struct px_rwlock *l)
{
	pthread_rwlock_unlock(&l->l);
}

static inline void px_rwlock_write(struct px_rwlock *l)
{
	pthread_rwlock_wrlock(&l->l);
}

static inline int px_rwlock_write_try(struct px_rwlock *l)
{
	return -pthread_rwlock_trywrlock(&l->l);
}

static inline void px_rwlock_write_unlock(struct px_rwlock *l)
{
	pthread_rwlock_unlock(&l->l);
}

static inline int px_rwlock_lock_intr(struct px_rwlock *l, bool write)
{
	return -(write ? pthread_rwlock_wrlock(&l->l) : pthread_rwlock_rdlock(&l->l));
}

#endif /* PX_RWLOCK_H */
