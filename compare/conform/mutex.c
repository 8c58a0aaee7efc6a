// SPDX-License-Identifier: GPL-2.0-only
#include "mutex.h"
#include "gate.h"
#include "host.h"
#include "workload.h"
#include "conform.h"

#define ADDS	20000
#define TURNS	100

struct bench {
	struct px_gate gate;
	struct px_mutex lock;
	u64 counter;		/* under lock */
	u32 inside;		/* by whoever got in last */
};

static u64 try_once(void *arg)
{
	struct bench *b = arg;
	int err = px_mutex_trylock(&b->lock);

	if (!err)
		px_mutex_unlock(&b->lock);
	return (u64)-err;
}

static u64 enter(void *arg)
{
	struct bench *b = arg;

	px_mutex_lock(&b->lock);
	px_write_once(b->inside, 1);
	px_mutex_unlock(&b->lock);
	return 0;
}

static u64 enter_intr(void *arg)
{
	struct bench *b = arg;
	int err = px_mutex_lock_intr(&b->lock);

	if (!err)
		px_mutex_unlock(&b->lock);
	return (u64)-err;
}

static u64 add(void *arg)
{
	struct bench *b = arg;
	u32 i;

	px_gate_pass(&b->gate);
	for (i = 0; i < ADDS; i++) {
		px_mutex_guard(&b->lock);
		u64 seen = px_read_once(b->counter);

		px_busy(TURNS);
		px_write_once(b->counter, seen + 1);
	}
	return 0;
}

static void one_at_a_time(struct bench *b)
{
	struct px_thread t[2];
	u32 i;

	px_gate_init(&b->gate);
	for (i = 0; i < 2; i++)
		if (px_thread_spawn(&t[i], add, b))
			break;
	px_conform_ok(i == 2, "two threads to count");
	px_gate_await(&b->gate, i);
	px_gate_open(&b->gate);
	while (i--)
		px_thread_join(&t[i], NULL);
	px_conform_ok(b->counter == 2 * ADDS, "of two threads that add, no addition is lost");
	px_gate_destroy(&b->gate);
}

static void waits(struct bench *b)
{
	struct px_thread t;
	bool early;
	int err;

	px_mutex_lock(&b->lock);
	px_conform_ok(px_conform_elsewhere(try_once, b) == EBUSY, "trylock of a held mutex says -EBUSY");
	b->inside = 0;
	err = px_thread_spawn(&t, enter, b);
	px_host_sleep(PX_CONFORM_WHILE);
	early = px_read_once(b->inside);
	px_mutex_unlock(&b->lock);
	px_conform_ok(!err && !early, "lock waits while another thread holds it");
	if (err)
		return;
	px_thread_join(&t, NULL);
	px_conform_ok(b->inside, "unlock lets the waiting thread in");
	px_conform_ok(px_conform_elsewhere(try_once, b) == 0, "trylock of a free mutex takes it");
	px_conform_ok(px_conform_elsewhere(enter_intr, b) == 0, "lock_intr of a free mutex takes it");
}

static void leave_by_return(struct bench *b)
{
	px_mutex_guard(&b->lock);
	b->counter++;
}

static void guards(struct bench *b)
{
	leave_by_return(b);
	px_conform_ok(px_conform_elsewhere(try_once, b) == 0, "a guard lets go on return");
	for (;;) {
		px_mutex_guard(&b->lock);
		break;
	}
	px_conform_ok(px_conform_elsewhere(try_once, b) == 0, "a guard lets go on break");
	{
		px_mutex_guard(&b->lock);
		px_conform_ok(px_conform_elsewhere(try_once, b) == EBUSY, "a guard holds in its block");
		goto out;
	}
out:
	px_conform_ok(px_conform_elsewhere(try_once, b) == 0, "a guard lets go on goto");
}

static void run(void)
{
	struct bench b = { .counter = 0 };

	px_mutex_init(&b.lock);
	one_at_a_time(&b);
	waits(&b);
	guards(&b);
	px_mutex_destroy(&b.lock);
}

PX_CONFORM_TEST(mutex, run);
