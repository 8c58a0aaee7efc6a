// SPDX-License-Identifier: GPL-2.0-only
/*
 * lock_or_drift: an addition is a load and a store. Two threads add 1 to a
 * counter, with and without a lock around the addition. (M1)
 *
 * The lab forces the loss: both threads read before either writes. How often
 * additions are lost without force depends on chance, and is reported so.
 */
#include "harness/lab.h"
#include "harness/wait_check.h"
#include "atomic.h"
#include "gate.h"
#include "mutex.h"
#include "thread.h"

#define ROUNDS	10
#define FEW	1000		/* each addition may wait for the lock */
#define MANY	200000
#define MEETING_NS	(10 * PX_LAB_POLL_NS)

struct account {
	struct px_mutex lock;
	struct px_gate gate;
	bool locking;
	u32 adds;		/* of each thread, without forced order */
	struct px_atomic started;	/* threads */
	u64 count;
};

struct adder {
	struct account *account;
	struct px_thread thread;
	u32 has_read;
};

static void enter(struct account *a)
{
	if (a->locking)
		px_mutex_lock(&a->lock);
}

static void leave(struct account *a)
{
	if (a->locking)
		px_mutex_unlock(&a->lock);
}

static void begin(struct account *a, bool locking)
{
	px_mutex_init(&a->lock);
	px_gate_init(&a->gate);
	a->locking = locking;
	a->adds = locking ? FEW : MANY;
	px_atomic_store(&a->started, 0);
	a->count = 0;
}

static void end(struct account *a)
{
	px_gate_destroy(&a->gate);
	px_mutex_destroy(&a->lock);
}

/* Waits for the gate between the load and the store. */
static u64 add_slowly(void *arg)
{
	struct adder *adder = arg;
	struct account *a = adder->account;
	u64 seen;

	enter(a);
	seen = px_read_once(a->count);
	px_write_once(adder->has_read, 1);
	px_gate_pass(&a->gate);
	px_write_once(a->count, seen + 1);
	leave(a);
	return 0;
}

/* Waits until the adder has read or is blocked. Returns true if it has read. */
static bool start(struct adder *adder)
{
	px_thread_blocked(&adder->thread, &adder->has_read, PX_LAB_TIMEOUT_NS);
	return px_read_once(adder->has_read);
}

static int force(struct account *a, bool *both_have_read)
{
	struct adder adders[2] = { { .account = a }, { .account = a } };
	int err = px_thread_spawn(&adders[0].thread, add_slowly, &adders[0]);

	if (err)
		return err;
	start(&adders[0]);
	err = px_thread_spawn(&adders[1].thread, add_slowly, &adders[1]);
	if (!err)
		*both_have_read = start(&adders[1]);
	px_gate_open(&a->gate);
	px_thread_join(&adders[0].thread, NULL);
	if (!err)
		px_thread_join(&adders[1].thread, NULL);
	return err;
}

/* The second addition starts in the middle of the first one, unless a lock prevents it. */
static int forced(struct px_lab_ctx *ctx, bool locking, const char *in_between, const char *lost)
{
	bool both_have_read = false;
	struct account a;
	int err;

	begin(&a, locking);
	err = force(&a, &both_have_read);
	if (!err) {
		px_observe(ctx, in_between, both_have_read);
		px_observe(ctx, lost, 2 - (s64)a.count);
	}
	end(&a);
	return err;
}

/* Each thread uses its own CPU, if there are two. The first one polls for the other. */
static void meet(struct account *a)
{
	u64 end = px_os_now() + MEETING_NS;

	px_os_pin(px_os_cpu((u32)px_atomic_fetch_add(&a->started, 1)));
	while (px_atomic_load(&a->started) < 2 && px_os_now() < end)
		px_os_resched();
}

static u64 add_many(void *arg)
{
	struct account *a = arg;
	u32 i;

	px_gate_pass(&a->gate);
	meet(a);
	for (i = 0; i < a->adds; i++) {
		u64 seen;

		enter(a);
		seen = px_read_once(a->count);
		px_write_once(a->count, seen + 1);
		leave(a);
	}
	return 0;
}

static int race(struct account *a)
{
	struct px_thread first, second;
	int err = px_thread_spawn(&first, add_many, a);

	if (err)
		return err;
	err = px_thread_spawn(&second, add_many, a);
	px_gate_await(&a->gate, err ? 1 : 2);
	px_gate_open(&a->gate);
	px_thread_join(&first, NULL);
	if (!err)
		px_thread_join(&second, NULL);
	return err;
}

/* Counts the rounds in which additions are lost, without forced order. */
static int natural(struct px_lab_ctx *ctx, bool locking, const char *what)
{
	u32 round, drifted = 0;

	for (round = 0; round < ROUNDS && !px_read_once(ctx->stopped); round++) {
		struct account a;
		int err;

		begin(&a, locking);
		err = race(&a);
		drifted += a.count != 2 * a.adds;
		end(&a);
		if (err)
			return err;
	}
	px_observe(ctx, what, drifted);
	return 0;
}

static int lock_or_drift(struct px_lab_ctx *ctx)
{
	int err = forced(ctx, false, "in_between_without_lock", "lost_without_lock");

	if (!err)
		err = forced(ctx, true, "in_between_with_lock", "lost_with_lock");
	if (!err)
		err = natural(ctx, true, "rounds_lost_with_lock");
	if (!err)
		err = natural(ctx, false, "rounds_lost_without_lock");
	return err;
}

PX_LAB(lock_or_drift) = {
	.name = "lock_or_drift",
	.run = lock_or_drift,
};

#define LOST		"0:none is lost|1:one is lost|*:%d are lost"
#define BETWEEN		"0:waits until it is complete|1:reads before its write"
#define IN_ROUNDS	"0:in none of 10 rounds|*:in %d of 10 rounds"

PX_LAB_DOC(lock_or_drift) = {
	.name = "lock_or_drift",
	.claims = "M1",
	.question = "Two threads add 1 to the same counter. Is the result always 2?",
	.steps = "A thread reads the counter and stops before it writes. A second thread starts an "
		"addition. Then both continue. The lab does this without a lock, and with a mutex. "
		"After that two threads add many thousand times without any order, for ten rounds. "
		"(Safe Rust refuses the unlocked counter, E0499. The Rust program uses an atomic "
		"load and an atomic store.)",
	.expectations = {
		{ .what = "lost_without_lock", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "of two overlapping additions without a lock,",
		  .values = LOST },
		{ .what = "lost_with_lock", .rust = 0, .kernel = 0, .user = 0,
		  .subject = "of two additions under a mutex,", .values = LOST,
		  .brief = "0:none lost|*:%d lost" },
		{ .what = "in_between_without_lock", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "during the first addition without a lock, the second thread",
		  .values = BETWEEN },
		{ .what = "in_between_with_lock", .rust = 0, .kernel = 0, .user = 0,
		  .subject = "during the first addition under a mutex, the second thread",
		  .values = BETWEEN },
		{ .what = "rounds_lost_with_lock", .rust = 0, .kernel = 0, .user = 0,
		  .subject = "without forced order, under a mutex, additions were lost",
		  .values = IN_ROUNDS },
		{ .what = "rounds_lost_without_lock", .rust = PX_NONE, .kernel = PX_ANY,
		  .user = PX_ANY,
		  .subject = "without forced order, without a lock, additions were lost",
		  .values = IN_ROUNDS },
	},
};
