// SPDX-License-Identifier: GPL-2.0-only
/*
 * process_dies_holding: a process is killed while it holds a lock that another
 * process waits for. The lock is in the kernel, or in memory that both processes
 * share. (M5, between processes)
 */
#include "harness/lab.h"
#include "labs/support/process_shared.h"
#include "labs/process.h"

enum { HOLDER, WAITER };

struct lab_state {
	struct px_lab_ctx *ctx;
	u32 held;
	s64 lock_result, value;		/* of the waiter */
	u32 returned;
};

static void lock_and_set(struct lab_state *st)
{
	struct px_process_shared *shared = st->ctx->shared;

	shared->lock(shared);
	shared->set(shared, 6);
	shared->set(shared, 7);
}

static void hold_until_killed(void *arg)
{
	struct lab_state *st = arg;

	lock_and_set(st);
	px_event(st->ctx, HOLDER, PX_ACTOR_HOLDS, "locks");
	px_write_once(st->held, 1);
	px_os_sleep(5 * PX_LAB_TIMEOUT_NS);
}

static void lock_and_exit(void *arg)
{
	lock_and_set(arg);
}

static void wait_and_clear(void *arg)
{
	struct lab_state *st = arg;
	struct px_process_shared *shared = st->ctx->shared;
	u64 value = 0;

	px_event(st->ctx, WAITER, PX_ACTOR_WAITS, "lock…");
	st->lock_result = shared->lock(shared);
	px_event(st->ctx, WAITER, PX_ACTOR_HOLDS, st->lock_result ? "locks, gets error" : "locks");
	shared->get(shared, &value);
	st->value = (s64)value;
	shared->clear(shared);
	shared->unlock(shared);
	px_event(st->ctx, WAITER, PX_ACTOR_GONE, "clears, unlocks");
	px_write_once(st->returned, 1);
}

static void kill_holder(struct lab_state *st, struct px_process *holder, struct px_process *waiter)
{
	px_until(st->ctx, px_process_asleep(waiter), PX_LAB_TIMEOUT_NS);
	px_until(st->ctx, px_read_once(st->returned), PX_LAB_SETTLE_NS);
	px_observe(st->ctx, "waits_while_held", !px_read_once(st->returned));
	px_event(st->ctx, HOLDER, PX_ACTOR_GONE, "is killed");
	px_process_kill(holder);
	px_until(st->ctx, px_read_once(st->returned), PX_LAB_TIMEOUT_NS);
	px_process_kill(waiter);
}

static int killed(struct px_lab_ctx *ctx, struct lab_state *st)
{
	struct px_process_shared *shared = ctx->shared;
	struct px_process holder, waiter;
	int err = px_process_start(&holder, hold_until_killed, st);

	if (err)
		return err;
	px_until(ctx, px_read_once(st->held), PX_LAB_TIMEOUT_NS);
	err = px_process_start(&waiter, wait_and_clear, st);
	if (err) {
		px_process_kill(&holder);
		return err;
	}
	kill_holder(st, &holder, &waiter);
	px_observe(ctx, "waiter_error", st->lock_result == -EOWNERDEAD);
	px_observe(ctx, "data_seen", st->value);
	px_observe(ctx, "lock_after_clear", shared->lock(shared));
	shared->unlock(shared);
	return 0;
}

/* The process exits while it holds the lock. */
static int exits(struct px_lab_ctx *ctx, struct lab_state *st)
{
	struct px_process_shared *shared = ctx->shared;
	struct px_process holder;
	int err = px_process_start(&holder, lock_and_exit, st);

	if (err)
		return err;
	px_process_wait(&holder);
	px_observe(ctx, "marked_before_next_lock", shared->is_poisoned(shared));
	px_observe(ctx, "ended_error", shared->lock(shared) == -EOWNERDEAD);
	shared->unlock(shared);
	err = shared->lock(shared);
	px_observe(ctx, "lock_without_clear", err);
	if (!err || err == -EOWNERDEAD)
		shared->unlock(shared);
	return 0;
}

static int with_shared(struct px_lab_ctx *ctx, struct lab_state *st,
		       int (*part)(struct px_lab_ctx *ctx, struct lab_state *st))
{
	int err = ctx->shared->open(ctx->shared);

	if (err)
		return err;
	err = part(ctx, st);
	ctx->shared->close(ctx->shared);
	return err;
}

static int process_dies_holding(struct px_lab_ctx *ctx)
{
	struct lab_state *st = px_shared_alloc(sizeof(*st));
	int err;

	if (!st)
		return -ENOMEM;
	st->ctx = ctx;
	err = with_shared(ctx, st, killed);
	if (!err)
		err = with_shared(ctx, st, exits);
	px_shared_free(st, sizeof(*st));
	return err;
}

PX_LAB(process_dies_holding) = {
	.name = "process_dies_holding",
	.between_processes = true,
	.run = process_dies_holding,
};

PX_LAB_DOC(process_dies_holding) = {
	.name = "process_dies_holding",
	.claims = "M5",
	.question = "A process is killed while it holds a lock that another process waits for. "
		    "What does the waiting process observe?",
	.steps = "The kernel side is a poison lock of a /dev/parallax file that the processes "
		"share. The user side is a robust mutex in shared memory. The holder changes the "
		"protected value from 6 to 7 and is killed (SIGKILL) while another process waits. "
		"The waiting process then clears the poison. Later a process exits without an "
		"unlock, and the poison is not cleared. Rust's std has no lock for processes.",
	.actors = { "holder", "waiter" },
	.expectations = {
		{ .what = "waiter_error", .rust = PX_NONE, .kernel = 1, .user = 1,
		  .subject = "the process that waits when the holder is killed",
		  .values = "0:gets no error|1:gets the lock and an error" },
		{ .what = "waits_while_held", .rust = PX_NONE, .kernel = 1, .user = 1,
		  .subject = "until then, it", .values = "0:does not wait|1:waits" },
		{ .what = "data_seen", .rust = PX_NONE, .kernel = 7, .user = 7,
		  .subject = "the protected value can still be read: it", .values = "*:is %d" },
		{ .what = "lock_after_clear", .rust = PX_NONE, .kernel = 0, .user = 0,
		  .subject = "a lock after clear, or after pthread_mutex_consistent(),",
		  .values = "0:returns 0|*:returns %e" },
		{ .what = "marked_before_next_lock", .rust = PX_NONE, .kernel = 1,
		  .user = -EOPNOTSUPP,
		  .subject = "after a process exited with the lock, before the next lock, "
			     "the poison",
		  .values = "0:is not set|1:is set|*:cannot be queried",
		  .reason = "of a robust mutex, only the next lock reports it" },
		{ .what = "ended_error", .rust = PX_NONE, .kernel = 1, .user = 1,
		  .subject = "the next lock",
		  .values = "0:reports nothing|1:acquires the lock and reports it" },
		{ .what = "lock_without_clear", .rust = PX_NONE, .kernel = -EOWNERDEAD,
		  .user = -ENOTRECOVERABLE,
		  .subject = "one more lock, after an unlock without clear,",
		  .values = "0:returns 0|*:returns %e",
		  .reason = "poison stays until it is cleared. A robust mutex that is unlocked "
			 "without pthread_mutex_consistent() can never be locked again" },
	},
};
