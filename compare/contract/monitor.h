/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * monitor: a lock and waiters. A thread that holds the lock can wait: it
 * releases the lock, sleeps until another thread signals it, and takes the lock
 * again.
 *
 * Waking a thread takes two steps. px_monitor_signal(), under the lock, decides
 * that the wait succeeds. px_monitor_wake_up(), without the lock, wakes the
 * thread; otherwise it would wake only to wait for the lock. Between the two
 * steps the thread may wake by itself and leave. A waiter may therefore be on
 * the stack of its thread. A waiter is used by one thread at a time.
 *
 * The lock must be held for a few instructions only, and never across a call
 * that may sleep.
 */
#ifndef PX_CONTRACT_MONITOR_H
#define PX_CONTRACT_MONITOR_H

#include "base/types.h"	/* and the twin includes "os.h" */

#define PX_NO_DEADLINE	(~0ull)

/**
 * px_monitor_init() - Initialize a monitor, unlocked.
 * @m: The monitor.
 *
 * Each call site is a separate lock class for lockdep.
 *
 * Context: Any context.
 */
#define px_monitor_init(m)						\
	do {								\
		static struct px_lock_key px_key_;			\
									\
		px_monitor_init_keyed((m), #m, &px_key_);		\
	} while (0)

static inline void px_monitor_init_keyed(struct px_monitor *m, const char *name,
					 struct px_lock_key *key);

/**
 * px_monitor_destroy() - End the use of a monitor.
 * @m: The monitor. No thread is in a call.
 *
 * Context: Any context.
 */
static inline void px_monitor_destroy(struct px_monitor *m);

/**
 * px_monitor_lock() - Take the lock.
 * @m: The monitor.
 *
 * Context: Process context. The caller must not sleep until px_monitor_unlock().
 */
static inline void px_monitor_lock(struct px_monitor *m);

/**
 * px_monitor_unlock() - Release the lock.
 * @m: The monitor. The caller holds the lock.
 *
 * Context: Process context.
 */
static inline void px_monitor_unlock(struct px_monitor *m);

/**
 * px_waiter_init() - Initialize a waiter.
 * @w: The waiter.
 *
 * Context: Caller holds the lock if other threads know the waiter.
 */
static inline void px_waiter_init(struct px_waiter *w);

/**
 * px_waiter_destroy() - End the use of a waiter.
 * @w: The waiter. No thread waits in it.
 *
 * Context: Caller holds the lock if other threads know the waiter.
 */
static inline void px_waiter_destroy(struct px_waiter *w);

/**
 * px_monitor_wait() - Sleep without the lock.
 * @m: The monitor.
 * @w: The caller's waiter.
 * @deadline: From px_monitor_deadline(), or PX_NO_DEADLINE.
 * @intr: A signal ends the wait.
 *
 * The lock is released during the sleep. In user space a signal ends the wait only if
 * its handler was installed without SA_RESTART.
 *
 * Context: Process context. Caller holds the lock. Sleeps.
 * Return: 0 if and only if the caller was signaled; else -ETIMEDOUT or -EINTR.
 */
static inline int px_monitor_wait(struct px_monitor *m, struct px_waiter *w, u64 deadline,
				  bool intr);

/**
 * px_monitor_signal() - Let the wait of a thread succeed.
 * @w: The waiter. A thread waits in it and was not signaled yet.
 *
 * Context: Caller holds the lock.
 * Return: What the caller must pass to px_monitor_wake_up(), once.
 */
static inline struct px_wakeup px_monitor_signal(struct px_waiter *w);

/**
 * px_monitor_wake_up() - Wake a thread that was signaled.
 * @w: From px_monitor_signal(); { NULL } wakes no thread.
 *
 * Context: Any context; best without the lock.
 */
static inline void px_monitor_wake_up(struct px_wakeup w);

/**
 * px_monitor_deadline() - Compute a deadline.
 * @ns: Nanoseconds from now.
 *
 * Context: Any context.
 * Return: A deadline for px_monitor_wait(), never 0; PX_NO_DEADLINE if it is too
 * far in the future.
 */
static inline u64 px_monitor_deadline(u64 ns)
{
	u64 now = px_os_now();

	return ns < (~0ull >> 1) - now ? now + ns : PX_NO_DEADLINE;
}

#endif /* PX_CONTRACT_MONITOR_H */
