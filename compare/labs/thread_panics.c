// SPDX-License-Identifier: GPL-2.0-only
/*
 * thread_panics: a thread ends early, in the middle of a function. Who learns
 * of it, and what is still done? (T1b)
 */
#include "harness/lab.h"
#include "thread.h"

#define CODE	7

struct errand {
	struct px_cleanup cleanup;
	u32 cleaned_up;
	u32 went_on;		/* past the panic */
};

static void clean_up(struct px_cleanup *c)
{
	struct errand *e = (struct errand *)((char *)c - offsetof(struct errand, cleanup));

	e->cleaned_up = 1;
}

static void fail(void)
{
	px_thread_panic(CODE);
}

static u64 panicker(void *arg)
{
	struct errand *e = arg;

	px_cleanup_add(&e->cleanup, clean_up);
	if (!e->went_on)
		fail();
	e->went_on = 1;
	px_cleanup_remove(&e->cleanup);
	return 0;
}

static u64 another(void *arg)
{
	return 1;
}

static int thread_panics(struct px_lab_ctx *s)
{
	struct errand e = { .went_on = 0 };
	struct px_thread t;
	u64 code = 0, value = 0;
	int err = px_thread_spawn(&t, panicker, &e);

	if (err)
		return err;
	px_observe(s, "join_error", px_thread_join(&t, &code) != 0);
	px_observe(s, "code", (s64)code);
	px_observe(s, "cleanup_ran", e.cleaned_up);
	px_observe(s, "went_on_after_panic", e.went_on);
	err = px_thread_spawn(&t, another, NULL);
	if (err)
		return err;
	px_observe(s, "others_go_on", !px_thread_join(&t, &value) && value);
	return 0;
}

PX_LAB(thread_panics) = {
	.name = "thread_panics",
	.run = thread_panics,
};

PX_LAB_DOC(thread_panics) = {
	.name = "thread_panics",
	.claims = "T1b",
	.question = "What does join say of a thread that panicked?",
	.done = "A thread that has something to clean up calls a function, which panics with code "
		"7. It is joined; then another thread is spawned and joined.",
	.expects = {
		{ .what = "join_error", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "join of a thread that panicked", .says = "1:is an error|0:is as any other",
		  .brief = "1:join: error|0:join: fine" },
		{ .what = "code", .rust = CODE, .kernel = CODE, .user = CODE,
		  .topic = "what came with it", .says = "*:was code %d" },
		{ .what = "went_on_after_panic", .rust = 0, .kernel = 0, .user = 0,
		  .topic = "what stands after the panic", .says = "0:was not executed|1:was executed" },
		{ .what = "cleanup_ran", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "what the thread had to clean up", .says = "0:was left|1:was done" },
		{ .what = "others_go_on", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "the other threads", .says = "0:ended with it|1:went on" },
	},
};
