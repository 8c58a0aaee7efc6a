// SPDX-License-Identifier: GPL-2.0-only
#include "atomic.h"
#include "gate.h"
#include "host.h"
#include "conform.h"

#define THREADS	2
#define TURNS	200000

struct bench {
	struct px_gate gate;
	struct px_atomic added;
	struct px_atomic tickets;
	struct px_atomic exchanged;
	struct px_atomic flag;
	u64 data;		/* plain: visible to whoever has acquired the flag */
};

/* Counts in three ways; gives the sum of its tickets. */
static u64 count(void *arg)
{
	struct bench *b = arg;
	u64 sum = 0, seen;
	u32 i;

	px_gate_pass(&b->gate);
	for (i = 0; i < TURNS; i++) {
		px_atomic_add(&b->added, 3);
		sum += px_atomic_fetch_add(&b->tickets, 1);
		seen = px_atomic_load(&b->exchanged);
		while (!px_atomic_compare_exchange(&b->exchanged, &seen, seen + 1))
			;
	}
	return sum;
}

static void many(struct bench *b)
{
	const u64 all = THREADS * TURNS;
	struct px_thread t[THREADS];
	u64 sum = 0, tickets = 0;
	u32 i;

	px_gate_init(&b->gate);
	for (i = 0; i < THREADS; i++)
		if (px_thread_spawn(&t[i], count, b))
			break;
	px_conform_ok(i == THREADS, "two threads to count");
	px_gate_await(&b->gate, i);
	px_gate_open(&b->gate);
	while (i--) {
		px_thread_join(&t[i], &sum);
		tickets += sum;
	}
	px_conform_ok(px_atomic_load(&b->added) == 3 * all, "of two threads that add, no addition is lost");
	px_conform_ok(px_atomic_load(&b->tickets) == all && tickets == all / 2 * (all - 1),
		      "fetch_add gives every number once");
	px_conform_ok(px_atomic_load(&b->exchanged) == all, "compare_exchange loses nothing");
	px_gate_destroy(&b->gate);
}

static void one(struct bench *b)
{
	const u64 wide = 0xfedcba9876543210ull;
	u64 seen = 1;

	px_atomic_store(&b->added, wide);
	px_conform_ok(px_atomic_load(&b->added) == wide, "load gives what was stored, all 64 bits");
	px_conform_ok(px_atomic_fetch_add(&b->added, ~wide) == wide, "fetch_add gives the number before");
	px_conform_ok(px_atomic_load(&b->added) == ~0ull, "and adds");
	px_atomic_add(&b->added, 1);
	px_conform_ok(px_atomic_load(&b->added) == 0, "it wraps");
	px_conform_ok(!px_atomic_compare_exchange(&b->added, &seen, 7) && seen == 0,
		      "compare_exchange says what stood there instead");
	px_conform_ok(px_atomic_load(&b->added) == 0, "and leaves it");
	px_conform_ok(px_atomic_compare_exchange(&b->added, &seen, 7) && seen == 0 &&
		      px_atomic_load(&b->added) == 7, "compare_exchange of what is expected is done");
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
	u64 end = px_host_now() + 1000 * PX_CONFORM_WHILE;

	if (px_thread_spawn(&t, publish, b)) {
		px_conform_ok(false, "a thread to publish");
		return;
	}
	while (!px_atomic_load_acquire(&b->flag) && px_host_now() < end)
		px_host_sleep(1000);
	px_conform_ok(px_atomic_load_acquire(&b->flag) && b->data == 42,
		      "what was done before store_release is there after load_acquire");
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
