// SPDX-License-Identifier: GPL-2.0-only
#include "monitor.h"
#include "conform.h"

#define TURNS	2000

struct bench {
	struct px_monitor monitor;
	struct px_waiter waiter[2];
	bool waiting[2];		/* not signaled; this and the following: under the lock */
	u32 turn;			/* the thread whose turn it is */
	u32 turns;			/* number of turns taken */
	u64 until;			/* deadline of the sleep */
};

/* The caller holds the lock. */
static int wait_in(struct bench *b, u32 which, u64 until, bool intr)
{
	int err;

	b->waiting[which] = true;
	err = px_monitor_wait(&b->monitor, &b->waiter[which], until, intr);
	b->waiting[which] = false;
	return err;
}

/* The caller holds the lock. Signals the thread that waits, if there is one. */
static struct px_wakeup signal(struct bench *b, u32 which)
{
	if (!b->waiting[which])
		return (struct px_wakeup) { NULL };
	b->waiting[which] = false;
	return px_monitor_signal(&b->waiter[which]);
}

/* Takes turns with the other thread: signals it, then waits. */
static int take_turns(struct bench *b, u32 mine)
{
	int err = 0;
	u32 i;

	for (i = 0; i < TURNS && !err; i++) {
		struct px_wakeup wake;

		px_monitor_lock(&b->monitor);
		while (b->turn != mine && !err)
			err = wait_in(b, mine, px_monitor_deadline(PX_CONFORM_TIMEOUT_NS), false);
		b->turn = !mine;
		b->turns += !err;
		wake = signal(b, !mine);
		px_monitor_unlock(&b->monitor);
		px_monitor_wake_up(wake);
	}
	return err;
}

static u64 take_first_turns(void *arg)
{
	return (u64)-take_turns(arg, 0);
}

static void no_wake_up_is_lost(struct bench *b)
{
	struct px_thread t;

	px_conform_ok(!px_thread_spawn(&t, take_first_turns, b), "a thread to take turns with");
	take_turns(b, 1);
	px_thread_join(&t, NULL);
	px_conform_ok(b->turns == 2 * TURNS, "two threads that wake each other lose no wake-up");
}

static u64 sleep_once(void *arg)
{
	struct bench *b = arg;
	int err;

	px_monitor_lock(&b->monitor);
	err = wait_in(b, 0, b->until, false);
	px_monitor_unlock(&b->monitor);
	return (u64)-err;
}

static u64 sleep_once_intr(void *arg)
{
	struct bench *b = arg;
	int err;

	px_monitor_lock(&b->monitor);
	err = wait_in(b, 0, px_monitor_deadline(PX_CONFORM_TIMEOUT_NS), true);
	px_monitor_unlock(&b->monitor);
	return (u64)-err;
}

/* Signals a thread that waits, and wakes it after later ns. Returns the result of its wait. */
static u64 signal_sleeper(struct bench *b, u64 length, u64 later)
{
	struct px_thread t;
	struct px_wakeup wake;
	u64 ended = ~0ull;
	bool found = false;

	b->until = px_monitor_deadline(length);
	if (px_thread_spawn(&t, sleep_once, b))
		return ended;
	while (!found) {
		px_os_sleep(100000);
		px_monitor_lock(&b->monitor);
		found = b->waiting[0] || px_thread_ended(&t);
		wake = signal(b, 0);
		px_monitor_unlock(&b->monitor);
	}
	px_os_sleep(later);
	px_monitor_wake_up(wake);
	px_thread_join(&t, &ended);
	return ended;
}

static void wakes(struct bench *b)
{
	u64 before = px_os_now();

	px_conform_ok(signal_sleeper(b, PX_CONFORM_TIMEOUT_NS, 0) == 0, "a signal ends the wait");
	px_conform_ok(px_os_now() - before < PX_CONFORM_TIMEOUT_NS / 2,
		      "the wait ends long before its deadline");
	px_conform_ok(signal_sleeper(b, 10 * PX_CONFORM_SETTLE_NS, 12 * PX_CONFORM_SETTLE_NS) == 0,
		      "a signaled wait returns 0, even if its deadline comes before the wake-up");
	px_monitor_wake_up((struct px_wakeup) { NULL });
	px_conform_ok(1, "waking no thread does nothing");
}

static bool sleeps_without_cpu_time(struct bench *b)
{
	struct px_thread_usage before, after;
	u32 tries = 0;

	do {
		px_os_thread_usage(&before);
		b->until = px_monitor_deadline(PX_CONFORM_SETTLE_NS);
		sleep_once(b);
		px_os_thread_usage(&after);
	} while (after.cpu_ns - before.cpu_ns >= PX_CONFORM_SETTLE_NS / 2 &&
		 ++tries < PX_CONFORM_TRIES);
	return tries < PX_CONFORM_TRIES;
}

static void deadlines(struct bench *b)
{
	u64 before = px_os_now();

	b->until = px_monitor_deadline(PX_CONFORM_SETTLE_NS);
	px_conform_ok(sleep_once(b) == ETIMEDOUT, "a wait without a signal returns -ETIMEDOUT");
	px_conform_ok(px_os_now() - before >= PX_CONFORM_SETTLE_NS, "it ends after its deadline");
	px_conform_ok(sleeps_without_cpu_time(b), "it takes no CPU time");
	b->until = 1;
	px_conform_ok(sleep_once(b) == ETIMEDOUT, "a deadline in the past ends the wait at once");
	px_conform_ok(px_monitor_deadline(0) &&
		      px_monitor_deadline(PX_NO_DEADLINE) == PX_NO_DEADLINE &&
		      px_monitor_deadline(PX_NO_DEADLINE - 1) == PX_NO_DEADLINE,
		      "a deadline that is too far becomes PX_NO_DEADLINE");
}

static void run(void)
{
	struct bench b = { .turn = 0 };
	u32 i;

	px_monitor_init(&b.monitor);
	for (i = 0; i < 2; i++)
		px_waiter_init(&b.waiter[i]);
	deadlines(&b);
	wakes(&b);
	px_conform_ok(px_conform_interrupted(sleep_once_intr, &b) == EINTR,
		      "a POSIX signal ends an interruptible wait");
	no_wake_up_is_lost(&b);
	for (i = 0; i < 2; i++)
		px_waiter_destroy(&b.waiter[i]);
	px_monitor_destroy(&b.monitor);
}

PX_CONFORM_TEST(monitor, run);
