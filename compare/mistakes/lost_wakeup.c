// SPDX-License-Identifier: GPL-2.0-only
/*
 * lost_wakeup: BROKEN ON PURPOSE. Who is about to sleep looks whether it must,
 * and only then takes the lock.
 */
#include "mistake.h"
#include "park.h"

static struct px_park park;
static struct px_bed bed;
static bool asleep px_guarded_by(park);
static bool ready px_guarded_by(park);

static u64 waiter(void *arg)
{
	bool must = false;

	if (PX_WRONG) {
		must = !ready;
		px_host_sleep(PX_MISTAKE_WHILE / 2);
	}
	px_park_lock(&park);
	if (!PX_WRONG)
		must = !ready;
	if (must) {
		asleep = true;
		px_park_sleep(&park, &bed, px_park_moment(PX_MISTAKE_WHILE), false);
		asleep = false;
	}
	px_park_unlock(&park);
	return 0;
}

static u64 caller(void *arg)
{
	struct px_wake wake = { NULL };

	px_host_sleep(PX_MISTAKE_WHILE / 4);
	px_park_lock(&park);
	ready = true;
	if (asleep)
		wake = px_park_call(&bed);
	px_park_unlock(&park);
	px_park_wake(wake);
	return 0;
}

static void lost_wakeup(void)
{
	px_park_init(&park);
	px_bed_init(&bed);
	px_both(waiter, caller, NULL);
	px_bed_destroy(&bed);
	px_park_destroy(&park);
}

PX_MISTAKE(lost_wakeup) = {
	.name = "lost_wakeup",
	.make = lost_wakeup,
};

PX_TALE(lost_wakeup) = {
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
