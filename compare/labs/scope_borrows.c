// SPDX-License-Identifier: GPL-2.0-only
/*
 * scope_borrows: the example of the notes. Two threads borrow from the stack of
 * the thread that spawned them. The scope ends when both threads have ended. The
 * lab forces an order that the notes do not mention: main waits for a 3/4. (P1)
 */
#include "harness/lab.h"
#include "atomic.h"
#include "gate.h"
#include "scope.h"

enum { MAIN, READER, WRITER };

#define MARKS	8

struct example {
	struct px_lab_ctx *ctx;
	const u64 *a;			/* borrowed by both threads */
	u64 *x;				/* borrowed by the second thread */
	struct px_gate printed;		/* a 3/4 was recorded */
	struct px_atomic running;
	struct px_atomic nr_marks;
	u32 marks[MARKS];		/* in the order in which they were recorded */
};

static void mark(struct example *e, u32 actor, enum px_actor_state state, u32 mark,
		 const char *text)
{
	u64 nth = px_atomic_fetch_add(&e->nr_marks, 1);

	if (nth < MARKS)
		px_write_once(e->marks[nth], mark);
	px_event(e->ctx, actor, state, text);
}

static u64 reader(void *arg)
{
	struct example *e = arg;
	u64 sum;

	mark(e, READER, PX_ACTOR_SHARES, 3, "3/4");
	px_gate_arrive(&e->printed);
	sum = e->a[0] + e->a[1] + e->a[2];
	px_event(e->ctx, READER, PX_ACTOR_GONE, "has read a");
	px_atomic_add(&e->running, -1ull);
	return sum;
}

static u64 writer(void *arg)
{
	struct example *e = arg;

	mark(e, WRITER, PX_ACTOR_HOLDS, 3, "3/4");
	px_os_sleep(5 * PX_LAB_POLL_NS);
	*e->x += e->a[0] + e->a[2];
	px_event(e->ctx, WRITER, PX_ACTOR_GONE, "x is written");
	px_atomic_add(&e->running, -1ull);
	return 0;
}

static int spawn_both(struct px_scope *scope, void *arg)
{
	struct example *e = arg;
	int err;

	px_atomic_store(&e->running, 1);
	err = px_scope_spawn(scope, reader, e);
	if (err)
		return err;
	px_atomic_add(&e->running, 1);
	err = px_scope_spawn(scope, writer, e);
	if (err)
		return err;
	px_gate_await(&e->printed, 1);
	mark(e, MAIN, PX_ACTOR_RUNS, 2, "2");
	px_event(e->ctx, MAIN, PX_ACTOR_WAITS, "leaves the scope");
	return 0;
}

/* The position at which a mark was recorded first. */
static u32 position(const struct example *e, u32 mark)
{
	u32 n;

	for (n = 0; n < MARKS && e->marks[n] != mark; n++)
		;
	return n;
}

static void observe(struct px_lab_ctx *ctx, const struct example *e, s64 running)
{
	px_observe(ctx, "two_came_after_three", position(e, 2) > position(e, 3));
	px_observe(ctx, "first_mark", e->marks[0]);
	px_observe(ctx, "last_mark", e->marks[px_atomic_load(&e->nr_marks) - 1]);
	px_observe(ctx, "x", (s64)*e->x);
	px_observe(ctx, "running_at_the_end", running);
}

static int scope_borrows(struct px_lab_ctx *ctx)
{
	u64 a[] = { 1, 2, 3 }, x = 0;
	struct example e = { .ctx = ctx, .a = a, .x = &x };
	struct px_scoped threads[2];
	s64 running;
	int err;

	px_atomic_store(&e.nr_marks, 0);
	px_gate_init(&e.printed);
	mark(&e, MAIN, PX_ACTOR_RUNS, 1, "1");
	err = px_scope_run(threads, 2, spawn_both, &e);
	running = (s64)px_atomic_load(&e.running);
	mark(&e, MAIN, PX_ACTOR_GONE, 5, "5");
	if (!err)
		observe(ctx, &e, running);
	px_gate_destroy(&e.printed);
	return err;
}

PX_LAB(scope_borrows) = {
	.name = "scope_borrows",
	.run = scope_borrows,
};

PX_LAB_DOC(scope_borrows) = {
	.name = "scope_borrows",
	.claims = "P1",
	.question = "The notes number the printed lines 1, 2, 3/4, 3/4, 5. Must the lines appear "
		    "in this order?",
	.steps = "Main records 1 and spawns two threads. Both record 3/4 and borrow a; one of them "
		"also adds a[0] + a[2] to x. Main waits for a 3/4 before it records 2. After the "
		"scope it records 5.",
	.actors = { "main", "reads a", "adds to x" },
	.expectations = {
		{ .what = "two_came_after_three", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "line 2", .values = "0:is before any 3/4|1:can be after a 3/4",
		  .brief = "0:2 before 3/4|1:2 after a 3/4" },
		{ .what = "first_mark", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "the first line", .values = "*:is %d" },
		{ .what = "last_mark", .rust = 5, .kernel = 5, .user = 5,
		  .subject = "the last line", .values = "*:is %d" },
		{ .what = "running_at_the_end", .rust = 0, .kernel = 0, .user = 0,
		  .subject = "after the scope,",
		  .values = "0:none of its threads runs|*:%d of its threads still run" },
		{ .what = "x", .rust = 4, .kernel = 4, .user = 4,
		  .subject = "x, which one thread borrowed for writing,", .values = "*:is %d" },
	},
};
