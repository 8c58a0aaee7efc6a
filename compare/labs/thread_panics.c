// SPDX-License-Identifier: GPL-2.0-only
/*
 * thread_panics: a thread ends early, in the middle of a function. The lab shows
 * what join reports, and which cleanup still runs. (T1b)
 */
#include "harness/lab.h"
#include "thread.h"

#define CODE	7

struct job {
	struct px_cleanup cleanup;
	u32 cleaned_up;
	u32 continued;		/* after the panic */
};

static void clean_up(struct px_cleanup *c)
{
	struct job *job = (struct job *)((char *)c - offsetof(struct job, cleanup));

	job->cleaned_up = 1;
}

static void fail(void)
{
	px_thread_panic(CODE);
}

static u64 panicker(void *arg)
{
	struct job *job = arg;

	px_cleanup_add(&job->cleanup, clean_up);
	if (!job->continued)
		fail();
	job->continued = 1;
	px_cleanup_remove(&job->cleanup);
	return 0;
}

static u64 another(void *arg)
{
	return 1;
}

static int thread_panics(struct px_lab_ctx *ctx)
{
	struct job job = { .continued = 0 };
	struct px_thread t;
	u64 code = 0, value = 0;
	int err = px_thread_spawn(&t, panicker, &job);

	if (err)
		return err;
	px_observe(ctx, "join_error", px_thread_join(&t, &code) != 0);
	px_observe(ctx, "code", (s64)code);
	px_observe(ctx, "cleanup_ran", job.cleaned_up);
	px_observe(ctx, "went_on_after_panic", job.continued);
	err = px_thread_spawn(&t, another, NULL);
	if (err)
		return err;
	px_observe(ctx, "others_go_on", !px_thread_join(&t, &value) && value);
	return 0;
}

PX_LAB(thread_panics) = {
	.name = "thread_panics",
	.run = thread_panics,
};

PX_LAB_DOC(thread_panics) = {
	.name = "thread_panics",
	.claims = "T1b",
	.question = "What does join report about a thread that panicked?",
	.steps = "A thread registers a cleanup and calls a function, which panics with code 7. "
		"Main joins it; then it spawns and joins another thread.",
	.expectations = {
		{ .what = "join_error", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "join of a thread that panicked",
		  .values = "1:returns an error|0:returns no error",
		  .brief = "1:join: error|0:join: fine" },
		{ .what = "code", .rust = CODE, .kernel = CODE, .user = CODE,
		  .subject = "the panic code that join returned", .values = "*:is %d" },
		{ .what = "went_on_after_panic", .rust = 0, .kernel = 0, .user = 0,
		  .subject = "the code after the panic",
		  .values = "0:was not executed|1:was executed" },
		{ .what = "cleanup_ran", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "the thread's cleanup", .values = "0:did not run|1:ran" },
		{ .what = "others_go_on", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "other threads", .values = "0:ended too|1:continue" },
	},
};
