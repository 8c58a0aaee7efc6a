// SPDX-License-Identifier: GPL-2.0-only
/*
 * thread_detached: no thread keeps the handle. The detached thread continues,
 * even after the thread that spawned it has ended. (T1b)
 */
#include "harness/lab.h"
#include "harness/wait_check.h"
#include "gate.h"
#include "thread.h"

enum { SPAWNER, DETACHED };

struct job {
	struct px_lab_ctx *ctx;
	struct px_gate gate;
	u32 ran;
};

static u64 detached(void *arg)
{
	struct job *job = arg;

	px_event(job->ctx, DETACHED, PX_ACTOR_WAITS, "begins, waits");
	px_gate_pass(&job->gate);
	px_event(job->ctx, DETACHED, PX_ACTOR_GONE, "continues, ends");
	px_write_release(job->ran, 1);	/* job may be freed from now on */
	return 0;
}

static u64 spawner(void *arg)
{
	struct job *job = arg;

	px_event(job->ctx, SPAWNER, PX_ACTOR_RUNS, "spawns");
	return (u64)-px_thread_spawn_detached(detached, job);
}

static int thread_detached(struct px_lab_ctx *ctx)
{
	struct job job = { .ctx = ctx };
	struct px_thread t;
	u64 refused = 0;
	int err;

	px_gate_init(&job.gate);
	err = px_thread_spawn(&t, spawner, &job);
	if (err)
		goto out;
	px_thread_join(&t, &refused);
	err = -(int)refused;
	if (err)
		goto out;
	px_gate_await_for(&job.gate, 1, PX_LAB_TIMEOUT_NS);
	px_event(ctx, SPAWNER, PX_ACTOR_GONE, "has ended");
	px_gate_open(&job.gate);
	px_observe(ctx, "ran_after_drop", px_until(ctx, px_read_once(job.ran), PX_LAB_TIMEOUT_NS));
	while (!px_read_acquire(job.ran))	/* the thread uses this stack */
		px_os_sleep(PX_LAB_POLL_NS);
out:
	px_gate_destroy(&job.gate);
	return err;
}

PX_LAB(thread_detached) = {
	.name = "thread_detached",
	.run = thread_detached,
};

PX_LAB_DOC(thread_detached) = {
	.name = "thread_detached",
	.claims = "T1b",
	.question = "What happens to a thread whose handle is dropped?",
	.steps = "A thread spawns another thread, drops its handle, and ends. The detached thread "
		"waits until then, and continues.",
	.actors = { "spawner", "detached" },
	.expectations = {
		{ .what = "ran_after_drop", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "the detached thread", .values = "0:did not continue|1:continued" },
	},
};
