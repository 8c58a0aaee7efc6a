// SPDX-License-Identifier: GPL-2.0-only
/* The yardstick is POSIX: pthread_mutex_lock, _consistent. */
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
	px_conform_ok(!px_robust_mutex_lock(r) && px_conform_in_thread(try_once, r) == EBUSY, "lock excludes");
	px_conform_ok(px_robust_mutex_consistent(r) == -EINVAL, "there is nothing to make consistent");
	px_conform_ok(!px_robust_mutex_unlock(r) && px_conform_in_thread(try_once, r) == 0, "unlock lets go");
	px_conform_ok(px_conform_in_thread(lock_and_return, r) == 0, "a thread returns with it");
	px_conform_ok(px_robust_mutex_lock(r) == -EOWNERDEAD, "the next one is told");
	px_conform_ok(px_conform_in_thread(try_once, r) == EBUSY, "and holds it");
	px_conform_ok(!px_robust_mutex_consistent(r) && !px_robust_mutex_unlock(r), "it says that all is well again");
	px_conform_ok(px_conform_in_thread(try_once, r) == 0, "and so it is");
}

static void does_not_recover(struct px_robust_mutex *r)
{
	px_conform_ok(px_conform_in_thread(lock_and_return, r) == 0, "another returns with it");
	px_conform_ok(px_robust_mutex_trylock(r) == -EOWNERDEAD, "trylock is told as well");
	px_conform_ok(!px_robust_mutex_unlock(r), "who is told unlocks it as it is");
	px_conform_ok(px_robust_mutex_lock(r) == -ENOTRECOVERABLE &&
		      px_conform_in_thread(try_once, r) == ENOTRECOVERABLE, "and nobody gets it any more");
}

static void run(void)
{
	struct px_robust_mutex r;
	int err = px_robust_mutex_init(&r);

	if (err) {
		px_conform_ok(err == -EOPNOTSUPP && px_robust_mutex_lock(&r) == -EOPNOTSUPP,
			      "where there is none, it says so");
		return;
	}
	recovers(&r);
	does_not_recover(&r);
	px_robust_mutex_destroy(&r);
}

PX_CONFORM_TEST(robust_mutex, run);
