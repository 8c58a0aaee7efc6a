/* SPDX-License-Identifier: GPL-2.0-only */
/* The spinlock for tools that only read the source: see mutex.h in this folder. */
#ifndef PX_SPINLOCK_H
#define PX_SPINLOCK_H

#include "annotations.h"

struct px_lockable px_spinlock {
	int unused;
};

static inline void px_spinlock_lock(struct px_spinlock *s) px_acquires(s);
static inline void px_spinlock_unlock(struct px_spinlock *s) px_releases(s);

px_thread_safety_off
#include "contract/spinlock.h"
px_thread_safety_on

#ifdef __CHECKER__
#define px_spinlock_lock(s)		__context__(1)
#define px_spinlock_unlock(s)	__context__(-1)
#endif

#endif /* PX_SPINLOCK_H */
