/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * park: a lock, and beds. A thread that holds the lock can go to bed: it lets go
 * of the lock, sleeps until it is called, and takes the lock again.
 *
 * To call somebody takes two steps. Under the lock it is called: its sleep is
 * over then, whatever else may end it at the same moment. Without the lock it is
 * woken, so that it does not wake up only to wait for that. In between it may
 * wake up by itself, and go its way, and its bed with it: a bed is for one
 * thread at a time, and may be on its stack.
 *
 * The lock is held for a few instructions only, never across anything that may
 * sleep. May not be used where sleeping is forbidden.
 */
#ifndef PX_CONTRACT_MONITOR_H
#define PX_CONTRACT_MONITOR_H

#include "base/types.h"

/* A moment that never comes. */
#define PX_NO_DEADLINE	(~0ull)

/* Makes the lock ready, free. Every place of use is a lock class of its own. */
#define px_monitor_init(p)							\
	do {								\
		static struct px_lock_key px_key_;			\
									\
		px_monitor_init_keyed((p), #p, &px_key_);			\
	} while (0)

static inline void px_monitor_init_keyed(struct px_monitor *p, const char *name,
				      struct px_lock_key *key);

/* Ends its life. Nobody holds it, sleeps, or is still on the way out of a call. */
static inline void px_monitor_destroy(struct px_monitor *p);

static inline void px_monitor_lock(struct px_monitor *p);
static inline void px_monitor_unlock(struct px_monitor *p);

/* Makes a bed ready, and ends its life: under the lock, if others know it. */
static inline void px_waiter_init(struct px_waiter *b);
static inline void px_waiter_destroy(struct px_waiter *b);

/*
 * Under the lock: lets go of it, sleeps, and takes it again. 0 when called, and
 * only then. Otherwise -ETIMEDOUT when that moment has come; or -EINTR if intr
 * and there is a signal: pending (kernel), or handled without SA_RESTART (user
 * space). Then nobody has called.
 */
static inline int px_monitor_wait(struct px_monitor *p, struct px_waiter *b, u64 until, bool intr);

/*
 * Under the lock: calls who sleeps in the bed, and has not been called yet. What
 * it gives must be woken, once, whoever holds the lock then.
 */
static inline struct px_wakeup px_monitor_signal(struct px_waiter *b);

/* Wakes who was called; { 0 } is nobody. Never sleeps. */
static inline void px_monitor_wake_up(struct px_wakeup w);

/* The moment that is ns from now, for sleep: never 0, and PX_NO_DEADLINE if it is too far. */
static inline u64 px_monitor_deadline(u64 ns);

#endif /* PX_CONTRACT_MONITOR_H */
