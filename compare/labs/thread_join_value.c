// SPDX-License-Identifier: GPL-2.0-only
/*
 * thread_join_value: a thread gets a number and returns another number; join
 * waits for its end and returns the value. (T1)
 */
#include "harness/lab.h"
#include "harness/wait_check.h"
#include "gate.h"
#include "thread.h"

#define GIVEN	20
#define ADDED	22

enum { PARENT, CHILD };

struct job {
	struct px_lab_ctx *ctx;
	struct px_gate gate;
	u64 number;
	u32 ended;
};

static u64 child(void *arg)
{
	struct job *job = arg;

	px_event(job->ctx, CHILD, PX_ACTOR_WAITS, "begins, waits");
	px_gate_pass(&job->gate);
	px_event(job->ctx, CHILD, PX_ACTOR_GONE, "ends");
	px_write_once(job->ended, 1);
	return job->number + ADDED;
}

static u64 joiner(void *arg)
{
	struct px_thread *t = arg;
	u64 value = 0;

	px_thread_join(t, &value);
	return value;
}

/* A second thread joins the first one, so that the lab can check that join waits. */
static int thread_join_value(struct px_lab_ctx *ctx)
{
	struct job job = { .ctx = ctx, .number = GIVEN };
	struct px_thread first, second;
	u64 value = 0;
	int err;

	px_gate_init(&job.gate);
	px_event(ctx, PARENT, PX_ACTOR_RUNS, "spawns");
	err = px_thread_spawn(&first, child, &job);
	if (err)
		goto out;
	px_gate_await(&job.gate, 1);
	err = px_thread_spawn(&second, joiner, &first);
	px_event(ctx, PARENT, PX_ACTOR_WAITS, "joins");
	if (!err)
		px_observe(ctx, "join_waits", px_thread_blocked(&second, NULL, PX_LAB_TIMEOUT_NS));
	px_gate_open(&job.gate);
	px_thread_join(err ? &first : &second, &value);
	px_event(ctx, PARENT, PX_ACTOR_RUNS, "gets the value");
	px_observe(ctx, "ended_before_join_returned", px_read_once(job.ended));
	px_observe(ctx, "value", (s64)value);
out:
	px_gate_destroy(&job.gate);
	return err;
}

PX_LAB(thread_join_value) = {
	.name = "thread_join_value",
	.run = thread_join_value,
};

PX_LAB_DOC(thread_join_value) = {
	.name = "thread_join_value",
	.claims = "T1",
	.question = "What does join wait for, and what does it return?",
	.steps = "A thread gets the number 20 and waits. A second thread joins it, and the lab "
		"checks that the second thread is blocked. Then the first thread continues and "
		"returns 20 + 22.",
	.actors = { "parent", "thread" },
	.expectations = {
		{ .what = "value", .rust = 42, .kernel = 42, .user = 42,
		  .subject = "the value that join returned", .values = "42:is 42|*:is %d",
		  .brief = "*:%d" },
		{ .what = "join_waits", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "join, called while the thread runs,",
		  .values = "0:does not wait|1:waits" },
		{ .what = "ended_before_join_returned", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "when join returns, the thread",
		  .values = "0:has not ended|1:has ended" },
	},
};
