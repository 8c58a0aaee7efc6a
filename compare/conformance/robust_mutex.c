// SPDX-License-Identifier: GPL-2.0-only
/* The reference is POSIX: pthread_mutex_lock(), pthread_mutex_consistent(). */
#include "robust_mutex.h"
#include "conform.h"

static u64 lock_and_return(void *arg)
{
	return (u64)-px_robust_mutex_lock(arg);
}

static u64 try_once(void *arg)
{
	int err = px_robust_mutex_trylock(arg);

	if (!err)
		px_robust_mutex_unlock(arg);
	return (u64)-err;
}

static void recovers(struct px_robust_mutex *r)
{
	px_conform_ok(!px_robust_mutex_lock(r) && px_conform_in_thread(try_once, r) == EBUSY,
		      "lock excludes other threads");
	px_conform_ok(px_robust_mutex_consistent(r) == -EINVAL,
		      "consistent of a mutex without a dead owner returns -EINVAL");
	px_conform_ok(!px_robust_mutex_unlock(r) && px_conform_in_thread(try_once, r) == 0,
		      "unlock unlocks");
	px_conform_ok(px_conform_in_thread(lock_and_return, r) == 0,
		      "a thread returns with the mutex held");
	px_conform_ok(px_robust_mutex_lock(r) == -EOWNERDEAD, "the next lock returns -EOWNERDEAD");
	px_conform_ok(px_conform_in_thread(try_once, r) == EBUSY, "the next lock holds the mutex");
	px_conform_ok(!px_robust_mutex_consistent(r) && !px_robust_mutex_unlock(r),
		      "consistent and unlock succeed");
	px_conform_ok(px_conform_in_thread(try_once, r) == 0, "after that the mutex is normal");
}

static void does_not_recover(struct px_robust_mutex *r)
{
	px_conform_ok(px_conform_in_thread(lock_and_return, r) == 0,
		      "another thread returns with the mutex held");
	px_conform_ok(px_robust_mutex_trylock(r) == -EOWNERDEAD, "trylock returns -EOWNERDEAD too");
	px_conform_ok(!px_robust_mutex_unlock(r), "unlock without consistent succeeds");
	px_conform_ok(px_robust_mutex_lock(r) == -ENOTRECOVERABLE &&
		      px_conform_in_thread(try_once, r) == ENOTRECOVERABLE,
		      "after that the mutex is unusable: -ENOTRECOVERABLE");
}

static void run(void)
{
	struct px_robust_mutex r;
	int err = px_robust_mutex_init(&r);

	if (err) {
		px_conform_ok(err == -EOPNOTSUPP && px_robust_mutex_lock(&r) == -EOPNOTSUPP,
			      "without robust mutexes init returns -EOPNOTSUPP");
		return;
	}
	recovers(&r);
	does_not_recover(&r);
	px_robust_mutex_destroy(&r);
}

PX_CONFORM_TEST(robust_mutex, run);
