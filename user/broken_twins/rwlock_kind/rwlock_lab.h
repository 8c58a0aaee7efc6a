/* SPDX-License-Identifier: GPL-2.0-only */
/* BROKEN ON PURPOSE: every rwlock prefers writers, whatever its kind. */
#ifndef PX_BUSTED_RWLOCK_LAB_H
#define PX_BUSTED_RWLOCK_LAB_H

#define px_rwlock_init_kind_keyed	px_rwlock_init_kind_whole
#include "../../twins/rwlock_lab.h"
#undef px_rwlock_init_kind_keyed

static inline int px_rwlock_init_kind_keyed(struct px_rwlock *l, enum px_rwlock_kind kind,
					    const char *name, struct px_lock_key *key)
{
	px_rwlock_init_keyed(l, name, key);
	return 0;
}

#endif /* PX_BUSTED_RWLOCK_LAB_H */
