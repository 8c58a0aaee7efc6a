// SPDX-License-Identifier: GPL-2.0-only
/*
 * lost_wakeup: BROKEN ON PURPOSE. Who is about to sleep looks whether it must,
 * and only then takes the lock.
 */
#include "bug.h"
#include "monitor.h"

static struct px_monitor park;
static struct px_waiter bed;
static bool asleep px_guarded_by(park);
static bool ready px_guarded_by(park);

static u64 waiter(void *arg)
{
	bool must = false;

	if (PX_WRONG) {
		must = !ready;
		px_os_sleep(PX_BUG_WHILE / 2);
	}
	px_monitor_lock(&park);
	if (!PX_WRONG)
		must = !ready;
	if (must) {
		asleep = true;
		px_monitor_wait(&park, &bed, px_monitor_deadline(PX_BUG_WHILE), false);
		asleep = false;
	}
	px_monitor_unlock(&park);
	return 0;
}

static u64 caller(void *arg)
{
	struct px_wakeup wake = { NULL };

	px_os_sleep(PX_BUG_WHILE / 4);
	px_monitor_lock(&park);
	ready = true;
	if (asleep)
		wake = px_monitor_signal(&bed);
	px_monitor_unlock(&park);
	px_monitor_wake_up(wake);
	return 0;
}

static void lost_wakeup(void)
{
	px_monitor_init(&park);
	px_waiter_init(&bed);
	px_run_both(waiter, caller, NULL);
	px_waiter_destroy(&bed);
	px_monitor_destroy(&park);
}

PX_BUG(lost_wakeup) = {
	.name = "lost_wakeup",
	.make = lost_wakeup,
};

PX_BUG_DOC(lost_wakeup) = {
	.name = "lost_wakeup",
	.wrong = "A thread looks whether it has to wait, without the lock, and goes to sleep"
		" later.",
	.ends = "Who would have woken it came in between, saw nobody asleep, and went its "
		"way.",
	.rust = "Condvar takes the guard, but not the condition: a wait without a look "
		"before compiles.",
	.caught = "clang tsan helgrind",
	.missed = "rustc gcc sparse lockdep kcsan hung",
	.why = "Here the sleep has an end. Even without one the hung-task detector would "
		"not speak: it looks at uninterruptible sleep alone. KCSAN must see both "
		"accesses at the same moment.",
};
