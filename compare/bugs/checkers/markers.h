/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the checkers are told by hand: which lock guards what, which function
 * takes it and gives it back. Each checker has words of its own for it, and to
 * a compiler they are nothing. A Rust type says all of it by being one.
 *
 * The locks here have file scope and no cleanup guard: in C, clang's analysis
 * follows neither a lock that is a member of the same struct nor a guard.
 */
#ifndef MARKS_H
#define MARKS_H

#if defined(__CHECKER__)			/* sparse counts what is held */
#define lock_type
#define guarded_by(l)
#define acquires(l)	__attribute__((context(l, 0, 1)))
#define releases(l)	__attribute__((context(l, 1, 0)))
#define body_unchecked
#define take(l)		__context__(l, 1)
#define give(l)		__context__(l, -1)
#elif defined(__clang__)			/* clang knows which lock, and whose data */
#define lock_type	__attribute__((capability("mutex")))
#define guarded_by(l)	__attribute__((guarded_by(l)))
#define acquires(l)	__attribute__((acquire_capability(l)))
#define releases(l)	__attribute__((release_capability(l)))
#define body_unchecked	__attribute__((no_thread_safety_analysis))
#define take(l)
#define give(l)
#else
#define lock_type
#define guarded_by(l)
#define acquires(l)
#define releases(l)
#define body_unchecked
#define take(l)
#define give(l)
#endif

#include <pthread.h>

struct lock_type lock {
	pthread_mutex_t m;
};

static struct lock account_lock = { PTHREAD_MUTEX_INITIALIZER };

static inline void lock_account(void) acquires(account_lock);
static inline void unlock_account(void) releases(account_lock);

static inline void body_unchecked lock_account(void)
{
	take(account_lock);
	pthread_mutex_lock(&account_lock.m);
}

static inline void body_unchecked unlock_account(void)
{
	pthread_mutex_unlock(&account_lock.m);
	give(account_lock);
}

#endif /* MARKS_H */
