/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * robust: POSIX's own answer to a holder that ends: a mutex whose next locker
 * is told. It is then to make what it guards consistent, and say so; a mutex
 * that is unlocked without that is unusable for ever.
 *
 * The kernel has nothing of the kind: init says -EOPNOTSUPP there, and there is
 * nothing to lock. poison.h makes the like of it out of any mutex, but knows
 * panics only: here any end of the holder counts, also its return.
 */
#ifndef PX_CONTRACT_ROBUST_MUTEX_H
#define PX_CONTRACT_ROBUST_MUTEX_H

#include "base/types.h"

/* Makes the mutex ready, unlocked: 0, or -EOPNOTSUPP. */
static inline int px_robust_mutex_init(struct px_robust_mutex *r);

/* Ends its life. Nobody holds it or waits for it. */
static inline void px_robust_mutex_destroy(struct px_robust_mutex *r);

/*
 * Sleeps until it is the caller's: 0; -EOWNERDEAD: its last holder has ended
 * with it, and it is the caller's all the same; -ENOTRECOVERABLE: unusable.
 */
static inline int px_robust_mutex_lock(struct px_robust_mutex *r);

/* If that needs no waiting: as lock, or -EBUSY. */
static inline int px_robust_mutex_trylock(struct px_robust_mutex *r);

/* Says that all is consistent, by the holder that was told -EOWNERDEAD: 0, or -EINVAL to others. */
static inline int px_robust_mutex_consistent(struct px_robust_mutex *r);

/* Gives it back: 0, or -EPERM to a thread that does not hold it. */
static inline int px_robust_mutex_unlock(struct px_robust_mutex *r);

#endif /* PX_CONTRACT_ROBUST_MUTEX_H */
