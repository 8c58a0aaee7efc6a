/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * lock_tests: the tests that mutex, pi_mutex and spinlock share. The including file
 * defines LOCK(x) as px_mutex##x, px_pi_mutex##x or px_spinlock##x.
 */
#include "gate.h"
#include "os.h"
#include "harness/workload.h"
#include "conform.h"

#define ADDS	20000
#define TURNS	100

struct bench {
	struct px_gate gate;
	struct LOCK() lock;
	u64 counter;		/* protected by lock */
	u32 held, inside;
};

static u64 try_once(void *arg)
{
	struct bench *b = arg;
	int err = LOCK(_trylock)(&b->lock);

	if (!err)
		LOCK(_unlock)(&b->lock);
	return (u64)-err;
}

static u64 add(void *arg)
{
	struct bench *b = arg;
	u32 i;

	px_gate_pass(&b->gate);
	for (i = 0; i < ADDS; i++) {
		LOCK(_guard)(&b->lock);
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
	px_conform_ok(b->counter == 2 * ADDS, "two threads add, and no addition is lost");
	px_gate_destroy(&b->gate);
}
