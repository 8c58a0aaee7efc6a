/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * spin: at most one thread holds it; the others burn their CPU until it is
 * their turn.
 *
 * Only the thread that took it may release it. It is not recursive. Whoever
 * holds it may not sleep, and should be short: the waiters do no other work
 * meanwhile. A holder that loses its CPU keeps all of them spinning; the kernel
 * prevents that, user space cannot. May be used where sleeping is forbidden,
 * but not in interrupts.
 */
#ifndef PX_CONTRACT_SPINLOCK_H
#define PX_CONTRACT_SPINLOCK_H

#include "base/types.h"

/* Makes the lock ready, free. Every place of use is a lock class of its own. */
#define px_spinlock_init(s)							\
	do {								\
		static struct px_lock_key px_key_;			\
									\
		px_spinlock_init_keyed((s), #s, &px_key_);			\
	} while (0)

static inline void px_spinlock_init_keyed(struct px_spinlock *s, const char *name,
				      struct px_lock_key *key);

/* Ends its life. Nobody holds it or waits for it. */
static inline void px_spinlock_destroy(struct px_spinlock *s);

/* Spins until the lock is the caller's. */
static inline void px_spinlock_lock(struct px_spinlock *s);

/* Takes it if that needs no waiting: 0, or -EBUSY, whoever holds it. */
static inline int px_spinlock_trylock(struct px_spinlock *s);

/* Gives it back. */
static inline void px_spinlock_unlock(struct px_spinlock *s);

/* Holds the lock from here to the end of the enclosing block, however it is left. */
#define px_spinlock_guard(s)						\
	struct px_spinlock *PX_JOIN(px_guard_, __LINE__)			\
	__attribute__((cleanup(px_spinlock_guard_end), unused)) =		\
		px_spinlock_guard_begin(s)

static px_inline struct px_spinlock *px_spinlock_guard_begin(struct px_spinlock *s)
{
	px_spinlock_lock(s);
	return s;
}

static px_inline void px_spinlock_guard_end(struct px_spinlock **s)
{
	px_spinlock_unlock(*s);
}

#endif /* PX_CONTRACT_SPINLOCK_H */
