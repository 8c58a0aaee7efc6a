/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The mutex for who only reads: no bodies, but marks, of which clang's -Wthread-safety
 * (attributes) and sparse (contexts) learn who takes what, and gives it back.
 */
#ifndef PX_MUTEX_H
#define PX_MUTEX_H

#include "annotations.h"

struct px_lockable px_mutex {
	int any;
};

static inline void px_mutex_lock(struct px_mutex *m) px_acquires(m);
static inline void px_mutex_unlock(struct px_mutex *m) px_releases(m);

px_marks_begin
#include "contract/mutex.h"
px_marks_end

#ifdef __CHECKER__
#define px_mutex_lock(m)	__context__(1)
#define px_mutex_unlock(m)	__context__(-1)
#endif

#endif /* PX_MUTEX_H */
