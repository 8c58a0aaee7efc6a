/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_RWLOCK_LAB_H
#define PX_RWLOCK_LAB_H

#include "contract/rwlock_lab.h"

static inline int px_rwlock_init_kind_keyed(struct px_rwlock *l, enum px_rwlock_kind kind,
					    const char *name, struct px_lock_key *key)
{
	if (kind != PX_RWLOCK_DEFAULT)
		return -EOPNOTSUPP;
	px_rwlock_init_keyed(l, name, key);
	return 0;
}

static inline int px_rwlock_read_for(struct px_rwlock *l, u64 ns)
{
	return -EOPNOTSUPP;
}

static inline int px_rwlock_downgrade(struct px_rwlock *l)
{
	downgrade_write(&l->l);
	return 0;
}

#endif /* PX_RWLOCK_LAB_H */
