// SPDX-License-Identifier: GPL-2.0-only
/*
 * thread_stopped_before_start: kthread_stop() waits for a thread's end, and
 * looks like join. But it asks the thread to end, and one that has not run yet
 * then never does. (T1)
 */
#include "harness/lab.h"
#include "thread.h"

#define TIMES	100

static u64 count(void *arg)
{
	++*(u32 *)arg;
	return 0;
}

/* Joined at once, which is all the hurry that join knows: one after the other. */
static int join_at_once(struct px_lab_ctx *s)
{
	u32 ran = 0, joined;

	for (joined = 0; joined < TIMES && !px_read_once(s->stopped); joined++) {
		struct px_thread t;
		int err = px_thread_spawn(&t, count, &ran);

		if (err)
			return err;
		px_thread_join(&t, NULL);
	}
	px_observe(s, "joined", joined);
	px_observe(s, "ran", ran);
	return 0;
}

static int thread_stopped_before_start(struct px_lab_ctx *s)
{
	u32 ran = 0;
	int result = px_thread_stop_unstarted(count, &ran);

	px_observe(s, "stop_says", result);
	if (result != -EOPNOTSUPP)
		px_observe(s, "stopped_one_ran", ran);
	return join_at_once(s);
}

PX_LAB(thread_stopped_before_start) = {
	.name = "thread_stopped_before_start",
	.run = thread_stopped_before_start,
};

PX_LAB_DOC(thread_stopped_before_start) = {
	.name = "thread_stopped_before_start",
	.claims = "T1",
	.question = "Is kthread_stop() a join?",
	.done = "A thread is created and stopped before it first runs. Then 100 threads, one after "
		"the other, are spawned and joined at once.",
	.expects = {
		{ .what = "stop_says", .rust = PX_NONE, .kernel = -EINTR, .user = -EOPNOTSUPP,
		  .topic = "stopping a thread that has not run yet",
		  .says = "0:gives the thread's value|-4:gives -EINTR|-95:is impossible|*:gives %e",
		  .why = "kthread_create() makes a thread that sleeps until somebody wakes it, and "
			 "kthread_stop() asks it to end. pthread_create() and Rust's spawn start "
			 "it too, and nothing takes that back" },
		{ .what = "stopped_one_ran", .rust = PX_NONE, .kernel = 0, .user = PX_NONE,
		  .topic = "the function of that thread", .says = "0:never ran|1:ran all the same",
		  .why = "the kernel's thread looks, before it calls the function, whether it "
			 "should stop: a resource that the function was to free is leaked" },
		{ .what = "ran", .rust = TIMES, .kernel = TIMES, .user = TIMES,
		  .topic = "of 100 threads that were joined at once,",
		  .says = "100:all ran|*:%d ran" },
		{ .what = "joined", .rust = TIMES, .kernel = TIMES, .user = TIMES,
		  .topic = "join of a thread that may not have begun",
		  .says = "100:waits for it, 100 times|*:came back %d times" },
	},
};
