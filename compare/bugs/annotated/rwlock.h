/* SPDX-License-Identifier: GPL-2.0-only */
/* The rwlock for tools that only read the source: see mutex.h in this folder. */
#ifndef PX_RWLOCK_H
#define PX_RWLOCK_H

#include "annotations.h"

struct px_lockable px_rwlock {
	int unused;
};

static inline void px_rwlock_read(struct px_rwlock *l) px_acquires_shared(l);
static inline void px_rwlock_read_unlock(struct px_rwlock *l) px_releases_shared(l);
static inline void px_rwlock_write(struct px_rwlock *l) px_acquires(l);
static inline void px_rwlock_write_unlock(struct px_rwlock *l) px_releases(l);

px_thread_safety_off
#include "contract/rwlock.h"
px_thread_safety_on

#ifdef __CHECKER__
#define px_rwlock_read(l)		__context__(1)
#define px_rwlock_read_unlock(l)	__context__(-1)
#define px_rwlock_write(l)		__context__(1)
#define px_rwlock_write_unlock(l)	__context__(-1)
#endif

#endif /* PX_RWLOCK_H */
