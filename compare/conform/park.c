// SPDX-License-Identifier: GPL-2.0-only
#include "park.h"
#include "host.h"
#include "conform.h"

#define TURNS	2000

struct bench {
	struct px_park park;
	struct px_bed left, right;
	u32 turn;			/* under the lock; 0: left's, 1: right's */
	u32 turns;
	u32 slept;			/* the sleeper is, or was, in bed */
	bool called;			/* what the sleeper waits for */
	int err;
};

/* Plays its turns against the other side: each wakes the other, and goes to bed. */
static void play(struct bench *b, u32 mine, struct px_bed *bed, struct px_bed *other)
{
	int err = 0;
	u32 i;

	px_park_lock(&b->park);
	for (i = 0; i < TURNS && !err; i++) {
		while (b->turn != mine && !err)
			err = px_park_sleep(&b->park, bed, px_park_moment(PX_CONFORM_SOON), false);
		b->turn = !mine;
		b->turns += !err;
		px_park_wake(other);
	}
	px_park_unlock(&b->park);
}

static u64 play_left(void *arg)
{
	struct bench *b = arg;

	play(b, 0, &b->left, &b->right);
	return 0;
}

static void no_wake_up_is_lost(struct bench *b)
{
	struct px_thread t;

	px_conform_ok(!px_thread_spawn(&t, play_left, b), "a thread to play against");
	play(b, 1, &b->right, &b->left);
	px_thread_join(&t, NULL);
	px_conform_ok(b->turns == 2 * TURNS, "two threads that wake each other lose no wake-up");
}

/* Sleeps until called, however often it is woken; what ended its last sleep is in err. */
static u64 sleep_until(struct bench *b, u64 until, bool intr)
{
	px_park_lock(&b->park);
	b->err = 0;
	px_write_once(b->slept, 1);
	while (!b->called && !b->err)
		b->err = px_park_sleep(&b->park, &b->left, until, intr);
	px_park_unlock(&b->park);
	return (u64)-b->err;
}

static u64 sleep_long(void *arg)
{
	return sleep_until(arg, px_park_moment(PX_CONFORM_SOON), false);
}

static u64 sleep_a_while_intr(void *arg)
{
	return sleep_until(arg, px_park_moment(10 * PX_CONFORM_WHILE), true);
}

static void wakes(struct bench *b)
{
	struct px_thread t;
	u64 before, took, ended = 0;

	b->slept = 0;
	px_conform_ok(!px_thread_spawn(&t, sleep_long, b), "a thread to wake");
	while (!px_read_once(b->slept))
		px_host_sleep(1000000);
	before = px_host_now();
	px_park_lock(&b->park);
	px_conform_ok(b->slept, "who sleeps has let go of the lock");
	b->called = true;
	px_park_wake(&b->left);
	px_park_unlock(&b->park);
	px_thread_join(&t, &ended);
	took = px_host_now() - before;
	px_conform_ok(ended == 0 && took < PX_CONFORM_SOON / 2, "wake ends the sleep, long before its moment");
	b->called = false;
}

static void moments(struct bench *b)
{
	u64 before = px_host_now();
	struct px_usage start, end;

	px_host_usage(&start);
	px_conform_ok(sleep_until(b, px_park_moment(PX_CONFORM_WHILE), false) == ETIMEDOUT,
		      "a sleep that nobody ends says so when its moment has come");
	px_host_usage(&end);
	px_conform_ok(px_host_now() - before >= PX_CONFORM_WHILE, "and not before");
	px_conform_ok(end.cpu_ns - start.cpu_ns < PX_CONFORM_WHILE / 2, "and takes no CPU time");
	px_conform_ok(sleep_until(b, 1, false) == ETIMEDOUT, "a moment that is past ends it at once");
	px_conform_ok(px_park_moment(0) && px_park_moment(PX_FOREVER) == PX_FOREVER &&
		      px_park_moment(PX_FOREVER - 1) == PX_FOREVER, "what is too far away is forever");
	px_park_lock(&b->park);
	px_park_wake(&b->left);
	px_park_unlock(&b->park);
	px_conform_ok(sleep_until(b, px_park_moment(PX_CONFORM_WHILE), false) == ETIMEDOUT,
		      "a wake-up of nobody is not remembered");
}

static void signals(struct bench *b)
{
	u64 ended = px_conform_interrupted(sleep_a_while_intr, b);

	px_conform_ok(ended == (px_conform_interrupts ? EINTR : ETIMEDOUT),
		      "a signal ends an interruptible sleep, where it can");
}

static void run(void)
{
	struct bench b = { .turn = 0 };

	px_park_init(&b.park);
	px_bed_init(&b.left);
	px_bed_init(&b.right);
	wakes(&b);
	moments(&b);
	signals(&b);
	no_wake_up_is_lost(&b);
	px_bed_destroy(&b.right);
	px_bed_destroy(&b.left);
	px_park_destroy(&b.park);
}

PX_CONFORM_TEST(park, run);
