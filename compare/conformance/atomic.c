// SPDX-License-Identifier: GPL-2.0-only
#include "atomic.h"
#include "gate.h"
#include "os.h"
#include "conform.h"

#define THREADS	2
#define BATCH	1000
#define LONG	200000000ull	/* ns: even on one CPU the threads preempt each other */

struct bench {
	struct px_gate gate;
	struct px_atomic added;
	struct px_atomic tickets;
	struct px_atomic exchanged;
	struct px_atomic flag;
	u64 data;		/* plain: ordered by flag */
};

struct counter {
	struct bench *bench;
	u64 turns;
	u64 tickets;		/* the sum of the tickets */
	struct px_thread thread;
};

/* Counts in three ways. */
static void count_some(struct counter *c)
{
	struct bench *b = c->bench;
	u64 seen;
	u32 i;

	for (i = 0; i < BATCH; i++) {
		px_atomic_add(&b->added, 3);
		c->tickets += px_atomic_fetch_add(&b->tickets, 1);
		seen = px_atomic_load(&b->exchanged);
		while (!px_atomic_compare_exchange(&b->exchanged, &seen, seen + 1))
			;
	}
	c->turns += BATCH;
}

static u64 count(void *arg)
{
	struct counter *c = arg;
	u64 end;

	px_gate_pass(&c->bench->gate);
	end = px_os_now() + LONG;
	while (px_os_now() < end) {
		count_some(c);
		px_os_resched();
	}
	return 0;
}

static void many(struct bench *b)
{
	struct counter c[THREADS];
	u64 all = 0, tickets = 0;
	u32 i;

	px_gate_init(&b->gate);
	for (i = 0; i < THREADS; i++) {
		c[i] = (struct counter) { .bench = b };
		if (px_thread_spawn(&c[i].thread, count, &c[i]))
			break;
	}
	px_conform_ok(i == THREADS, "two threads to count");
	px_gate_await(&b->gate, i);
	px_gate_open(&b->gate);
	while (i--) {
		px_thread_join(&c[i].thread, NULL);
		all += c[i].turns;
		tickets += c[i].tickets;
	}
	px_conform_ok(px_atomic_load(&b->added) == 3 * all,
		      "two threads add, and no addition is lost");
	px_conform_ok(px_atomic_load(&b->tickets) == all && tickets == all / 2 * (all - 1),
		      "fetch_add returns each number once");
	px_conform_ok(px_atomic_load(&b->exchanged) == all, "compare_exchange loses nothing");
	px_gate_destroy(&b->gate);
}

static void one(struct bench *b)
{
	const u64 wide = 0xfedcba9876543210ull;
	u64 seen = 1;

	px_atomic_store(&b->added, wide);
	px_conform_ok(px_atomic_load(&b->added) == wide,
		      "load returns the stored number, all 64 bits");
	px_conform_ok(px_atomic_fetch_add(&b->added, ~wide) == wide,
		      "fetch_add returns the number before the addition");
	px_conform_ok(px_atomic_load(&b->added) == ~0ull, "fetch_add adds");
	px_atomic_add(&b->added, 1);
	px_conform_ok(px_atomic_load(&b->added) == 0, "the number wraps");
	px_conform_ok(!px_atomic_compare_exchange(&b->added, &seen, 7) && seen == 0,
		      "a failed compare_exchange returns the current number");
	px_conform_ok(px_atomic_load(&b->added) == 0, "a failed compare_exchange changes nothing");
	px_conform_ok(px_atomic_compare_exchange(&b->added, &seen, 7) && seen == 0 &&
		      px_atomic_load(&b->added) == 7,
		      "compare_exchange of the expected number succeeds");
	px_atomic_store(&b->added, 0);
}

static u64 publish(void *arg)
{
	struct bench *b = arg;

	b->data = 42;
	px_atomic_store_release(&b->flag, 1);
	return 0;
}

static void publishes(struct bench *b)
{
	struct px_thread t;
	u64 end = px_os_now() + 1000 * PX_CONFORM_SETTLE_NS;

	if (px_thread_spawn(&t, publish, b)) {
		px_conform_ok(false, "a thread to publish");
		return;
	}
	while (!px_atomic_load_acquire(&b->flag) && px_os_now() < end)
		px_os_sleep(1000);
	px_conform_ok(px_atomic_load_acquire(&b->flag) && b->data == 42,
		      "writes before store_release are visible after load_acquire");
	px_thread_join(&t, NULL);
}

static void run(void)
{
	struct bench b = { .data = 0 };

	px_atomic_store(&b.tickets, 0);
	px_atomic_store(&b.exchanged, 0);
	px_atomic_store(&b.flag, 0);
	one(&b);
	many(&b);
	publishes(&b);
}

PX_CONFORM_TEST(atomic, run);
