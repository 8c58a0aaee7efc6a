// SPDX-License-Identifier: GPL-2.0-only
/*
 * process_dies_holding: a process is killed while it holds a lock that another
 * one waits for. They meet in the kernel, or in memory that they share. (M5,
 * between processes)
 */
#include "harness/lab.h"
#include "labs/support/process_shared.h"
#include "labs/process.h"

enum { HOLDER, WAITER };

struct stage {
	struct px_lab_ctx *ctx;
	u32 held;
	s64 heard, seen;		/* by the waiter */
	u32 is_back;
};

static void lock_and_set(struct stage *st)
{
	struct px_process_shared *place = st->ctx->shared;

	place->lock(place);
	place->set(place, 6);
	place->set(place, 7);
}

static void hold_until_killed(void *arg)
{
	struct stage *st = arg;

	lock_and_set(st);
	px_event(st->ctx, HOLDER, PX_ACTOR_HOLDS, "locks");
	px_write_once(st->held, 1);
	px_os_sleep(5 * PX_LAB_TIMEOUT_NS);
}

static void end_with_it(void *arg)
{
	lock_and_set(arg);
}

static void wait_and_clear(void *arg)
{
	struct stage *st = arg;
	struct px_process_shared *place = st->ctx->shared;
	u64 value = 0;

	px_event(st->ctx, WAITER, PX_ACTOR_WAITS, "lock…");
	st->heard = place->lock(place);
	px_event(st->ctx, WAITER, PX_ACTOR_HOLDS, st->heard ? "has it, is told" : "has it");
	place->get(place, &value);
	st->seen = (s64)value;
	place->clear(place);
	place->unlock(place);
	px_event(st->ctx, WAITER, PX_ACTOR_GONE, "clears, unlocks");
	px_write_once(st->is_back, 1);
}

static void kill_holder(struct stage *st, struct px_process *holder, struct px_process *waiter)
{
	px_until(st->ctx, px_process_asleep(waiter), PX_LAB_TIMEOUT_NS);
	px_until(st->ctx, px_read_once(st->is_back), PX_LAB_SETTLE_NS);
	px_observe(st->ctx, "waits_while_held", !px_read_once(st->is_back));
	px_event(st->ctx, HOLDER, PX_ACTOR_GONE, "is killed");
	px_process_kill(holder);
	px_until(st->ctx, px_read_once(st->is_back), PX_LAB_TIMEOUT_NS);
	px_process_kill(waiter);
}

static int killed(struct px_lab_ctx *s, struct stage *st)
{
	struct px_process_shared *place = s->shared;
	struct px_process holder, waiter;
	int err = px_process_start(&holder, hold_until_killed, st);

	if (err)
		return err;
	px_until(s, px_read_once(st->held), PX_LAB_TIMEOUT_NS);
	err = px_process_start(&waiter, wait_and_clear, st);
	if (err) {
		px_process_kill(&holder);
		return err;
	}
	kill_holder(st, &holder, &waiter);
	px_observe(s, "waiter_error", st->heard == -EOWNERDEAD);
	px_observe(s, "data_seen", st->seen);
	px_observe(s, "lock_after_clear", place->lock(place));
	place->unlock(place);
	return 0;
}

/* It returns from its life with the lock held. */
static int ends(struct px_lab_ctx *s, struct stage *st)
{
	struct px_process_shared *place = s->shared;
	struct px_process holder;
	int err = px_process_start(&holder, end_with_it, st);

	if (err)
		return err;
	px_process_end(&holder);
	px_observe(s, "marked_before_next_lock", place->is_marked(place));
	px_observe(s, "ended_error", place->lock(place) == -EOWNERDEAD);
	place->unlock(place);
	err = place->lock(place);
	px_observe(s, "lock_without_clear", err);
	if (!err || err == -EOWNERDEAD)
		place->unlock(place);
	return 0;
}

static int at_a_place(struct px_lab_ctx *s, struct stage *st,
		      int (*phase)(struct px_lab_ctx *s, struct stage *st))
{
	int err = s->shared->open(s->shared);

	if (err)
		return err;
	err = phase(s, st);
	s->shared->close(s->shared);
	return err;
}

static int process_dies_holding(struct px_lab_ctx *s)
{
	struct stage *st = px_shared_alloc(sizeof(*st));
	int err;

	if (!st)
		return -ENOMEM;
	st->ctx = s;
	err = at_a_place(s, st, killed);
	if (!err)
		err = at_a_place(s, st, ends);
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
	.question = "A process is killed while it holds a lock that another process waits for: "
		    "what does that one see?",
	.done = "Processes meet in the kernel, at a poison lock of a file that they share; and in "
		"memory that they share, at a robust mutex. One sets what is guarded from 6 to 7 and "
		"is killed (SIGKILL) while another waits, which then clears the mark. Later one "
		"ends without unlocking, and nothing is cleared. Rust's std has no lock for "
		"processes.",
	.actors = { "holder", "waiter" },
	.expects = {
		{ .what = "waiter_error", .rust = PX_NONE, .kernel = 1, .user = 1,
		  .topic = "who waits when the holder is killed",
		  .says = "0:is not told|1:has the lock, and is told" },
		{ .what = "waits_while_held", .rust = PX_NONE, .kernel = 1, .user = 1,
		  .topic = "until then, it", .says = "0:does not wait|1:waits" },
		{ .what = "data_seen", .rust = PX_NONE, .kernel = 7, .user = 7,
		  .topic = "the data can be reached: it", .says = "*:is %d" },
		{ .what = "lock_after_clear", .rust = PX_NONE, .kernel = 0, .user = 0,
		  .topic = "after clear, or pthread_mutex_consistent(), a lock",
		  .says = "0:is as new|*:says %e" },
		{ .what = "marked_before_next_lock", .rust = PX_NONE, .kernel = 1,
		  .user = -EOPNOTSUPP,
		  .topic = "a process has ended with the lock; before any next lock, the mark",
		  .says = "0:is not there|1:is there|*:cannot be asked for",
		  .why = "of a robust mutex, the next lock alone tells" },
		{ .what = "ended_error", .rust = PX_NONE, .kernel = 1, .user = 1,
		  .topic = "the next lock", .says = "0:says nothing|1:says so, and has the lock" },
		{ .what = "lock_without_clear", .rust = PX_NONE, .kernel = -EOWNERDEAD,
		  .user = -ENOTRECOVERABLE,
		  .topic = "unlocked, but not cleared, one more lock",
		  .says = "0:says nothing|*:says %e",
		  .why = "a mark of poison stays until it is cleared; a robust mutex that is "
			 "unlocked without being made consistent is of no more use" },
	},
};
