/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * robust_mutex: a POSIX robust mutex. If its holder ends, the next thread that
 * locks it gets -EOWNERDEAD. That thread must repair the protected data and call
 * px_robust_mutex_consistent(). If it only unlocks, the mutex becomes unusable.
 *
 * The kernel has no counterpart: there every function returns -EOPNOTSUPP.
 * poison.h is similar on both sides, but reacts to a panic only. A robust mutex
 * reacts to any end of the holder, including its return.
 */
#ifndef PX_CONTRACT_ROBUST_MUTEX_H
#define PX_CONTRACT_ROBUST_MUTEX_H

#include "base/types.h"

/**
 * px_robust_mutex_init() - Initialize a robust mutex, unlocked.
 * @r: The mutex.
 *
 * Context: Any context.
 * Return: 0, or -EOPNOTSUPP; then there is nothing to destroy.
 */
static inline int px_robust_mutex_init(struct px_robust_mutex *r);

/**
 * px_robust_mutex_destroy() - End the use of a robust mutex.
 * @r: The mutex. No thread holds it or waits for it.
 *
 * Context: Any context.
 */
static inline void px_robust_mutex_destroy(struct px_robust_mutex *r);

/**
 * px_robust_mutex_lock() - Lock.
 * @r: The mutex.
 *
 * Context: Process context. Sleeps until the mutex is free.
 * Return: 0; -EOWNERDEAD if the last holder ended with the mutex held, and the
 * caller holds it now; -ENOTRECOVERABLE if the mutex is unusable.
 */
static inline int px_robust_mutex_lock(struct px_robust_mutex *r);

/**
 * px_robust_mutex_trylock() - Lock if that needs no waiting.
 * @r: The mutex.
 *
 * Context: Process context.
 * Return: As px_robust_mutex_lock(), or -EBUSY.
 */
static inline int px_robust_mutex_trylock(struct px_robust_mutex *r);

/**
 * px_robust_mutex_consistent() - State that the protected data is repaired.
 * @r: The mutex. The caller got -EOWNERDEAD and holds it.
 *
 * Context: Process context.
 * Return: 0; -EINVAL if the mutex needs no repair.
 */
static inline int px_robust_mutex_consistent(struct px_robust_mutex *r);

/**
 * px_robust_mutex_unlock() - Unlock.
 * @r: The mutex.
 *
 * Context: Process context.
 * Return: 0; -EPERM if the caller does not hold the mutex.
 */
static inline int px_robust_mutex_unlock(struct px_robust_mutex *r);

#endif /* PX_CONTRACT_ROBUST_MUTEX_H */
