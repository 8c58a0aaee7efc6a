// SPDX-License-Identifier: GPL-2.0-only
/*
 * scope_error_path: a scope is left early, by an error or by a panic, while its
 * threads still use what they borrowed. They are joined all the same. (P1)
 */
#include "harness/lab.h"
#include "atomic.h"
#include "scope.h"

#define THREADS		2

enum { PARENT, CHILDREN };

struct job {
	struct px_lab_ctx *ctx;
	bool panic;
	struct px_atomic running;	/* borrowed by all */
};

static u64 child(void *arg)
{
	struct job *j = arg;

	px_os_sleep(PX_LAB_SETTLE_NS);
	if (!j->panic)
		px_event(j->ctx, CHILDREN, PX_ACTOR_GONE, "one ends");
	px_atomic_add(&j->running, -1ull);
	return 0;
}

/* Spawns, and leaves the scope at once. */
static int do_job(struct job *j)
{
	struct px_scoped threads[THREADS];
	struct px_scope scope;
	int err;
	u32 n;

	px_scope_begin(&scope, threads, THREADS);
	px_scope_guard(&scope);
	for (n = 0; n < THREADS; n++) {
		px_atomic_add(&j->running, 1);
		err = px_scope_spawn(&scope, child, j);
		if (err)
			return err;
	}
	if (j->panic)
		px_thread_panic(1);
	px_event(j->ctx, CHILDREN, PX_ACTOR_SHARES, "two borrow");
	px_event(j->ctx, PARENT, PX_ACTOR_WAITS, "returns -EINVAL");
	return -EINVAL;
}

static u64 parent(void *arg)
{
	return (u64)(s64)do_job(arg);
}

/* In a thread of its own, which may panic: what it returned, and how it ended. */
static int run(struct job *j, s64 *returned, int *end)
{
	struct px_thread t;
	u64 value = 0;
	int err;

	px_atomic_store(&j->running, 0);
	err = px_thread_spawn(&t, parent, j);
	if (err)
		return err;
	*end = px_thread_join(&t, &value);
	*returned = (s64)value;
	return 0;
}

static int scope_error_path(struct px_lab_ctx *s)
{
	struct job j = { .ctx = s };
	s64 returned;
	int err, end;

	err = run(&j, &returned, &end);
	if (err)
		return err;
	px_event(s, PARENT, PX_ACTOR_GONE, "has returned");
	px_observe(s, "running_at_the_end", (s64)px_atomic_load(&j.running));
	px_observe(s, "error_came_out", returned == -EINVAL);
	j.panic = true;
	err = run(&j, &returned, &end);
	if (err)
		return err;
	px_observe(s, "running_after_a_panic", (s64)px_atomic_load(&j.running));
	px_observe(s, "panic_came_out", end == -EOWNERDEAD);
	return 0;
}

PX_LAB(scope_error_path) = {
	.name = "scope_error_path",
	.run = scope_error_path,
};

#define PX_STILL	"0:no thread runs any more|*:%d threads still run"

PX_LAB_DOC(scope_error_path) = {
	.name = "scope_error_path",
	.claims = "P1",
	.question = "A function returns an error from the middle of a scope: what of the scope's "
		"threads?",
	.done = "A thread opens a scope, spawns two that borrow from its stack for 30 ms, and "
		"returns an error at once. Another one does the same, and panics.",
	.actors = { "parent", "children" },
	.expects = {
		{ .what = "running_at_the_end", .rust = 0, .kernel = 0, .user = 0,
		  .topic = "when the function has returned,", .says = PX_STILL,
		  .brief = "0:all joined|*:%d still run" },
		{ .what = "error_came_out", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "its error", .says = "0:is lost|1:comes out" },
		{ .what = "running_after_a_panic", .rust = 0, .kernel = 0, .user = 0,
		  .topic = "after a panic,", .says = PX_STILL },
		{ .what = "panic_came_out", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "the panic", .says = "0:is lost|1:goes on, and join reports it" },
	},
};
