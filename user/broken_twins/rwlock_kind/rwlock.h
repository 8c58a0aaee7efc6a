/* SPDX-License-Identifier: GPL-2.0-only */
/* BROKEN ON PURPOSE: every kind is the one that lets writers go first. What it breaks must be noticed. */
#ifndef PX_BUSTED_RWLOCK_H
#define PX_BUSTED_RWLOCK_H

#define px_rwlock_init_keyed		px_rwlock_init_whole
#define px_rwlock_init_kind_keyed	px_rwlock_init_kind_whole
#include "../../twins/rwlock.h"
#undef px_rwlock_init_keyed
#undef px_rwlock_init_kind_keyed

static inline int px_rwlock_init_kind_keyed(struct px_rwlock *l, enum px_rwlock_kind kind,
					    const char *name, struct px_lock_key *key)
{
	return px_rwlock_init_kind_whole(l, PX_RWLOCK_PREFER_WRITER_NONRECURSIVE, name, key);
}

static inline void px_rwlock_init_keyed(struct px_rwlock *l, const char *name,
					struct px_lock_key *key)
{
	px_rwlock_init_kind_keyed(l, PX_RWLOCK_DEFAULT, name, key);
}

#endif /* PX_BUSTED_RWLOCK_H */
