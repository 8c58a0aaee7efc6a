// SPDX-License-Identifier: GPL-2.0-only
/*
 * unlock_by_other: BROKEN ON PURPOSE. A thread unlocks a mutex that another thread
 * holds.
 */
#include "bug.h"
#include "mutex.h"

static u64 unlock(void *arg)
{
	struct px_mutex *lock = arg;

	if (PX_WRONG)
		px_mutex_unlock(lock);
	return 0;
}

static void unlock_by_other(void)
{
	static struct px_mutex lock;

	px_mutex_init(&lock);
	px_mutex_lock(&lock);
	px_bug_run_one(unlock, &lock);
	if (!PX_WRONG)
		px_mutex_unlock(&lock);
	px_mutex_destroy(&lock);
}

PX_BUG(unlock_by_other) = {
	.name = "unlock_by_other",
	.run = unlock_by_other,
};

PX_BUG_DOC(unlock_by_other) = {
	.name = "unlock_by_other",
	.wrong = "A mutex is unlocked by a thread that does not hold it.",
	.effect = "The holder continues without mutual exclusion.",
	.rust = "MutexGuard is not Send: no other thread can receive it.",
	.caught = "rustc clang sparse lockdep mutexes tsan helgrind glibc",
	.missed = "gcc",
};
