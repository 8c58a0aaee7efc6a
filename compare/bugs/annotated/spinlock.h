/* SPDX-License-Identifier: GPL-2.0-only */
/* The spinlock for who only reads: see mutex.h beside it. */
#ifndef PX_SPINLOCK_H
#define PX_SPINLOCK_H

#include "annotations.h"

struct px_lockable px_spinlock {
	int any;
};

static inline void px_spinlock_lock(struct px_spinlock *s) px_acquires(s);
static inline void px_spinlock_unlock(struct px_spinlock *s) px_releases(s);

px_marks_begin
#include "contract/spinlock.h"
px_marks_end

#ifdef __CHECKER__
#define px_spinlock_lock(s)		__context__(1)
#define px_spinlock_unlock(s)	__context__(-1)
#endif

#endif /* PX_SPINLOCK_H */
