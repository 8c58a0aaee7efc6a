// SPDX-License-Identifier: GPL-2.0-only
/*
 * arc_last_drop: many threads take and drop references to one object. The
 * thread that drops the last one releases the object, exactly once, and sees
 * what the other threads wrote before their drops. (A1)
 */
#include "harness/lab.h"
#include "arc.h"
#include "atomic.h"
#include "gate.h"
#include "scope.h"

#define THREADS	4
#define TIMES	10000

struct object {
	struct px_arc arc;		/* first */
	u64 done[THREADS];		/* each written by one thread, before its last drop */
	u64 seen;			/* sum of done[], read by the release */
	struct px_atomic releases;
};

struct holder {
	struct object *object;
	struct px_gate *start;
	u32 number;
};

static void release(struct px_arc *a)
{
	struct object *o = (struct object *)a;
	u32 n;

	for (n = 0, o->seen = 0; n < THREADS; n++)
		o->seen += o->done[n];
	px_atomic_add(&o->releases, 1);
}

static u64 take_and_drop(void *arg)
{
	struct holder *h = arg;
	struct object *o = h->object;
	u32 n;

	px_gate_pass(h->start);
	for (n = 0; n < TIMES; n++) {
		px_arc_get(&o->arc);
		px_arc_put(&o->arc, release);
	}
	o->done[h->number] = 1;
	px_arc_put(&o->arc, release);
	return 0;
}

/* Each thread gets a reference. */
static int run_threads(struct object *o, struct px_gate *start)
{
	struct holder holders[THREADS];
	struct px_scoped threads[THREADS];
	struct px_scope scope;
	int err = 0;
	u32 n;

	px_scope_begin(&scope, threads, THREADS);
	for (n = 0; n < THREADS && !err; n++) {
		holders[n] = (struct holder) { o, start, n };
		px_arc_get(&o->arc);
		err = px_scope_spawn(&scope, take_and_drop, &holders[n]);
	}
	px_gate_await(start, scope.spawned);
	px_gate_open(start);
	px_scope_end(&scope);
	return err;
}

static int arc_last_drop(struct px_lab_ctx *ctx)
{
	struct object *o = px_os_alloc(sizeof(*o));
	struct px_gate start;
	int err;

	if (!o)
		return -ENOMEM;
	px_arc_init(&o->arc);
	px_atomic_store(&o->releases, 0);
	px_gate_init(&start);
	err = run_threads(o, &start);
	px_gate_destroy(&start);
	if (!err) {
		px_observe(ctx, "freed_before_last", (s64)px_atomic_load(&o->releases));
		px_observe(ctx, "count_at_end", px_arc_count(&o->arc));
		px_arc_put(&o->arc, release);
		px_observe(ctx, "freed", (s64)px_atomic_load(&o->releases));
		px_observe(ctx, "release_saw", (s64)o->seen);
	}
	px_os_free(o);
	return err;
}

PX_LAB(arc_last_drop) = {
	.name = "arc_last_drop",
	.run = arc_last_drop,
};

PX_LAB_DOC(arc_last_drop) = {
	.name = "arc_last_drop",
	.claims = "A1",
	.question = "Four threads take and drop references, 10000 times each. How often is the "
		"object freed?",
	.steps = "Four threads have a reference each. All at the same time they take and drop "
		"10000 more. Then each writes into the object and drops its own reference. The "
		"main thread drops the one reference that is left. A release only counts: it does "
		"not free memory.",
	.expectations = {
		{ .what = "freed", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "at the end the object",
		  .values = "0:is never freed|1:is freed once|*:is freed %d times",
		  .brief = "0:leaks|1:freed once|*:freed %d times" },
		{ .what = "freed_before_last", .rust = 0, .kernel = 0, .user = 0,
		  .subject = "before the last reference was dropped, it",
		  .values = "0:was not freed|*:was freed %d times" },
		{ .what = "count_at_end", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "with one reference left, the count", .values = "*:is %d" },
		{ .what = "release_saw", .rust = THREADS, .kernel = THREADS, .user = THREADS,
		  .subject = "the release saw", .values = "4:the writes of all 4 threads|"
			   "*:the writes of %d of 4 threads" },
	},
};
