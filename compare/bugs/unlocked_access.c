// SPDX-License-Identifier: GPL-2.0-only
/*
 * unlocked_access: BROKEN ON PURPOSE. A balance belongs to a lock, and one of
 * two threads does not know.
 */
#include "bug.h"
#include "mutex.h"

static struct px_mutex lock;
static u64 balance px_guarded_by(lock);

static u64 pay_in(void *arg)
{
	u64 end = px_os_now() + PX_BUG_RACE;

	while (px_os_now() < end) {
		px_mutex_lock(&lock);
		balance++;
		px_mutex_unlock(&lock);
	}
	return 0;
}

static u64 pay_in_at_once(void *arg)
{
	u64 end = px_os_now() + PX_BUG_RACE;

	if (!PX_WRONG)
		return pay_in(arg);
	while (px_os_now() < end) {
		balance++;
		px_barrier();
	}
	return 0;
}

static void unlocked_access(void)
{
	px_mutex_init(&lock);
	px_run_both(pay_in, pay_in_at_once, NULL);
	px_mutex_destroy(&lock);
}

PX_BUG(unlocked_access) = {
	.name = "unlocked_access",
	.make = unlocked_access,
};

PX_BUG_DOC(unlocked_access) = {
	.name = "unlocked_access",
	.wrong = "Data that a lock guards is reached without it, by one of two threads.",
	.ends = "Payments are lost, now and then, and nothing else happens.",
	.rust = "The data is inside the Mutex: without locking it there is no way to reach "
		"it.",
	.caught = "rustc clang kcsan tsan helgrind",
	.missed = "gcc sparse lockdep asan glibc",
	.why = "lockdep knows of locks, and not of what they guard; sparse likewise.",
};
