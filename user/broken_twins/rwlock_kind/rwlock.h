/* SPDX-License-Identifier: GPL-2.0-only */
/* BROKEN ON PURPOSE: rwlocks of all kinds prefer writers. */
#ifndef PX_BROKEN_RWLOCK_H
#define PX_BROKEN_RWLOCK_H

#define px_rwlock_init_keyed	px_rwlock_init_correct
#include "../../twins/rwlock.h"
#undef px_rwlock_init_keyed

static inline void px_rwlock_init_keyed(struct px_rwlock *l, const char *name,
					struct px_lock_key *key)
{
	pthread_rwlockattr_t attr;

	pthread_rwlockattr_init(&attr);
	pthread_rwlockattr_setkind_np(&attr, PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP);
	pthread_rwlock_init(&l->l, &attr);
	pthread_rwlockattr_destroy(&attr);
}

#endif /* PX_BROKEN_RWLOCK_H */
