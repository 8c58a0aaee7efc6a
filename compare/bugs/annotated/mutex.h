/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The mutex for tools that only read the source: it has no function bodies. Annotations
 * tell clang's -Wthread-safety (attributes) and sparse (contexts) which function locks
 * and which function unlocks.
 */
#ifndef PX_MUTEX_H
#define PX_MUTEX_H

#include "annotations.h"

struct px_lockable px_mutex {
	int unused;
};

static inline void px_mutex_lock(struct px_mutex *m) px_acquires(m);
static inline void px_mutex_unlock(struct px_mutex *m) px_releases(m);

px_thread_safety_off
#include "contract/mutex.h"
px_thread_safety_on

#ifdef __CHECKER__
#define px_mutex_lock(m)	__context__(1)
#define px_mutex_unlock(m)	__context__(-1)
#endif

#endif /* PX_MUTEX_H */
