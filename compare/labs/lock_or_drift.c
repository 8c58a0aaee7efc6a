// SPDX-License-Identifier: GPL-2.0-only
/*
 * lock_or_drift: an addition is a load and a store. What if another thread
 * comes in between, and what if it cannot? (M1)
 *
 * The loss is brought about: both threads have read before either writes. How
 * often it comes about by itself is a matter of chance, and told as such.
 */
#include "harness/lab.h"
#include "labs/support/wait_check.h"
#include "atomic.h"
#include "gate.h"
#include "mutex.h"
#include "thread.h"

#define ROUNDS	10
#define FEW	1000		/* waiting for a lock takes time */
#define MANY	200000
#define MEETING	(10 * PX_LAB_POLL_NS)

struct account {
	struct px_mutex lock;
	struct px_gate gate;
	bool locking;
	u32 adds;		/* of each thread, by chance */
	struct px_atomic under_way;
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
	px_atomic_store(&a->under_way, 0);
	a->count = 0;
}

static void end(struct account *a)
{
	px_gate_destroy(&a->gate);
	px_mutex_destroy(&a->lock);
}

/* Between the load and the store it stays until the gate opens. */
static u64 add_in_step(void *arg)
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

/* Until the adder has read, or waits for its turn: whether it has read. */
static bool start(struct px_lab_ctx *s, struct adder *adder)
{
	px_until(s, px_read_once(adder->has_read) || px_thread_seen_asleep(&adder->thread, PX_LAB_SETTLE_NS),
		 PX_LAB_TIMEOUT_NS);
	return px_read_once(adder->has_read);
}

static int force(struct px_lab_ctx *s, struct account *a, bool *both_have_read)
{
	struct adder adders[2] = { { .account = a }, { .account = a } };
	int err = px_thread_spawn(&adders[0].thread, add_in_step, &adders[0]);

	if (err)
		return err;
	start(s, &adders[0]);
	err = px_thread_spawn(&adders[1].thread, add_in_step, &adders[1]);
	if (!err)
		*both_have_read = start(s, &adders[1]);
	px_gate_open(&a->gate);
	px_thread_join(&adders[0].thread, NULL);
	if (!err)
		px_thread_join(&adders[1].thread, NULL);
	return err;
}

/* Two additions, one of them while the other one is under way, if it can be. */
static int forced(struct px_lab_ctx *s, bool locking, const char *in_between, const char *lost)
{
	bool both_have_read = false;
	struct account a;
	int err;

	begin(&a, locking);
	err = force(s, &a, &both_have_read);
	if (!err) {
		px_observe(s, in_between, both_have_read);
		px_observe(s, lost, 2 - (s64)a.count);
	}
	end(&a);
	return err;
}

/* Each on a CPU of its own, if there are two; who is first waits without sleeping. */
static void meet(struct account *a)
{
	u64 end = px_os_now() + MEETING;

	px_os_pin(px_os_cpu((u32)px_atomic_fetch_add(&a->under_way, 1)));
	while (px_atomic_load(&a->under_way) < 2 && px_os_now() < end)
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

/* In how many rounds additions are lost, with nobody forcing it. */
static int natural(struct px_lab_ctx *s, bool locking, const char *what)
{
	u32 round, drifted = 0;

	for (round = 0; round < ROUNDS && !px_read_once(s->stopped); round++) {
		struct account a;
		int err;

		begin(&a, locking);
		err = race(&a);
		drifted += a.count != 2 * a.adds;
		end(&a);
		if (err)
			return err;
	}
	px_observe(s, what, drifted);
	return 0;
}

static int lock_or_drift(struct px_lab_ctx *s)
{
	int err = forced(s, false, "in_between_without_lock", "lost_without_lock");

	if (!err)
		err = forced(s, true, "in_between_with_lock", "lost_with_lock");
	if (!err)
		err = natural(s, true, "rounds_lost_with_lock");
	if (!err)
		err = natural(s, false, "rounds_lost_without_lock");
	return err;
}

PX_LAB(lock_or_drift) = {
	.name = "lock_or_drift",
	.run = lock_or_drift,
};

#define LOST		"0:all are carried_over|1:one is lost|*:%d are lost"
#define BETWEEN		"0:waits before it|1:gets in between"
#define IN_ROUNDS	"0:in none of 10 rounds|*:in %d of 10 rounds"

PX_LAB_DOC(lock_or_drift) = {
	.name = "lock_or_drift",
	.claims = "M1",
	.question = "Two threads add one to the same counter: is it two then?",
	.done = "A thread reads the counter and stops before it writes; another one comes and "
		"wants to add as well; then both go on. First without a lock, then with. Then two "
		"threads add many thousand times, ten rounds long, as chance will have it. (Safe "
		"Rust refuses the unlocked counter, E0499: there it is an atomic load and an "
		"atomic store.)",
	.expects = {
		{ .what = "lost_without_lock", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "of two additions without a lock, the second in the middle of the "
			   "first,",
		  .says = LOST },
		{ .what = "lost_with_lock", .rust = 0, .kernel = 0, .user = 0,
		  .topic = "of two additions under a mutex", .says = LOST, .brief = "0:exact|*:%d lost" },
		{ .what = "in_between_without_lock", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "without a lock, the second thread", .says = BETWEEN },
		{ .what = "in_between_with_lock", .rust = 0, .kernel = 0, .user = 0,
		  .topic = "under a mutex, the second thread", .says = BETWEEN },
		{ .what = "rounds_lost_with_lock", .rust = 0, .kernel = 0, .user = 0,
		  .topic = "left to chance, under a mutex additions were lost", .says = IN_ROUNDS },
		{ .what = "rounds_lost_without_lock", .rust = PX_NONE, .kernel = PX_ANY, .user = PX_ANY,
		  .topic = "left to chance, without a lock additions were lost", .says = IN_ROUNDS },
	},
};
