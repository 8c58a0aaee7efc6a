// SPDX-License-Identifier: GPL-2.0-only
/*
 * scope_error_path: a scope is left early, by an error or by a panic, while its
 * threads still use what they borrowed. The scope joins them on these paths
 * too. (P1)
 */
#include "harness/lab.h"
#include "atomic.h"
#include "scope.h"

#define THREADS		2

enum { PARENT, CHILDREN };

struct job {
	struct px_lab_ctx *ctx;
	bool panic;
	struct px_atomic running;	/* borrowed by all threads */
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

/* Spawns the threads and leaves the scope at once. */
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

/* Runs parent() in a thread, which may panic. *end: the result of join. */
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

static int scope_error_path(struct px_lab_ctx *ctx)
{
	struct job j = { .ctx = ctx };
	s64 returned;
	int err, end;

	err = run(&j, &returned, &end);
	if (err)
		return err;
	px_event(ctx, PARENT, PX_ACTOR_GONE, "has returned");
	px_observe(ctx, "running_at_the_end", (s64)px_atomic_load(&j.running));
	px_observe(ctx, "error_came_out", returned == -EINVAL);
	j.panic = true;
	err = run(&j, &returned, &end);
	if (err)
		return err;
	px_observe(ctx, "running_after_a_panic", (s64)px_atomic_load(&j.running));
	px_observe(ctx, "panic_came_out", end == -EOWNERDEAD);
	return 0;
}

PX_LAB(scope_error_path) = {
	.name = "scope_error_path",
	.run = scope_error_path,
};

#define PX_STILL_RUNNING	"0:none of its threads runs|*:%d of its threads still run"

PX_LAB_DOC(scope_error_path) = {
	.name = "scope_error_path",
	.claims = "P1",
	.question = "A function returns an error from the middle of a scope. What happens to the "
		"threads of the scope?",
	.steps = "A thread opens a scope, spawns two threads that borrow from its stack for 30 ms, "
		"and returns an error at once. A second thread does the same, but panics.",
	.actors = { "parent", "children" },
	.expectations = {
		{ .what = "running_at_the_end", .rust = 0, .kernel = 0, .user = 0,
		  .subject = "after the function has returned,", .values = PX_STILL_RUNNING,
		  .brief = "0:all joined|*:%d still run" },
		{ .what = "error_came_out", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "its error", .values = "0:is lost|1:is returned" },
		{ .what = "running_after_a_panic", .rust = 0, .kernel = 0, .user = 0,
		  .subject = "after a panic,", .values = PX_STILL_RUNNING },
		{ .what = "panic_came_out", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "the panic", .values = "0:is lost|1:continues, and join reports it" },
	},
};
