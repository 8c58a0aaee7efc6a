/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * spinlock: at most one thread holds it. The other threads spin until they get
 * it.
 *
 * The thread that locked a spinlock must unlock it. It is not recursive. The
 * holder must not sleep and should be short, because waiters use their CPUs. If
 * the holder is preempted, all waiters spin meanwhile; the kernel prevents this,
 * user space cannot. A spinlock must not be used in interrupts.
 */
#ifndef PX_CONTRACT_SPINLOCK_H
#define PX_CONTRACT_SPINLOCK_H

#include "base/types.h"

/**
 * px_spinlock_init() - Initialize a spinlock, unlocked.
 * @s: The lock.
 *
 * Each call site is a separate lock class for lockdep.
 *
 * Context: Any context.
 */
#define px_spinlock_init(s)						\
	do {								\
		static struct px_lock_key px_key_;			\
									\
		px_spinlock_init_keyed((s), #s, &px_key_);		\
	} while (0)

static inline void px_spinlock_init_keyed(struct px_spinlock *s, const char *name,
					  struct px_lock_key *key);

/**
 * px_spinlock_destroy() - End the use of a spinlock.
 * @s: The lock. No thread holds it or waits for it.
 *
 * Context: Any context.
 */
static inline void px_spinlock_destroy(struct px_spinlock *s);

/**
 * px_spinlock_lock() - Lock.
 * @s: The lock. The caller does not hold it.
 *
 * Context: Process or atomic context, not interrupts. Spins until the lock is free.
 */
static inline void px_spinlock_lock(struct px_spinlock *s);

/**
 * px_spinlock_trylock() - Lock if the lock is free.
 * @s: The lock.
 *
 * Context: Process or atomic context, not interrupts.
 * Return: 0; -EBUSY if a thread holds the lock, even if it is the caller.
 */
static inline int px_spinlock_trylock(struct px_spinlock *s);

/**
 * px_spinlock_unlock() - Unlock.
 * @s: The lock. The caller holds it.
 *
 * Context: Atomic context.
 */
static inline void px_spinlock_unlock(struct px_spinlock *s);

/**
 * px_spinlock_guard() - Hold a spinlock until the end of the enclosing block.
 * @s: The lock.
 *
 * Context: As px_spinlock_lock().
 */
#define px_spinlock_guard(s)						\
	struct px_spinlock *PX_JOIN(px_guard_, __LINE__)		\
	__attribute__((cleanup(px_spinlock_guard_end), unused)) =	\
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
