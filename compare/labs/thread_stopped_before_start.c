// SPDX-License-Identifier: GPL-2.0-only
/*
 * thread_stopped_before_start: kthread_stop() waits for the end of a thread, as
 * join does. But it also asks the thread to end: a thread that has not yet
 * run then never runs its function. (T1)
 */
#include "harness/lab.h"
#include "thread.h"

#define TIMES	100

static u64 count(void *arg)
{
	++*(u32 *)arg;
	return 0;
}

/* Spawns and joins threads, one after the other. */
static int join_at_once(struct px_lab_ctx *ctx)
{
	u32 ran = 0, joined;

	for (joined = 0; joined < TIMES && !px_read_once(ctx->stopped); joined++) {
		struct px_thread t;
		int err = px_thread_spawn(&t, count, &ran);

		if (err)
			return err;
		px_thread_join(&t, NULL);
	}
	px_observe(ctx, "joined", joined);
	px_observe(ctx, "ran", ran);
	return 0;
}

static int thread_stopped_before_start(struct px_lab_ctx *ctx)
{
	u32 ran = 0;
	int result = px_thread_stop_unstarted(count, &ran);

	px_observe(ctx, "stop_result", result);
	if (result != -EOPNOTSUPP)
		px_observe(ctx, "stopped_one_ran", ran);
	return join_at_once(ctx);
}

PX_LAB(thread_stopped_before_start) = {
	.name = "thread_stopped_before_start",
	.run = thread_stopped_before_start,
};

PX_LAB_DOC(thread_stopped_before_start) = {
	.name = "thread_stopped_before_start",
	.claims = "T1",
	.question = "Does kthread_stop() do the same as join?",
	.steps = "A thread is created and stopped before it runs for the first time. Then 100 "
		"threads are spawned and joined at once, one after the other.",
	.expectations = {
		{ .what = "stop_result", .rust = PX_NONE, .kernel = -EINTR, .user = -EOPNOTSUPP,
		  .subject = "stopping a thread that has not run yet",
		  .values = "0:returns the thread's value|-4:returns -EINTR|-95:is impossible|"
			    "*:returns %e",
		  .reason = "kthread_create() makes a thread that sleeps until it is woken, and "
			 "kthread_stop() asks it to end. pthread_create() and Rust's spawn also "
			 "start the thread, and this cannot be undone" },
		{ .what = "stopped_one_ran", .rust = PX_NONE, .kernel = 0, .user = PX_NONE,
		  .subject = "the function of that thread", .values = "0:never ran|1:ran",
		  .reason = "a kernel thread checks whether it should stop before it calls its "
			 "function. A resource that the function should free is leaked" },
		{ .what = "ran", .rust = TIMES, .kernel = TIMES, .user = TIMES,
		  .subject = "of 100 threads that were joined at once,",
		  .values = "100:all ran|*:%d ran" },
		{ .what = "joined", .rust = TIMES, .kernel = TIMES, .user = TIMES,
		  .subject = "join of a thread that may not have started",
		  .values = "100:waited for it, 100 times|*:returned %d times" },
	},
};
