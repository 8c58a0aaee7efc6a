/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * rwlock: any number of readers, or one writer. Waiters sleep.
 *
 * The thread that locked it must unlock it, with the matching function. A side
 * decides whether a reader may enter while a writer waits. A thread that
 * read-locks twice may therefore deadlock with a waiting writer.
 */
#ifndef PX_CONTRACT_RWLOCK_H
#define PX_CONTRACT_RWLOCK_H

#include "base/types.h"
#include "base/wait_mode.h"

/**
 * px_rwlock_init() - Initialize a rwlock, unlocked.
 * @l: The lock.
 *
 * Each call site is a separate lock class for lockdep.
 *
 * Context: Any context.
 */
#define px_rwlock_init(l)						\
	do {								\
		static struct px_lock_key px_key_;			\
									\
		px_rwlock_init_keyed((l), #l, &px_key_);		\
	} while (0)

static inline void px_rwlock_init_keyed(struct px_rwlock *l, const char *name,
					struct px_lock_key *key);

/**
 * px_rwlock_destroy() - End the use of a rwlock.
 * @l: The lock. No thread holds it or waits for it.
 *
 * Context: Any context.
 */
static inline void px_rwlock_destroy(struct px_rwlock *l);

/**
 * px_rwlock_read() - Lock for reading.
 * @l: The lock.
 *
 * Context: Process context. Sleeps while a writer holds the lock.
 */
static inline void px_rwlock_read(struct px_rwlock *l);

/**
 * px_rwlock_read_try() - Lock for reading if that needs no waiting.
 * @l: The lock.
 *
 * Context: Process context. Never waits for a holder.
 * Return: 0, or -EBUSY.
 */
static inline int px_rwlock_read_try(struct px_rwlock *l);

/**
 * px_rwlock_read_unlock() - End reading.
 * @l: The lock. The caller holds it for reading.
 *
 * Context: Process context. Never sleeps for another thread.
 */
static inline void px_rwlock_read_unlock(struct px_rwlock *l);

/**
 * px_rwlock_write() - Lock for writing.
 * @l: The lock. The caller does not hold it.
 *
 * Context: Process context. Sleeps while any thread holds the lock.
 */
static inline void px_rwlock_write(struct px_rwlock *l);

/**
 * px_rwlock_write_try() - Lock for writing if that needs no waiting.
 * @l: The lock.
 *
 * Context: Process context. Never waits for a holder.
 * Return: 0, or -EBUSY.
 */
static inline int px_rwlock_write_try(struct px_rwlock *l);

/**
 * px_rwlock_write_unlock() - End writing.
 * @l: The lock. The caller holds it for writing.
 *
 * Context: Process context. Never sleeps for another thread.
 */
static inline void px_rwlock_write_unlock(struct px_rwlock *l);

/**
 * px_rwlock_lock_intr() - Lock; a signal ends the wait.
 * @l: The lock.
 * @write: Lock for writing; if false, for reading.
 *
 * In the kernel any signal ends the wait of a reader, and a fatal signal that of
 * a writer. In user space no signal ends the wait.
 *
 * Context: Process context. Sleeps as px_rwlock_read() or px_rwlock_write().
 * Return: 0, or -EINTR if a signal came; then the lock is not held.
 */
static inline int px_rwlock_lock_intr(struct px_rwlock *l, bool write);

/**
 * px_rwlock_read_mode() - Lock for reading in a given wait mode.
 * @l: The lock.
 * @mode: Whether and how to wait.
 *
 * Context: Process context. Sleeps unless @mode is PX_NOWAIT.
 * Return: 0; -EAGAIN with PX_NOWAIT or -EINTR with PX_INTERRUPTIBLE if the lock
 * was not acquired.
 */
static px_inline int px_rwlock_read_mode(struct px_rwlock *l, enum px_wait_mode mode)
{
	switch (mode) {
	case PX_NOWAIT:
		return px_rwlock_read_try(l) ? -EAGAIN : 0;
	case PX_INTERRUPTIBLE:
		return px_rwlock_lock_intr(l, false);
	default:
		px_rwlock_read(l);
		return 0;
	}
}

/**
 * px_rwlock_write_mode() - Lock for writing in a given wait mode.
 * @l: The lock. The caller does not hold it.
 * @mode: Whether and how to wait.
 *
 * Context: Process context. Sleeps unless @mode is PX_NOWAIT.
 * Return: As px_rwlock_read_mode().
 */
static px_inline int px_rwlock_write_mode(struct px_rwlock *l, enum px_wait_mode mode)
{
	switch (mode) {
	case PX_NOWAIT:
		return px_rwlock_write_try(l) ? -EAGAIN : 0;
	case PX_INTERRUPTIBLE:
		return px_rwlock_lock_intr(l, true);
	default:
		px_rwlock_write(l);
		return 0;
	}
}

/* A flag, not a NULL pointer: the kernel's compiler keeps the test of a flag only. */
struct px_rwlock_guard {
	struct px_rwlock *l;
	bool held;
};

static px_inline struct px_rwlock_guard px_rwlock_read_guard_begin(struct px_rwlock *l,
								   enum px_wait_mode mode,
								   int *err)
{
	*err = px_rwlock_read_mode(l, mode);
	return (struct px_rwlock_guard) { l, !*err };
}

static px_inline struct px_rwlock_guard px_rwlock_write_guard_begin(struct px_rwlock *l,
								    enum px_wait_mode mode,
								    int *err)
{
	*err = px_rwlock_write_mode(l, mode);
	return (struct px_rwlock_guard) { l, !*err };
}

static px_inline void px_rwlock_read_guard_end(struct px_rwlock_guard *g)
{
	if (g->held)
		px_rwlock_read_unlock(g->l);
}

static px_inline void px_rwlock_write_guard_end(struct px_rwlock_guard *g)
{
	if (g->held)
		px_rwlock_write_unlock(g->l);
}

/**
 * px_rwlock_read_guard_mode() - Hold for reading until the end of the block.
 * @l: The lock.
 * @mode: As for px_rwlock_read_mode().
 * @err: Receives the result of px_rwlock_read_mode(). The caller must check it
 *       first: if it is not 0, the lock is not held.
 *
 * Context: As px_rwlock_read_mode().
 */
#define px_rwlock_read_guard_mode(l, mode, err)				\
	struct px_rwlock_guard PX_JOIN(px_guard_, __LINE__)		\
	__attribute__((cleanup(px_rwlock_read_guard_end), unused)) =	\
		px_rwlock_read_guard_begin((l), (mode), (err))

/**
 * px_rwlock_write_guard_mode() - Hold for writing until the end of the block.
 * @l: The lock.
 * @mode: As for px_rwlock_write_mode().
 * @err: As for px_rwlock_read_guard_mode().
 *
 * Context: As px_rwlock_write_mode().
 */
#define px_rwlock_write_guard_mode(l, mode, err)			\
	struct px_rwlock_guard PX_JOIN(px_guard_, __LINE__)		\
	__attribute__((cleanup(px_rwlock_write_guard_end), unused)) =	\
		px_rwlock_write_guard_begin((l), (mode), (err))

/**
 * px_rwlock_read_guard() - As px_rwlock_read_guard_mode() with PX_UNINTERRUPTIBLE.
 * @l: The lock.
 */
#define px_rwlock_read_guard(l)						\
	px_rwlock_read_guard_mode(l, PX_UNINTERRUPTIBLE, &(int) { 0 })

/**
 * px_rwlock_write_guard() - As px_rwlock_write_guard_mode() with PX_UNINTERRUPTIBLE.
 * @l: The lock.
 */
#define px_rwlock_write_guard(l)					\
	px_rwlock_write_guard_mode(l, PX_UNINTERRUPTIBLE, &(int) { 0 })

#endif /* PX_CONTRACT_RWLOCK_H */
