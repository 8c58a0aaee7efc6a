/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Annotations for checkers: which lock guards which data, which function locks and
 * which unlocks. Each checker has its own attributes; gcc sees none of them. In Rust
 * the types contain this information.
 *
 * The lock has file scope and no cleanup guard: in C, clang's analysis follows neither
 * a lock that is a member of the guarded struct nor a guard.
 */
#ifndef PX_MARKERS_H
#define PX_MARKERS_H

#if defined(__CHECKER__)			/* sparse counts the held locks */
#define lock_type
#define guarded_by(l)
#define acquires(l)	__attribute__((context(l, 0, 1)))
#define releases(l)	__attribute__((context(l, 1, 0)))
#define body_unchecked
#define count_lock(l)		__context__(l, 1)
#define count_unlock(l)		__context__(l, -1)
#elif defined(__clang__)			/* clang knows each lock and its data */
#define lock_type	__attribute__((capability("mutex")))
#define guarded_by(l)	__attribute__((guarded_by(l)))
#define acquires(l)	__attribute__((acquire_capability(l)))
#define releases(l)	__attribute__((release_capability(l)))
#define body_unchecked	__attribute__((no_thread_safety_analysis))
#define count_lock(l)
#define count_unlock(l)
#else
#define lock_type
#define guarded_by(l)
#define acquires(l)
#define releases(l)
#define body_unchecked
#define count_lock(l)
#define count_unlock(l)
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
	count_lock(account_lock);
	pthread_mutex_lock(&account_lock.m);
}

static inline void body_unchecked unlock_account(void)
{
	pthread_mutex_unlock(&account_lock.m);
	count_unlock(account_lock);
}

#endif /* PX_MARKERS_H */
