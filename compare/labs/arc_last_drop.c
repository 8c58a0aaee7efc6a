// SPDX-License-Identifier: GPL-2.0-only
/*
 * arc_last_drop: many threads take and drop references to one object. Whoever
 * drops the last one releases it, once, and sees what all of them did. (A1)
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
	u64 done[THREADS];		/* by each thread alone, before its last drop */
	u64 seen;			/* of that, by the release */
	struct px_atomic releases;	/* the tombstone */
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

/* Each thread is given a reference. */
static int with_threads(struct object *o, struct px_gate *start)
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

static int arc_last_drop(struct px_lab_ctx *s)
{
	struct object *o = px_os_alloc(sizeof(*o));
	struct px_gate start;
	int err;

	if (!o)
		return -ENOMEM;
	px_arc_init(&o->arc);
	px_atomic_store(&o->releases, 0);
	px_gate_init(&start);
	err = with_threads(o, &start);
	px_gate_destroy(&start);
	if (!err) {
		px_observe(s, "freed_before_last", (s64)px_atomic_load(&o->releases));
		px_observe(s, "count_at_end", px_arc_count(&o->arc));
		px_arc_put(&o->arc, release);
		px_observe(s, "freed", (s64)px_atomic_load(&o->releases));
		px_observe(s, "release_saw", (s64)o->seen);
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
	.question = "Four threads take and drop references, 10000 times each: how often is the "
		"object freed?",
	.done = "Four threads have a reference each; all at once they take and drop 10000 more, "
		"write something into the object, and drop their own. One reference is left, and "
		"is dropped at last. A release only marks the object.",
	.expects = {
		{ .what = "freed", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "in the end the object", .says = "0:is never freed|1:is freed once|"
			   "*:is freed %d times",
		  .brief = "0:leaks|1:freed once|*:freed %d times" },
		{ .what = "freed_before_last", .rust = 0, .kernel = 0, .user = 0,
		  .topic = "before the last reference was dropped, it",
		  .says = "0:was not freed|*:was freed %d times" },
		{ .what = "count_at_end", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "the count, with one reference left,", .says = "*:is %d" },
		{ .what = "release_saw", .rust = THREADS, .kernel = THREADS, .user = THREADS,
		  .topic = "the release saw what", .says = "4:all 4 threads had written|"
			   "*:%d of 4 threads had written" },
	},
};
