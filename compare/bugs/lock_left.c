// SPDX-License-Identifier: GPL-2.0-only
/* lock_left: BROKEN ON PURPOSE. One return path does not unlock. */
#include "bug.h"
#include "mutex.h"

static struct px_mutex lock;
static u64 balance px_guarded_by(lock);

static bool withdraw(u64 amount)
{
	px_mutex_lock(&lock);
	if (balance < amount) {
		if (!PX_WRONG)
			px_mutex_unlock(&lock);
		return false;
	}
	balance -= amount;
	px_mutex_unlock(&lock);
	return true;
}

static u64 customer(void *arg)
{
	return withdraw(7);
}

static void lock_left(void)
{
	px_mutex_init(&lock);
	px_bug_run_one(customer, NULL);
	px_os_sleep(PX_BUG_WAIT_NS);	/* a joined thread may still be exiting */
	px_mutex_destroy(&lock);
}

PX_BUG(lock_left) = {
	.name = "lock_left",
	.run = lock_left,
};

PX_BUG_DOC(lock_left) = {
	.name = "lock_left",
	.wrong = "An early return leaves the mutex locked, and then the thread ends.",
	.effect = "The next thread that locks the mutex waits forever.",
	.rust = "The guard unlocks on every return path, so no unlock can be forgotten.",
	.caught = "clang sparse lockdep mutexes tsan helgrind glibc",
	.missed = "gcc",
};
