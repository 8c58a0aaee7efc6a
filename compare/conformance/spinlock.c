// SPDX-License-Identifier: GPL-2.0-only
#include "spinlock.h"
#include "gate.h"
#include "os.h"
#include "harness/workload.h"
#include "conform.h"

#define ADDS	20000
#define TURNS	100
#define HOLD	5000000ull		/* ns: with preemption off, in the kernel */

struct bench {
	struct px_gate gate;
	struct px_spinlock lock;
	u64 counter;		/* under lock */
	u32 held, inside;
};

static u64 try_once(void *arg)
{
	struct bench *b = arg;
	int err = px_spinlock_trylock(&b->lock);

	if (!err)
		px_spinlock_unlock(&b->lock);
	return (u64)-err;
}

static u64 add(void *arg)
{
	struct bench *b = arg;
	u32 i;

	px_gate_pass(&b->gate);
	for (i = 0; i < ADDS; i++) {
		px_spinlock_guard(&b->lock);
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

/* Comes when the lock is held. */
static u64 enter(void *arg)
{
	struct bench *b = arg;

	while (!px_read_once(b->held))
		px_os_sleep(1000);
	px_spinlock_lock(&b->lock);
	px_write_once(b->inside, 1);
	px_spinlock_unlock(&b->lock);
	return 0;
}

/* The holder may not sleep, and so is busy. */
static void waits(struct bench *b)
{
	struct px_thread t;
	bool early;
	int again;
	u64 end;

	if (px_thread_spawn(&t, enter, b)) {
		px_conform_ok(false, "a thread to wait");
		return;
	}
	px_spinlock_lock(&b->lock);
	px_write_once(b->held, 1);
	again = px_spinlock_trylock(&b->lock);
	end = px_os_now() + HOLD;
	while (px_os_now() < end)
		px_barrier();
	early = px_read_once(b->inside);
	px_spinlock_unlock(&b->lock);
	px_thread_join(&t, NULL);
	px_conform_ok(again == -EBUSY, "trylock of a held lock says -EBUSY, even to its holder");
	px_conform_ok(!early, "lock waits while another thread holds it");
	px_conform_ok(b->inside, "unlock lets the waiting thread in");
	px_conform_ok(px_conform_in_thread(try_once, b) == 0, "trylock of a free lock takes it");
}

static int leave_by_return(struct bench *b)
{
	px_spinlock_guard(&b->lock);
	return px_spinlock_trylock(&b->lock);
}

static void guards(struct bench *b)
{
	px_conform_ok(leave_by_return(b) == -EBUSY, "a guard holds in its block");
	px_conform_ok(px_conform_in_thread(try_once, b) == 0, "a guard lets go on return");
	for (;;) {
		px_spinlock_guard(&b->lock);
		break;
	}
	px_conform_ok(px_conform_in_thread(try_once, b) == 0, "a guard lets go on break");
}

static void run(void)
{
	struct bench b = { .counter = 0 };

	px_spinlock_init(&b.lock);
	one_at_a_time(&b);
	waits(&b);
	guards(&b);
	px_spinlock_destroy(&b.lock);
}

PX_CONFORM_TEST(spinlock, run);
