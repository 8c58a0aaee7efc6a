/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mutex_lab: what labs and tests need of a mutex beyond its contract: other
 * kinds of mutexes, misuse, and the internal state. The mutex is the caller's
 * own. Include "mutex.h" before "mutex_lab.h".
 */
#ifndef PX_CONTRACT_MUTEX_LAB_H
#define PX_CONTRACT_MUTEX_LAB_H

#include "base/types.h"

/**
 * enum px_mutex_kind - The kinds of mutexes.
 * @PX_MUTEX_DEFAULT: The kind that px_mutex_init() makes.
 * @PX_MUTEX_ERRORCHECK: unlock checks that the caller holds the mutex.
 * @PX_MUTEX_RECURSIVE: The holder may lock it again.
 * @PX_MUTEX_ADAPTIVE: lock spins for a short time before it sleeps.
 * @PX_MUTEX_INHERIT: The holder inherits the priority of the waiters.
 */
enum px_mutex_kind {
	PX_MUTEX_DEFAULT,
	PX_MUTEX_ERRORCHECK,
	PX_MUTEX_RECURSIVE,
	PX_MUTEX_ADAPTIVE,
	PX_MUTEX_INHERIT,
};

/**
 * px_mutex_init_kind() - Initialize a mutex of a given kind, unlocked.
 * @m: The mutex.
 * @kind: The kind.
 *
 * Context: Any context.
 * Return: 0, or -EOPNOTSUPP if this side lacks the kind; then there is nothing
 * to destroy. The kernel has PX_MUTEX_DEFAULT only.
 */
#define px_mutex_init_kind(m, kind)					\
	({								\
		static struct px_lock_key px_key_;			\
									\
		px_mutex_init_kind_keyed((m), kind, #m, &px_key_);	\
	})

static inline int px_mutex_init_kind_keyed(struct px_mutex *m, enum px_mutex_kind kind,
					   const char *name, struct px_lock_key *key);

/**
 * px_mutex_unlock_unchecked() - Unlock a mutex that the caller may not hold.
 * @m: The mutex. No thread waits for it.
 *
 * Context: Process context.
 * Return: 0 if the implementation unlocked the mutex, -EPERM if it checked the
 * caller and refused.
 */
static inline int px_mutex_unlock_unchecked(struct px_mutex *m);

/**
 * px_mutex_misuse_is_reported() - Does this build report misuse of a mutex?
 *
 * Context: Any context.
 * Return: true with the kernel's lock debugging or with ThreadSanitizer.
 */
static inline bool px_mutex_misuse_is_reported(void);

#define PX_WORD_CURRENT		1u	/* the caller holds the mutex */
#define PX_WORD_OTHER		2u	/* another thread holds it */
#define PX_WORD_WAITERS		4u	/* a thread may wait for it */

/**
 * px_mutex_word() - Decode the lock word of a mutex.
 * @m: The mutex.
 *
 * PX_WORD_WAITERS may remain set for a while after the last waiter has left.
 *
 * Context: Any context.
 * Return: 0 if the mutex is free, else a combination of PX_WORD_* flags.
 */
static inline u32 px_mutex_word(struct px_mutex *m);

/**
 * px_mutex_end_abandoned() - End the use of a mutex whose holder has ended.
 * @m: The mutex, still locked. Its memory may be freed afterwards.
 *
 * After the holder has ended, only px_mutex_trylock() and px_mutex_word() may be
 * called before this function. In the kernel they may be called only until the
 * holder is joined: the word points to the holder's task.
 *
 * Context: Any context.
 */
static inline void px_mutex_end_abandoned(struct px_mutex *m);

#endif /* PX_CONTRACT_MUTEX_LAB_H */
