/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * park: a lock, and beds. A thread that holds the lock can go to bed, which
 * lets go of the lock until it is awake again; another one, under the same
 * lock, wakes it.
 *
 * What a sleeper waits for is a matter between the two, guarded by the lock: a
 * wake-up carries no news, is not remembered for anyone who comes later, and
 * a sleep may end without one. The sleeper looks, and goes back to bed.
 *
 * The lock is held for a few instructions only, never across anything that may
 * sleep. A bed is for one thread at a time, and may be on its stack. May not
 * be used where sleeping is forbidden.
 */
#ifndef PX_CONTRACT_PARK_H
#define PX_CONTRACT_PARK_H

#include "types.h"

/* A moment that never comes. */
#define PX_FOREVER	(~0ull)

/* Makes the lock ready, free. Every place of use is a lock class of its own. */
#define px_park_init(p)							\
	do {								\
		static struct px_lock_key px_key_;			\
									\
		px_park_init_keyed((p), #p, &px_key_);			\
	} while (0)

static inline void px_park_init_keyed(struct px_park *p, const char *name,
				      struct px_lock_key *key);

/* Ends its life. Nobody holds it, sleeps, or is still on the way out of a call. */
static inline void px_park_destroy(struct px_park *p);

static inline void px_park_lock(struct px_park *p);
static inline void px_park_unlock(struct px_park *p);

/* Makes a bed ready, and ends its life: under the lock, if others know it. */
static inline void px_bed_init(struct px_bed *b);
static inline void px_bed_destroy(struct px_bed *b);

/*
 * Under the lock, lets go of it, sleeps, and takes it again. 0 after a wake-up
 * or for no reason at all; -ETIMEDOUT when that moment has come; -EINTR if intr
 * and a signal is pending. Where a signal cannot end a wait (user space), intr
 * is nothing.
 */
static inline int px_park_sleep(struct px_park *p, struct px_bed *b, u64 until, bool intr);

/*
 * Wakes who is in the bed, if anybody is. Under the lock, so that the sleeper
 * cannot go, and its bed with it, before the waker is through; or soon after,
 * if the bed is known to stay.
 */
static inline void px_park_wake(struct px_bed *b);

/* The moment that is ns from now, for sleep: never 0, and PX_FOREVER if it is too far. */
static inline u64 px_park_moment(u64 ns);

#endif /* PX_CONTRACT_PARK_H */
