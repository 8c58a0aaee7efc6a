/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_SPINLOCK_H
#define PX_SPINLOCK_H

#include <pthread.h>

struct px_spinlock {
	pthread_spinlock_t l;
};

#include "contract/spinlock.h"

static inline void px_spinlock_init_keyed(struct px_spinlock *s, const char *name,
					  struct px_lock_key *key)
{
	pthread_spin_init(&s->l, PTHREAD_PROCESS_PRIVATE);
}

static inline void px_spinlock_destroy(struct px_spinlock *s)
{
	pthread_spin_destroy(&s->l);
}

/* Not fair: there is no queue. */
static inline void px_spinlock_lock(struct px_spinlock *s)
{
	pthread_spin_lock(&s->l);
}

static inline int px_spinlock_trylock(struct px_spinlock *s)
{
	return -pthread_spin_trylock(&s->l);
}

static inline void px_spinlock_unlock(struct px_spinlock *s)
{
	pthread_spin_unlock(&s->l);
}

#endif /* PX_SPINLOCK_H */
