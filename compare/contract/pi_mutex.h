/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * pi_mutex: a mutex with priority inheritance. While a thread of a higher priority
 * waits for it, the holder runs with that priority.
 *
 * Only real-time priorities are inherited, not nice values. The thread that locked
 * it must unlock it. It is not recursive.
 */
#ifndef PX_CONTRACT_PI_MUTEX_H
#define PX_CONTRACT_PI_MUTEX_H

#include "base/types.h"
#include "base/wait_mode.h"

/**
 * px_pi_mutex_init() - Initialize a mutex, unlocked.
 * @m: The mutex.
 *
 * Each call site is a separate lock class for lockdep.
 *
 * Context: Any context.
 * Return: 0, or -EOPNOTSUPP if this system has no priority inheritance; then
 * there is nothing to destroy.
 */
#define px_pi_mutex_init(m)						\
	({								\
		static struct px_lock_key px_key_;			\
									\
		px_pi_mutex_init_keyed((m), #m, &px_key_);		\
	})

static inline int px_pi_mutex_init_keyed(struct px_pi_mutex *m, const char *name,
					 struct px_lock_key *key);

/**
 * px_pi_mutex_destroy() - End the use of a mutex.
 * @m: The mutex. No thread holds it or waits for it.
 *
 * Context: Any context.
 */
static inline void px_pi_mutex_destroy(struct px_pi_mutex *m);

/**
 * px_pi_mutex_lock() - Lock a mutex.
 * @m: The mutex. The caller does not hold it.
 *
 * Context: Process context. Sleeps until the mutex is free.
 */
static inline void px_pi_mutex_lock(struct px_pi_mutex *m);

/**
 * px_pi_mutex_trylock() - Lock a mutex if it is free.
 * @m: The mutex.
 *
 * Context: Process context. Never waits for the holder.
 * Return: 0, or -EBUSY if a thread holds the mutex.
 */
static inline int px_pi_mutex_trylock(struct px_pi_mutex *m);

/**
 * px_pi_mutex_lock_intr() - Lock a mutex; a signal ends the wait.
 * @m: The mutex. The caller does not hold it.
 *
 * In user space a signal does not end the wait.
 *
 * Context: Process context. Sleeps until the mutex is free.
 * Return: 0, or -EINTR if a signal came; then the mutex is not locked.
 */
static inline int px_pi_mutex_lock_intr(struct px_pi_mutex *m);

/**
 * px_pi_mutex_unlock() - Unlock a mutex and wake the waiter of the highest priority.
 * @m: The mutex. The caller holds it.
 *
 * Context: Process context. Never sleeps for another thread.
 */
static inline void px_pi_mutex_unlock(struct px_pi_mutex *m);

/**
 * px_pi_mutex_lock_mode() - Lock a mutex in a given wait mode.
 * @m: The mutex. The caller does not hold it.
 * @mode: Whether and how to wait.
 *
 * Context: Process context. Sleeps unless @mode is PX_NOWAIT.
 * Return: 0; -EAGAIN with PX_NOWAIT or -EINTR with PX_INTERRUPTIBLE if the mutex
 * was not locked.
 */
static px_inline int px_pi_mutex_lock_mode(struct px_pi_mutex *m, enum px_wait_mode mode)
{
	switch (mode) {
	case PX_NOWAIT:
		return px_pi_mutex_trylock(m) ? -EAGAIN : 0;
	case PX_INTERRUPTIBLE:
		return px_pi_mutex_lock_intr(m);
	default:
		px_pi_mutex_lock(m);
		return 0;
	}
}

struct px_pi_mutex_guard {
	struct px_pi_mutex *m;
	bool held;
};

static px_inline struct px_pi_mutex_guard
px_pi_mutex_guard_begin(struct px_pi_mutex *m, enum px_wait_mode mode, int *err)
{
	*err = px_pi_mutex_lock_mode(m, mode);
	return (struct px_pi_mutex_guard) { m, !*err };
}

static px_inline void px_pi_mutex_guard_end(struct px_pi_mutex_guard *g)
{
	if (g->held)
		px_pi_mutex_unlock(g->m);
}

/**
 * px_pi_mutex_guard_mode() - Hold a mutex until the end of the enclosing block.
 * @m: The mutex.
 * @mode: As for px_pi_mutex_lock_mode().
 * @err: Receives the result of px_pi_mutex_lock_mode(). The caller must check it
 *       first: if it is not 0, the mutex is not held.
 *
 * Context: As px_pi_mutex_lock_mode().
 */
#define px_pi_mutex_guard_mode(m, mode, err)				\
	struct px_pi_mutex_guard PX_JOIN(px_guard_, __LINE__)		\
	__attribute__((cleanup(px_pi_mutex_guard_end), unused)) =	\
		px_pi_mutex_guard_begin((m), (mode), (err))

/**
 * px_pi_mutex_guard() - As px_pi_mutex_guard_mode() with PX_UNINTERRUPTIBLE.
 * @m: The mutex.
 */
#define px_pi_mutex_guard(m)						\
	px_pi_mutex_guard_mode(m, PX_UNINTERRUPTIBLE, &(int) { 0 })

#endif /* PX_CONTRACT_PI_MUTEX_H */
