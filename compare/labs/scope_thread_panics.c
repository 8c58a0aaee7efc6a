// SPDX-License-Identifier: GPL-2.0-only
/*
 * scope_thread_panics: one of a scope's threads panics. The scope waits for all
 * threads and then reports the panic, unless a join has reported it before. (P3)
 */
#include "harness/lab.h"
#include "scope.h"

enum { MAIN, FIRST, SECOND };

struct lab_state {
	struct px_lab_ctx *ctx;
	u32 finished;
};

static u64 panic_at_once(void *arg)
{
	struct lab_state *st = arg;

	px_event(st->ctx, FIRST, PX_ACTOR_GONE, "panics");
	px_thread_panic(7);
}

static u64 work(void *arg)
{
	struct lab_state *st = arg;

	px_event(st->ctx, SECOND, PX_ACTOR_RUNS, "works");
	px_os_sleep(PX_LAB_SETTLE_NS);
	px_event(st->ctx, SECOND, PX_ACTOR_GONE, "ends");
	px_write_once(st->finished, 1);
	return 0;
}

static u64 panic_without_event(void *arg)
{
	px_thread_panic(7);
}

static int spawn_both(struct px_scope *scope, void *arg)
{
	struct lab_state *st = arg;
	int err = px_scope_spawn(scope, panic_at_once, st);

	if (!err)
		err = px_scope_spawn(scope, work, st);
	px_event(st->ctx, MAIN, PX_ACTOR_WAITS, "leaves the scope");
	return err;
}

static int spawn_and_join(struct px_scope *scope, void *arg)
{
	int *result = arg;
	int err = px_scope_spawn(scope, panic_without_event, NULL);

	if (!err)
		*result = px_scope_join(scope, 0, NULL);
	return err;
}

static int scope_thread_panics(struct px_lab_ctx *ctx)
{
	struct lab_state st = { .ctx = ctx };
	struct px_scoped threads[2];
	int result = 0, end;

	px_event(ctx, MAIN, PX_ACTOR_RUNS, "spawns");
	end = px_scope_run(threads, 2, spawn_both, &st);
	if (end && end != -EOWNERDEAD)
		return end;
	px_event(ctx, MAIN, PX_ACTOR_GONE, end ? "gets the panic" : "gets no error");
	px_observe(ctx, "scope_reports_panic", end == -EOWNERDEAD);
	px_observe(ctx, "other_finished_first", px_read_once(st.finished));
	end = px_scope_run(threads, 1, spawn_and_join, &result);
	if (end && end != -EOWNERDEAD)
		return end;
	px_observe(ctx, "join_error", result == -EOWNERDEAD);
	px_observe(ctx, "reported_if_joined", end == -EOWNERDEAD);
	return 0;
}

PX_LAB(scope_thread_panics) = {
	.name = "scope_thread_panics",
	.run = scope_thread_panics,
};

PX_LAB_DOC(scope_thread_panics) = {
	.name = "scope_thread_panics",
	.claims = "P3",
	.question = "One thread of a scope panics while another still works. What does the "
		"scope do?",
	.steps = "A scope spawns a thread that panics at once and a thread that works for 30 ms. "
		"Main leaves the scope. The only thread of a second scope panics, and main joins "
		"it before the scope ends.",
	.actors = { "main", "first", "second" },
	.expectations = {
		{ .what = "scope_reports_panic", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "the end of the scope",
		  .values = "0:reports nothing|1:reports the panic",
		  .brief = "0:no report|1:reported" },
		{ .what = "other_finished_first", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "by then the other thread", .values = "0:still works|1:has ended" },
		{ .what = "join_error", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "an explicit join",
		  .values = "0:reports nothing|1:reports the panic" },
		{ .what = "reported_if_joined", .rust = 0, .kernel = 0, .user = 0,
		  .subject = "after that join, the end of the scope",
		  .values = "0:does not report it again|1:reports it again" },
	},
};
