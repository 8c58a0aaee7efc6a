// SPDX-License-Identifier: GPL-2.0-only
/*
 * arc_overflow: takes one reference more than the count can hold. The lab sets
 * the count near its maximum instead of taking two billion references. (A1)
 */
#include "harness/lab.h"
#include "arc.h"
#include "atomic.h"

struct object {
	struct px_arc arc;		/* first */
	struct px_atomic releases;
};

static void release(struct px_arc *a)
{
	px_atomic_add(&((struct object *)a)->releases, 1);
}

static void get_and_put(struct object *o)
{
	px_arc_get(&o->arc);
	px_arc_put(&o->arc, release);
}

static int arc_overflow(struct px_lab_ctx *ctx)
{
	struct object o;
	u32 beyond;

	px_arc_init(&o.arc);
	px_atomic_store(&o.releases, 0);
	px_arc_set_for_test(&o.arc, px_arc_max() - 1);
	px_arc_get(&o.arc);
	px_observe(ctx, "clones_below_the_limit", px_arc_count(&o.arc) == px_arc_max());
	px_arc_get(&o.arc);
	beyond = px_arc_count(&o.arc);
	px_observe(ctx, "aborted", 0);
	px_observe(ctx, "wraps_to_zero", !beyond);
	if (!beyond)	/* a saturated count warns at every get and put */
		get_and_put(&o);
	px_observe(ctx, "freed_with_holders", (s64)px_atomic_load(&o.releases));
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
	.question = "What happens to a reference count at its maximum when one more reference is "
		"taken?",
	.steps = "The lab sets the count to its maximum minus 1 and takes two references. If the "
		"count is then 0, one more reference is taken and dropped. A release only counts: "
		"it does not free memory.",
	.expectations = {
		{ .what = "wraps_to_zero", .rust = PX_NONE, .kernel = 0, .user = 1,
		  .subject = "beyond its maximum, the count",
		  .values = "0:stays at a saturated value|1:wraps to 0",
		  .reason = "refcount_t saturates: the object is never freed, which is a leak but "
			 "not a use after free. An atomic_uint wraps, as C11 defines" },
		{ .what = "freed_with_holders", .rust = PX_NONE, .kernel = 0, .user = 1,
		  .subject = "while it still has holders, the object",
		  .values = "0:is not freed|1:is freed by the next get and put|"
			    "*:is freed %d times" },
		{ .what = "aborted", .rust = 1, .kernel = 0, .user = 0,
		  .subject = "the program",
		  .values = "0:continues|1:is aborted, and no code can catch this",
		  .reason = "Arc aborts beyond isize::MAX, which is half of the count's range. So "
			 "many threads at the same time cannot reach the wrap either" },
		{ .what = "kernel_reports", .rust = PX_NONE, .kernel = 1, .user = PX_NONE,
		  .subject = "the kernel log",
		  .values = "0:has no report|"
			    "1:has a WARN: \"refcount_t: saturated; leaking memory\"" },
		{ .what = "clones_below_the_limit", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "up to the maximum, one more reference",
		  .values = "0:is counted wrong|1:is counted" },
	},
};
