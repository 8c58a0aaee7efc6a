// SPDX-License-Identifier: GPL-2.0-only
/*
 * scope_thread_panics: one of a scope's threads panics. The scope waits for all
 * of them, and only then tells; unless somebody was told before. (P3)
 */
#include "harness/lab.h"
#include "scope.h"

enum { MAIN, FIRST, SECOND };

struct stage {
	struct px_lab_ctx *ctx;
	u32 finished;
};

static u64 panic_at_once(void *arg)
{
	struct stage *st = arg;

	px_event(st->ctx, FIRST, PX_ACTOR_GONE, "panics");
	px_thread_panic(7);
}

static u64 take_its_time(void *arg)
{
	struct stage *st = arg;

	px_event(st->ctx, SECOND, PX_ACTOR_RUNS, "works");
	px_os_sleep(PX_LAB_SETTLE_NS);
	px_event(st->ctx, SECOND, PX_ACTOR_GONE, "ends");
	px_write_once(st->finished, 1);
	return 0;
}

static u64 panic_unseen(void *arg)
{
	px_thread_panic(7);
}

static int spawn_both(struct px_scope *scope, void *arg)
{
	struct stage *st = arg;
	int err = px_scope_spawn(scope, panic_at_once, st);

	if (!err)
		err = px_scope_spawn(scope, take_its_time, st);
	px_event(st->ctx, MAIN, PX_ACTOR_WAITS, "leaves the scope");
	return err;
}

static int joined_by_hand(struct px_scope *scope, void *arg)
{
	int *result = arg;
	int err = px_scope_spawn(scope, panic_unseen, NULL);

	if (!err)
		*result = px_scope_join(scope, 0, NULL);
	return err;
}

static int scope_thread_panics(struct px_lab_ctx *s)
{
	struct stage st = { .ctx = s };
	struct px_scoped threads[2];
	int result = 0, end;

	px_event(s, MAIN, PX_ACTOR_RUNS, "spawns");
	end = px_scope_run(threads, 2, spawn_both, &st);
	if (end && end != -EOWNERDEAD)
		return end;
	px_event(s, MAIN, PX_ACTOR_GONE, end ? "is told" : "is through");
	px_observe(s, "scope_reports_panic", end == -EOWNERDEAD);
	px_observe(s, "other_finished_first", px_read_once(st.finished));
	end = px_scope_run(threads, 1, joined_by_hand, &result);
	if (end && end != -EOWNERDEAD)
		return end;
	px_observe(s, "join_error", result == -EOWNERDEAD);
	px_observe(s, "reported_if_joined", end == -EOWNERDEAD);
	return 0;
}

PX_LAB(scope_thread_panics) = {
	.name = "scope_thread_panics",
	.run = scope_thread_panics,
};

PX_LAB_DOC(scope_thread_panics) = {
	.name = "scope_thread_panics",
	.claims = "P3",
	.question = "One thread of a scope panics while another still works: what does the scope "
		"do?",
	.done = "A scope spawns a thread that panics at once and one that works for 30 ms, and is "
		"left. Another scope's only thread panics, and is joined by hand.",
	.actors = { "main", "first", "second" },
	.expects = {
		{ .what = "scope_reports_panic", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "the end of the scope", .says = "0:says nothing|1:tells of the panic",
		  .brief = "0:says nothing|1:is told" },
		{ .what = "other_finished_first", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "by then the other thread", .says = "0:still works|1:has ended" },
		{ .what = "join_error", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "a join by hand", .says = "0:says nothing|1:tells of the panic" },
		{ .what = "reported_if_joined", .rust = 0, .kernel = 0, .user = 0,
		  .topic = "the end of that scope",
		  .says = "0:does not tell of it again|1:tells of it again" },
	},
};
