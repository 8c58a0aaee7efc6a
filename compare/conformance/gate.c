// SPDX-License-Identifier: GPL-2.0-only
#include "gate.h"
#include "thread.h"
#include "os.h"
#include "conform.h"

#define WORKERS	4

struct bench {
	struct px_gate gate;
	u32 passed[WORKERS];
};

struct worker {
	struct bench *bench;
	u32 number;
};

static u64 pass(void *arg)
{
	struct worker *w = arg;

	px_gate_pass(&w->bench->gate);
	px_write_once(w->bench->passed[w->number], 1);
	return 0;
}

static u32 count_passed(struct bench *b)
{
	u32 i, n = 0;

	for (i = 0; i < WORKERS; i++)
		n += px_read_once(b->passed[i]);
	return n;
}

static bool sleeps_without_cpu_time(void)
{
	struct px_thread_usage before, after;
	u32 tries = 0;

	do {
		px_os_thread_usage(&before);
		px_os_sleep(PX_CONFORM_SETTLE_NS);
		px_os_thread_usage(&after);
	} while (after.cpu_ns - before.cpu_ns >= PX_CONFORM_SETTLE_NS / 2 &&
		 ++tries < PX_CONFORM_TRIES);
	return tries < PX_CONFORM_TRIES;
}

static void workers_wait_for_open(void)
{
	struct bench b = { .passed = { 0 } };
	struct worker w[WORKERS];
	struct px_thread t[WORKERS];
	u32 n, joined = 0;

	px_gate_init(&b.gate);
	for (n = 0; n < WORKERS; n++) {
		w[n] = (struct worker) { &b, n };
		if (px_thread_spawn(&t[n], pass, &w[n]))
			break;
	}
	px_conform_ok(n == WORKERS, "workers to pass the gate");
	px_gate_await(&b.gate, n);
	px_os_sleep(PX_CONFORM_SETTLE_NS);
	px_conform_ok(count_passed(&b) == 0, "no worker passes a closed gate");
	px_conform_ok(sleeps_without_cpu_time(), "the sleep of the owner takes no CPU time");
	px_gate_open(&b.gate);
	px_thread_join_many(t, n, &joined);
	px_conform_ok(count_passed(&b) == n, "all workers pass the open gate");
	px_gate_pass(&b.gate);
	px_conform_ok(1, "a later worker passes too");
	px_gate_destroy(&b.gate);
}

static u64 arrive(void *arg)
{
	struct bench *b = arg;

	px_gate_arrive(&b->gate);
	return 0;
}

static void owner_waits_for_workers(void)
{
	struct bench b = { .passed = { 0 } };
	struct px_thread t;
	u64 before;

	px_gate_init(&b.gate);
	before = px_os_now();
	px_conform_ok(!px_gate_await_for(&b.gate, 1, PX_CONFORM_SETTLE_NS),
		      "await_for returns false after the timeout");
	px_conform_ok(px_os_now() - before >= PX_CONFORM_SETTLE_NS,
		      "await_for waits for the given time");
	px_conform_ok(!px_thread_spawn(&t, arrive, &b), "a worker to arrive");
	px_conform_ok(px_gate_await_for(&b.gate, 1, 1000 * PX_CONFORM_SETTLE_NS),
		      "await_for returns true if all have arrived");
	px_thread_join(&t, NULL);
	px_gate_destroy(&b.gate);
}

static void run(void)
{
	workers_wait_for_open();
	owner_waits_for_workers();
}

PX_CONFORM_TEST(gate, run);
