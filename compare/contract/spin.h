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
#ifndef PX_CONTRACT_SPIN_H
#define PX_CONTRACT_SPIN_H

#include "types.h"

/* Makes the lock ready, free. Every place of use is a lock class of its own. */
#define px_spin_init(s)							\
	do {								\
		static struct px_lock_key px_key_;			\
									\
		px_spin_init_keyed((s), #s, &px_key_);			\
	} while (0)

static inline void px_spin_init_keyed(struct px_spin *s, const char *name,
				      struct px_lock_key *key);

/* Ends its life. Nobody holds it or waits for it. */
static inline void px_spin_destroy(struct px_spin *s);

/* Spins until the lock is the caller's. */
static inline void px_spin_lock(struct px_spin *s);

/* Takes it if that needs no waiting: 0, or -EBUSY, whoever holds it. */
static inline int px_spin_trylock(struct px_spin *s);

/* Gives it back. */
static inline void px_spin_unlock(struct px_spin *s);

/* Holds the lock from here to the end of the enclosing block, however it is left. */
#define px_spin_guard(s)						\
	struct px_spin *PX_JOIN(px_guard_, __LINE__)			\
	__attribute__((cleanup(px_spin_guard_end), unused)) =		\
		px_spin_guard_begin(s)

static px_inline struct px_spin *px_spin_guard_begin(struct px_spin *s)
{
	px_spin_lock(s);
	return s;
}

static px_inline void px_spin_guard_end(struct px_spin **s)
{
	px_spin_unlock(*s);
}

#endif /* PX_CONTRACT_SPIN_H */
