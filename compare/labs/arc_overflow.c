// SPDX-License-Identifier: GPL-2.0-only
/*
 * arc_overflow: one reference more than the count can count. The count is set
 * near its end; nobody takes two thousand million references. (A1)
 */
#include "harness/lab.h"
#include "arc.h"
#include "atomic.h"

struct object {
	struct px_arc arc;		/* first */
	struct px_atomic releases;	/* the tombstone */
};

static void release(struct px_arc *a)
{
	px_atomic_add(&((struct object *)a)->releases, 1);
}

/* One who comes and goes, as any holder may. */
static void visit(struct object *o)
{
	px_arc_get(&o->arc);
	px_arc_put(&o->arc, release);
}

static int arc_overflow(struct px_lab_ctx *s)
{
	struct object o;
	u32 beyond;

	px_arc_init(&o.arc);
	px_atomic_store(&o.releases, 0);
	px_arc_set_for_test(&o.arc, px_arc_max() - 1);
	px_arc_get(&o.arc);
	px_observe(s, "clones_below_the_limit", px_arc_count(&o.arc) == px_arc_max());
	px_arc_get(&o.arc);
	beyond = px_arc_count(&o.arc);
	px_observe(s, "aborted", 0);
	px_observe(s, "wraps_to_zero", !beyond);
	if (!beyond)	/* a count that sticks complains of every visit */
		visit(&o);
	px_observe(s, "freed_with_holders", (s64)px_atomic_load(&o.releases));
	return 0;
}

PX_LAB(arc_overflow) = {
	.name = "arc_overflow",
	.run = arc_overflow,
	.report = "refcount_t: saturated",
};

PX_LAB_DOC(arc_overflow) = {
	.name = "arc_overflow",
	.claims = "A1",
	.question = "What does one reference more than can be counted do to the count?",
	.done = "The count is set to one below its greatest. A reference is taken, and another "
		"one. If the count is then 0, one more holder comes and goes. A release only "
		"marks the object.",
	.expects = {
		{ .what = "wraps_to_zero", .rust = PX_NONE, .kernel = 0, .user = 1,
		  .topic = "the count, one reference beyond its greatest,",
		  .says = "0:sticks where it is|1:wraps to 0",
		  .why = "refcount_t saturates: the object is never freed again, which leaks but "
			 "harms nobody; an atomic_uint counts as C11 says" },
		{ .what = "freed_with_holders", .rust = PX_NONE, .kernel = 0, .user = 1,
		  .topic = "the object, with all its holders,",
		  .says = "0:is not freed|1:is freed by the next who comes and goes|*:is freed %d "
			 "times" },
		{ .what = "aborted", .rust = 1, .kernel = 0, .user = 0,
		  .topic = "the program",
		  .says = "0:goes on|1:is ended, by an abort that nobody can catch",
		  .why = "Arc aborts beyond isize::MAX, half of what its count can hold, so that "
			 "even many threads at once cannot reach the wrap" },
		{ .what = "kernel_reports", .rust = PX_NONE, .kernel = 1, .user = PX_NONE,
		  .topic = "the kernel's log",
		  .says = "0:has no word of it|1:has a WARN: \"refcount_t: saturated; leaking "
			 "memory\"" },
		{ .what = "clones_below_the_limit", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "up to the greatest count, a reference more",
		  .says = "0:is miscounted|1:is counted" },
	},
};
