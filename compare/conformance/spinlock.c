// SPDX-License-Identifier: GPL-2.0-only
#include "spinlock.h"

#define LOCK(x)	px_spinlock##x
#include "lock_tests.h"

#define HOLD	5000000ull		/* ns: with preemption off, in the kernel */

/* Locks after the main thread holds the lock. */
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

/* The holder must not sleep, so it is busy. */
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
	px_conform_ok(again == -EBUSY, "trylock of a held lock returns -EBUSY, even to its holder");
	px_conform_ok(!early, "lock waits while another thread holds the lock");
	px_conform_ok(b->inside, "unlock lets the waiting thread enter");
	px_conform_ok(px_conform_in_thread(try_once, b) == 0, "trylock of a free lock succeeds");
}

static int leave_by_return(struct bench *b)
{
	px_spinlock_guard(&b->lock);
	return px_spinlock_trylock(&b->lock);
}

static void guards(struct bench *b)
{
	px_conform_ok(leave_by_return(b) == -EBUSY, "a guard holds the lock in its block");
	px_conform_ok(px_conform_in_thread(try_once, b) == 0, "a guard unlocks on return");
	for (;;) {
		px_spinlock_guard(&b->lock);
		break;
	}
	px_conform_ok(px_conform_in_thread(try_once, b) == 0, "a guard unlocks on break");
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
