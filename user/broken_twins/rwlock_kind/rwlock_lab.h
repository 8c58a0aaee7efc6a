/* SPDX-License-Identifier: GPL-2.0-only */
/* BROKEN ON PURPOSE: rwlocks of all kinds prefer writers. */
#ifndef PX_BROKEN_RWLOCK_LAB_H
#define PX_BROKEN_RWLOCK_LAB_H

#define px_rwlock_init_kind_keyed	px_rwlock_init_kind_correct
#include "../../twins/rwlock_lab.h"
#undef px_rwlock_init_kind_keyed

static inline int px_rwlock_init_kind_keyed(struct px_rwlock *l, enum px_rwlock_kind kind,
					    const char *name, struct px_lock_key *key)
{
	px_rwlock_init_keyed(l, name, key);
	return 0;
}

#endif /* PX_BROKEN_RWLOCK_LAB_H */
