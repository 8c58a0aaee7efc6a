/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mutex: at most one thread holds it; the others sleep until it is their turn.
 *
 * Only the thread that took it may release it. It is not recursive: a thread
 * that locks it twice waits for itself. May not be used where sleeping is
 * forbidden.
 */
#ifndef PX_CONTRACT_MUTEX_H
#define PX_CONTRACT_MUTEX_H

#include "types.h"

/* Makes the mutex ready, unlocked. Every place of use is a lock class of its own. */
#define px_mutex_init(m)						\
	do {								\
		static struct px_lock_key px_key_;			\
									\
		px_mutex_init_keyed((m), #m, &px_key_);			\
	} while (0)

static inline void px_mutex_init_keyed(struct px_mutex *m, const char *name,
				       struct px_lock_key *key);

/* Ends its life. Nobody holds it or waits for it. */
static inline void px_mutex_destroy(struct px_mutex *m);

/* Sleeps until the mutex is the caller's. */
static inline void px_mutex_lock(struct px_mutex *m);

/* Takes it if that needs no waiting: 0, or -EBUSY. */
static inline int px_mutex_trylock(struct px_mutex *m);

/*
 * As lock, but a signal may end the wait: 0, or -EINTR with nothing taken.
 * Where a signal cannot end a wait (user space), as lock.
 */
static inline int px_mutex_lock_intr(struct px_mutex *m);

/* Gives it back and wakes one waiter, if there is one. */
static inline void px_mutex_unlock(struct px_mutex *m);

/* Holds the mutex from here to the end of the enclosing block, however it is left. */
#define px_mutex_guard(m)						\
	struct px_mutex *PX_JOIN(px_guard_, __LINE__)			\
	__attribute__((cleanup(px_mutex_guard_end), unused)) =		\
		px_mutex_guard_begin(m)

static px_inline struct px_mutex *px_mutex_guard_begin(struct px_mutex *m)
{
	px_mutex_lock(m);
	return m;
}

static px_inline void px_mutex_guard_end(struct px_mutex **m)
{
	px_mutex_unlock(*m);
}

#endif /* PX_CONTRACT_MUTEX_H */
