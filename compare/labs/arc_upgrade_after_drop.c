// SPDX-License-Identifier: GPL-2.0-only
/*
 * arc_upgrade_after_drop: a weak reference keeps the memory allocated, but not
 * the object alive. It can be upgraded to a strong reference only while another
 * strong reference exists. (A2)
 */
#include "harness/lab.h"
#include "weak.h"

enum { STRONG, WEAK };

struct object {
	struct px_weak refs;		/* first */
	u32 destroyed, freed;
};

static void destroy(struct px_weak *w)
{
	((struct object *)w)->destroyed++;
}

static void free_memory(struct px_weak *w)
{
	((struct object *)w)->freed++;
}

static int arc_upgrade_after_drop(struct px_lab_ctx *ctx)
{
	struct object o = { .destroyed = 0 };
	struct px_weak *w = &o.refs;
	bool upgraded;

	px_weak_init(w);
	px_weak_get(w);
	px_event(ctx, STRONG, PX_ACTOR_SHARES, "the object");
	px_event(ctx, WEAK, PX_ACTOR_RUNS, "weak");
	upgraded = px_weak_upgrade(w);
	px_event(ctx, WEAK, upgraded ? PX_ACTOR_SHARES : PX_ACTOR_RUNS, "upgrades");
	px_observe(ctx, "upgrade_before_last_drop", upgraded);
	px_observe(ctx, "count_with_upgrade", px_weak_strong_count(w));
	px_weak_put_strong(w, destroy, free_memory);
	px_event(ctx, STRONG, PX_ACTOR_GONE, "drops");
	px_observe(ctx, "ended_before_last_drop", o.destroyed);
	if (upgraded)
		px_weak_put_strong(w, destroy, free_memory);
	px_event(ctx, WEAK, PX_ACTOR_RUNS, "drops");
	px_observe(ctx, "ended_by_last_drop", o.destroyed);
	upgraded = px_weak_upgrade(w);
	px_event(ctx, WEAK, PX_ACTOR_RUNS, upgraded ? "upgrades" : "cannot upgrade");
	px_observe(ctx, "upgrade_after_last_drop", upgraded);
	px_observe(ctx, "count_after_last_drop", px_weak_strong_count(w));
	px_observe(ctx, "memory_freed_before_weak", o.freed);
	px_weak_put(w, free_memory);
	px_event(ctx, WEAK, PX_ACTOR_GONE, "drops");
	px_observe(ctx, "memory_freed", o.freed);
	return 0;
}

PX_LAB(arc_upgrade_after_drop) = {
	.name = "arc_upgrade_after_drop",
	.run = arc_upgrade_after_drop,
};

PX_LAB_DOC(arc_upgrade_after_drop) = {
	.name = "arc_upgrade_after_drop",
	.claims = "A2",
	.question = "Can a weak reference be upgraded after the last strong reference was dropped?",
	.steps = "An object has one strong and one weak reference. The weak one is upgraded, and "
		"both strong references are dropped. The weak one is upgraded again, and then "
		"dropped.",
	.actors = { "strong", "weak" },
	.expectations = {
		{ .what = "upgrade_after_last_drop", .rust = 0, .kernel = 0, .user = 0,
		  .subject = "an upgrade after the last strong reference was dropped",
		  .values = "0:is refused|1:succeeds", .brief = "0:refused|1:succeeds" },
		{ .what = "upgrade_before_last_drop", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "an upgrade before that", .values = "0:is refused|1:succeeds" },
		{ .what = "count_with_upgrade", .rust = 2, .kernel = 2, .user = 2,
		  .subject = "then the strong count", .values = "*:is %d" },
		{ .what = "ended_before_last_drop", .rust = 0, .kernel = 0, .user = 0,
		  .subject = "after the drop of the first of two strong references, the object",
		  .values = "0:is alive|*:is destroyed" },
		{ .what = "ended_by_last_drop", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "after the drop of the last one, it",
		  .values = "0:is alive|1:is destroyed once|*:is destroyed %d times" },
		{ .what = "count_after_last_drop", .rust = 0, .kernel = 0, .user = 0,
		  .subject = "then the strong count", .values = "*:is %d" },
		{ .what = "memory_freed_before_weak", .rust = 0, .kernel = 0, .user = 0,
		  .subject = "while the weak reference exists, the object's memory",
		  .values = "0:is kept|*:is freed" },
		{ .what = "memory_freed", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "after the drop of the weak reference, the memory",
		  .values = "0:is kept|1:is freed once|*:is freed %d times" },
	},
};
