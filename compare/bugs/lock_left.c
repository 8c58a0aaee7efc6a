// SPDX-License-Identifier: GPL-2.0-only
/*
 * lock_left: BROKEN ON PURPOSE. One way out of a function forgets to unlock.
 */
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
	px_run_alone(customer, NULL);
	px_os_sleep(PX_BUG_WHILE);	/* a thread that is joined has not quite gone */
	px_mutex_destroy(&lock);
}

PX_BUG(lock_left) = {
	.name = "lock_left",
	.make = lock_left,
};

PX_BUG_DOC(lock_left) = {
	.name = "lock_left",
	.wrong = "An early return leaves the lock held, and then the thread ends.",
	.ends = "Whoever locks it next waits for ever.",
	.rust = "There is nothing to forget: the guard unlocks on every way out.",
	.caught = "clang sparse lockdep mutexes tsan helgrind glibc",
	.missed = "gcc",
};
