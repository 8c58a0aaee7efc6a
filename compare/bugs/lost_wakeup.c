// SPDX-License-Identifier: GPL-2.0-only
/*
 * lost_wakeup: BROKEN ON PURPOSE. A thread checks without the lock whether it must
 * sleep.
 */
#include "bug.h"
#include "monitor.h"

static struct px_monitor monitor;
static struct px_waiter sleeper;
static bool asleep px_guarded_by(monitor);
static bool ready px_guarded_by(monitor);

static u64 waiter(void *arg)
{
	bool must_wait = false;

	if (PX_WRONG) {
		must_wait = !ready;
		px_os_sleep(PX_BUG_WAIT_NS);
	}
	px_monitor_lock(&monitor);
	if (!PX_WRONG)
		must_wait = !ready;
	if (must_wait) {
		asleep = true;
		px_monitor_wait(&monitor, &sleeper, px_monitor_deadline(PX_BUG_WAIT_NS), false);
		asleep = false;
	}
	px_monitor_unlock(&monitor);
	return 0;
}

static u64 waker(void *arg)
{
	struct px_wakeup wake = { NULL };

	px_os_sleep(PX_BUG_WAIT_NS / 4);
	px_monitor_lock(&monitor);
	ready = true;
	if (asleep)
		wake = px_monitor_signal(&sleeper);
	px_monitor_unlock(&monitor);
	px_monitor_wake_up(wake);
	return 0;
}

static void lost_wakeup(void)
{
	px_monitor_init(&monitor);
	px_waiter_init(&sleeper);
	px_bug_run_two(waiter, waker, NULL);
	px_waiter_destroy(&sleeper);
	px_monitor_destroy(&monitor);
}

PX_BUG(lost_wakeup) = {
	.name = "lost_wakeup",
	.run = lost_wakeup,
};

PX_BUG_DOC(lost_wakeup) = {
	.name = "lost_wakeup",
	.wrong = "A thread checks without the lock whether it must wait, and goes to "
		"sleep later.",
	.effect = "The waker runs in between, sees no sleeping thread, and sends no "
		"wake-up.",
	.rust = "Condvar::wait takes the guard, but not the condition: a wait without a "
		"check compiles.",
	.caught = "clang tsan helgrind",
	.missed = "rustc gcc sparse lockdep kcsan hung",
	.note = "The sleep here has a timeout. The hung-task detector would be silent "
		"even without it: it reports uninterruptible sleep only. KCSAN must "
		"observe both accesses at the same time.",
};
