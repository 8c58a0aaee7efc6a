/* SPDX-License-Identifier: GPL-2.0-only */
/* The rwlock for who only reads: see mutex.h beside it. */
#ifndef PX_RWLOCK_H
#define PX_RWLOCK_H

#include "annotations.h"

struct px_lockable px_rwlock {
	int any;
};

static inline void px_rwlock_read(struct px_rwlock *l) px_acquires_shared(l);
static inline void px_rwlock_read_unlock(struct px_rwlock *l) px_releases_shared(l);
static inline void px_rwlock_write(struct px_rwlock *l) px_acquires(l);
static inline void px_rwlock_write_unlock(struct px_rwlock *l) px_releases(l);

px_marks_begin
#include "contract/rwlock.h"
px_marks_end

#ifdef __CHECKER__
#define px_rwlock_read(l)		__context__(1)
#define px_rwlock_read_unlock(l)	__context__(-1)
#define px_rwlock_write(l)		__context__(1)
#define px_rwlock_write_unlock(l)	__context__(-1)
#endif

#endif /* PX_RWLOCK_H */
