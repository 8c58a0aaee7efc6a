// SPDX-License-Identifier: GPL-2.0-only
/*
 * unlocked_access: BROKEN ON PURPOSE. A lock guards a balance, but one of two threads
 * does not take it.
 */
#include "bug.h"
#include "mutex.h"

static struct px_mutex lock;
static u64 balance px_guarded_by(lock);

static u64 pay_in(void *arg)
{
	u64 end = px_os_now() + PX_BUG_RACE_NS;

	while (px_os_now() < end) {
		px_mutex_lock(&lock);
		balance++;
		px_mutex_unlock(&lock);
	}
	return 0;
}

static u64 pay_in_unlocked(void *arg)
{
	u64 end = px_os_now() + PX_BUG_RACE_NS;

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
	px_bug_run_two(pay_in, pay_in_unlocked, NULL);
	px_mutex_destroy(&lock);
}

PX_BUG(unlocked_access) = {
	.name = "unlocked_access",
	.run = unlocked_access,
};

PX_BUG_DOC(unlocked_access) = {
	.name = "unlocked_access",
	.wrong = "One of two threads accesses data without the lock that guards it.",
	.effect = "Some payments are lost. There is no other symptom.",
	.rust = "The data is inside the Mutex and can only be reached by locking it.",
	.caught = "rustc clang kcsan tsan helgrind",
	.missed = "gcc sparse lockdep asan glibc",
	.note = "lockdep and sparse know locks, but not which data a lock guards.",
};
