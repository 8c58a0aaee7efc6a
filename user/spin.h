/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_SPIN_H
#define PX_SPIN_H

#include <pthread.h>

struct px_spin {
	pthread_spinlock_t l;
};

#include "contract/spin.h"

static inline void px_spin_init_keyed(struct px_spin *s, const char *name,
				      struct px_lock_key *key)
{
	pthread_spin_init(&s->l, PTHREAD_PROCESS_PRIVATE);
}

static inline void px_spin_destroy(struct px_spin *s)
{
	pthread_spin_destroy(&s->l);
}

/* No queue: whoever happens to look when it is free gets it. */
static inline void px_spin_lock(struct px_spin *s)
{
	pthread_spin_lock(&s->l);
}

static inline int px_spin_trylock(struct px_spin *s)
{
	return -pthread_spin_trylock(&s->l);
}

static inline void px_spin_unlock(struct px_spin *s)
{
	pthread_spin_unlock(&s->l);
}

#endif /* PX_SPIN_H */
