// SPDX-License-Identifier: GPL-2.0-only
/*
 * thread_detached: nobody keeps the handle. The thread runs on all the same,
 * also when the one that spawned it has ended. (T1b)
 */
#include "harness/lab.h"
#include "labs/support/wait_check.h"
#include "gate.h"
#include "thread.h"

enum { SPAWNER, DETACHED };

struct errand {
	struct px_lab_ctx *ctx;
	struct px_gate go;
	u32 ran;
};

static u64 detached(void *arg)
{
	struct errand *e = arg;

	px_event(e->ctx, DETACHED, PX_ACTOR_WAITS, "begins, waits");
	px_gate_pass(&e->go);
	px_event(e->ctx, DETACHED, PX_ACTOR_GONE, "runs on, ends");
	px_write_release(e->ran, 1);	/* from now on, e may be gone */
	return 0;
}

static u64 spawner(void *arg)
{
	struct errand *e = arg;

	px_event(e->ctx, SPAWNER, PX_ACTOR_RUNS, "spawns");
	return (u64)-px_thread_spawn_detached(detached, e);
}

static int thread_detached(struct px_lab_ctx *s)
{
	struct errand e = { .ctx = s };
	struct px_thread t;
	u64 refused = 0;
	int err;

	px_gate_init(&e.go);
	err = px_thread_spawn(&t, spawner, &e);
	if (err)
		goto out;
	px_thread_join(&t, &refused);
	err = -(int)refused;
	if (err)
		goto out;
	px_gate_await_for(&e.go, 1, PX_LAB_TIMEOUT_NS);
	px_event(s, SPAWNER, PX_ACTOR_GONE, "has ended");
	px_gate_open(&e.go);
	px_observe(s, "ran_after_drop", px_until(s, px_read_once(e.ran), PX_LAB_TIMEOUT_NS));
	while (!px_read_acquire(e.ran))	/* whatever happens: it uses what is on this stack */
		px_os_sleep(PX_LAB_POLL_NS);
out:
	px_gate_destroy(&e.go);
	return err;
}

PX_LAB(thread_detached) = {
	.name = "thread_detached",
	.run = thread_detached,
};

PX_LAB_DOC(thread_detached) = {
	.name = "thread_detached",
	.claims = "T1b",
	.question = "What becomes of a thread whose handle is dropped?",
	.done = "A thread spawns another, keeps no handle of it, and ends. Then the other one, "
		"which has waited, is let go.",
	.actors = { "spawner", "detached" },
	.expects = {
		{ .what = "ran_after_drop", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "the thread that nobody can join", .says = "0:did not run on|1:ran on" },
	},
};
