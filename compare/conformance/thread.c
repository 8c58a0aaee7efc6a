// SPDX-License-Identifier: GPL-2.0-only
#include "thread.h"
#include "os.h"
#include "conform.h"

#define MANY	8

static u64 wide(void *arg)
{
	const u64 *x = arg;

	return *x + 1;
}

static u64 late(void *arg)
{
	px_os_sleep(PX_CONFORM_SETTLE_NS);
	px_write_once(*(u32 *)arg, 1);
	return 0;
}

/* Returns the only CPU that the thread may use; ~0 if there are more. */
static u64 where(void *arg)
{
	return px_os_cpu(0) == px_os_cpu(1) ? px_os_cpu(0) : ~0ull;
}

static u64 pinned_parent(void *arg)
{
	u32 cpu = px_os_cpu(1);
	struct px_thread child;
	u64 seen = ~0ull;

	if (px_os_pin(cpu) || px_thread_spawn(&child, where, NULL))
		return 0;
	px_thread_join(&child, &seen);
	return seen == cpu;
}

static void joins(void)
{
	struct px_thread t;
	u64 sent = 0xfedcba9876543210ull;
	u64 value = 0;
	u32 done = 0;

	px_conform_ok(!px_thread_spawn(&t, wide, &sent), "spawn starts a thread");
	px_thread_join(&t, &value);
	px_conform_ok(value == sent + 1, "join returns the value of the thread, all 64 bits");
	px_conform_ok(!px_thread_spawn(&t, late, &done), "spawn starts a slow thread");
	px_thread_join(&t, NULL);
	px_conform_ok(px_read_once(done), "join waits for the end");
	value = 0;
	px_conform_ok(!px_thread_spawn(&t, wide, &sent), "the structure can be used again");
	px_conform_ok(!px_thread_join_intr(&t, &value) && value == sent + 1,
		      "join_intr without a signal is as join");
}

static void joins_many(void)
{
	struct px_thread t[MANY];
	u64 sent[MANY];
	u32 joined = 0;
	u32 n;

	for (n = 0; n < MANY; n++) {
		sent[n] = n;
		if (px_thread_spawn(&t[n], wide, &sent[n]))
			break;
	}
	px_conform_ok(n == MANY, "spawn starts many threads");
	px_conform_ok(!px_thread_join_many(t, n, &joined) && joined == n,
		      "join_many joins and counts all of them");
	px_conform_ok(!px_thread_join_many(t, n, &joined) && joined == n,
		      "join_many of joined threads does nothing");
}

static void inherits(void)
{
	struct px_thread t;
	u64 same = 0;

	px_conform_ok(!px_thread_spawn(&t, pinned_parent, NULL), "spawn starts a parent");
	px_thread_join(&t, &same);
	px_conform_ok(same, "a thread inherits its spawner's CPU mask");
}

static void run(void)
{
	joins();
	joins_many();
	inherits();
}

PX_CONFORM_TEST(thread, run);
