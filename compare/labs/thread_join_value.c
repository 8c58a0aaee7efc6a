// SPDX-License-Identifier: GPL-2.0-only
/*
 * thread_join_value: a thread is given a number and ends with another; join
 * waits for its end and brings the value. (T1)
 */
#include "harness/lab.h"
#include "labs/support/wait_check.h"
#include "gate.h"
#include "thread.h"

#define GIVEN	20
#define ADDED	22

enum { PARENT, CHILD };

struct errand {
	struct px_lab_ctx *ctx;
	struct px_gate leave;
	u64 number;
	u32 ended;
};

static u64 child(void *arg)
{
	struct errand *e = arg;

	px_event(e->ctx, CHILD, PX_ACTOR_WAITS, "begins, waits");
	px_gate_pass(&e->leave);
	px_event(e->ctx, CHILD, PX_ACTOR_GONE, "ends");
	px_write_once(e->ended, 1);
	return e->number + ADDED;
}

static u64 joiner(void *arg)
{
	struct px_thread *t = arg;
	u64 value = 0;

	px_thread_join(t, &value);
	return value;
}

/* A second thread joins the first one, so that its waiting can be looked at. */
static int thread_join_value(struct px_lab_ctx *s)
{
	struct errand e = { .ctx = s, .number = GIVEN };
	struct px_thread first, second;
	u64 value = 0;
	int err;

	px_gate_init(&e.leave);
	px_event(s, PARENT, PX_ACTOR_RUNS, "spawns");
	err = px_thread_spawn(&first, child, &e);
	if (err)
		goto out;
	px_gate_await(&e.leave, 1);
	err = px_thread_spawn(&second, joiner, &first);
	px_event(s, PARENT, PX_ACTOR_WAITS, "joins");
	if (!err)
		px_observe(s, "join_waits", px_thread_seen_asleep(&second, PX_LAB_TIMEOUT_NS));
	px_gate_open(&e.leave);
	px_thread_join(err ? &first : &second, &value);
	px_event(s, PARENT, PX_ACTOR_RUNS, "has the value");
	px_observe(s, "ended_before_join_returned", px_read_once(e.ended));
	px_observe(s, "value", (s64)value);
out:
	px_gate_destroy(&e.leave);
	return err;
}

PX_LAB(thread_join_value) = {
	.name = "thread_join_value",
	.run = thread_join_value,
};

PX_LAB_DOC(thread_join_value) = {
	.name = "thread_join_value",
	.claims = "T1",
	.question = "What does join do, and what does it bring?",
	.done = "A thread is given 20 and waits. Another joins it, and is looked at meanwhile. "
		"Then the thread is let go; it ends with 20 + 22.",
	.actors = { "parent", "thread" },
	.expects = {
		{ .what = "value", .rust = 42, .kernel = 42, .user = 42,
		  .topic = "the value that join brought", .says = "42:is 42|*:is %d",
		  .brief = "*:%d" },
		{ .what = "join_waits", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "join, called while the thread lives,", .says = "0:does not wait|1:waits" },
		{ .what = "ended_before_join_returned", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "when join returns, the thread",
		  .says = "0:has not ended|1:has ended" },
	},
};
