// SPDX-License-Identifier: GPL-2.0-only
#include "monitor.h"
#include "conform.h"

#define TURNS	2000

struct bench {
	struct px_monitor monitor;
	struct px_waiter waiter[2];
	bool in_bed[2];			/* and not yet called; under the lock, as what follows */
	u32 turn;			/* whose it is */
	u32 turns;			/* taken */
	u64 until;			/* for the sleeper */
};

/* Under the lock. */
static int sleep_in(struct bench *b, u32 which, u64 until, bool intr)
{
	int err;

	b->in_bed[which] = true;
	err = px_monitor_wait(&b->monitor, &b->waiter[which], until, intr);
	b->in_bed[which] = false;
	return err;
}

/* Under the lock. Calls who is in that bed, if anybody is. */
static struct px_wakeup call(struct bench *b, u32 which)
{
	if (!b->in_bed[which])
		return (struct px_wakeup) { NULL };
	b->in_bed[which] = false;
	return px_monitor_signal(&b->waiter[which]);
}

/* Plays its turns against the other side: each calls the other one, and goes to bed. */
static int play(struct bench *b, u32 mine)
{
	int err = 0;
	u32 i;

	for (i = 0; i < TURNS && !err; i++) {
		struct px_wakeup wake;

		px_monitor_lock(&b->monitor);
		while (b->turn != mine && !err)
			err = sleep_in(b, mine, px_monitor_deadline(PX_CONFORM_TIMEOUT_NS), false);
		b->turn = !mine;
		b->turns += !err;
		wake = call(b, !mine);
		px_monitor_unlock(&b->monitor);
		px_monitor_wake_up(wake);
	}
	return err;
}

static u64 play_first(void *arg)
{
	return (u64)-play(arg, 0);
}

static void no_wake_up_is_lost(struct bench *b)
{
	struct px_thread t;

	px_conform_ok(!px_thread_spawn(&t, play_first, b), "a thread to play against");
	play(b, 1);
	px_thread_join(&t, NULL);
	px_conform_ok(b->turns == 2 * TURNS, "two threads that wake each other lose no wake-up");
}

static u64 sleep_once(void *arg)
{
	struct bench *b = arg;
	int err;

	px_monitor_lock(&b->monitor);
	err = sleep_in(b, 0, b->until, false);
	px_monitor_unlock(&b->monitor);
	return (u64)-err;
}

static u64 sleep_once_intr(void *arg)
{
	struct bench *b = arg;
	int err;

	px_monitor_lock(&b->monitor);
	err = sleep_in(b, 0, px_monitor_deadline(PX_CONFORM_TIMEOUT_NS), true);
	px_monitor_unlock(&b->monitor);
	return (u64)-err;
}

/* Calls a sleeper, and wakes it later by that: what its sleep ended with. */
static u64 call_sleeper(struct bench *b, u64 length, u64 later)
{
	struct px_thread t;
	struct px_wakeup wake;
	u64 ended = ~0ull;
	bool there = false;

	b->until = px_monitor_deadline(length);
	if (px_thread_spawn(&t, sleep_once, b))
		return ended;
	while (!there) {
		px_os_sleep(100000);
		px_monitor_lock(&b->monitor);
		there = b->in_bed[0] || px_thread_ended(&t);
		wake = call(b, 0);
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

	px_conform_ok(call_sleeper(b, PX_CONFORM_TIMEOUT_NS, 0) == 0, "a call ends the sleep");
	px_conform_ok(px_os_now() - before < PX_CONFORM_TIMEOUT_NS / 2, "long before its moment");
	px_conform_ok(call_sleeper(b, 10 * PX_CONFORM_SETTLE_NS, 12 * PX_CONFORM_SETTLE_NS) == 0,
		      "who is called was called, though its moment comes before the wake-up");
	px_monitor_wake_up((struct px_wakeup) { NULL });
	px_conform_ok(1, "nobody can be woken");
}

static bool sleeps_idly(struct bench *b)
{
	struct px_thread_usage before, after;
	u32 tries = 0;

	do {
		px_os_thread_usage(&before);
		b->until = px_monitor_deadline(PX_CONFORM_SETTLE_NS);
		sleep_once(b);
		px_os_thread_usage(&after);
	} while (after.cpu_ns - before.cpu_ns >= PX_CONFORM_SETTLE_NS / 2 && ++tries < PX_CONFORM_TRIES);
	return tries < PX_CONFORM_TRIES;
}

static void moments(struct bench *b)
{
	u64 before = px_os_now();

	b->until = px_monitor_deadline(PX_CONFORM_SETTLE_NS);
	px_conform_ok(sleep_once(b) == ETIMEDOUT, "a sleep that nobody ends says so when its moment has come");
	px_conform_ok(px_os_now() - before >= PX_CONFORM_SETTLE_NS, "and not before");
	px_conform_ok(sleeps_idly(b), "and takes no CPU time");
	b->until = 1;
	px_conform_ok(sleep_once(b) == ETIMEDOUT, "a moment that is past ends it at once");
	px_conform_ok(px_monitor_deadline(0) && px_monitor_deadline(PX_NO_DEADLINE) == PX_NO_DEADLINE &&
		      px_monitor_deadline(PX_NO_DEADLINE - 1) == PX_NO_DEADLINE, "what is too far away is forever");
}

static void run(void)
{
	struct bench b = { .turn = 0 };
	u32 i;

	px_monitor_init(&b.monitor);
	for (i = 0; i < 2; i++)
		px_waiter_init(&b.waiter[i]);
	moments(&b);
	wakes(&b);
	px_conform_ok(px_conform_interrupted(sleep_once_intr, &b) == EINTR,
		      "a signal ends an interruptible sleep");
	no_wake_up_is_lost(&b);
	for (i = 0; i < 2; i++)
		px_waiter_destroy(&b.waiter[i]);
	px_monitor_destroy(&b.monitor);
}

PX_CONFORM_TEST(monitor, run);
