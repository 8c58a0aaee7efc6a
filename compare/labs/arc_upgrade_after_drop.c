// SPDX-License-Identifier: GPL-2.0-only
/*
 * arc_upgrade_after_drop: a weak reference keeps the memory, not the object. It
 * becomes a strong one while another is there, and never again after. (A2)
 */
#include "harness/lab.h"
#include "weak.h"

enum { STRONG, WEAK };

struct object {
	struct px_weak refs;		/* first */
	u32 ended, freed;
};

static void end(struct px_weak *w)
{
	((struct object *)w)->ended++;
}

static void set_free(struct px_weak *w)
{
	((struct object *)w)->freed++;
}

static int arc_upgrade_after_drop(struct px_lab_ctx *s)
{
	struct object o = { .ended = 0 };
	struct px_weak *w = &o.refs;
	bool upgraded;

	px_weak_init(w);
	px_weak_get(w);
	px_event(s, STRONG, PX_ACTOR_SHARES, "the object");
	px_event(s, WEAK, PX_ACTOR_RUNS, "weak");
	upgraded = px_weak_upgrade(w);
	px_event(s, WEAK, upgraded ? PX_ACTOR_SHARES : PX_ACTOR_RUNS, "upgrades");
	px_observe(s, "upgrade_before_last_drop", upgraded);
	px_observe(s, "count_with_upgrade", px_weak_strong_count(w));
	px_weak_put_strong(w, end, set_free);
	px_event(s, STRONG, PX_ACTOR_GONE, "drops");
	px_observe(s, "ended_before_last_drop", o.ended);
	if (upgraded)
		px_weak_put_strong(w, end, set_free);
	px_event(s, WEAK, PX_ACTOR_RUNS, "drops");
	px_observe(s, "ended_by_last_drop", o.ended);
	upgraded = px_weak_upgrade(w);
	px_event(s, WEAK, PX_ACTOR_RUNS, upgraded ? "upgrades" : "cannot upgrade");
	px_observe(s, "upgrade_after_last_drop", upgraded);
	px_observe(s, "count_after_last_drop", px_weak_strong_count(w));
	px_observe(s, "memory_freed_before_weak", o.freed);
	px_weak_put(w, set_free);
	px_event(s, WEAK, PX_ACTOR_GONE, "drops");
	px_observe(s, "memory_freed", o.freed);
	return 0;
}

PX_LAB(arc_upgrade_after_drop) = {
	.name = "arc_upgrade_after_drop",
	.run = arc_upgrade_after_drop,
};

PX_LAB_DOC(arc_upgrade_after_drop) = {
	.name = "arc_upgrade_after_drop",
	.claims = "A2",
	.question = "Does a weak reference become a strong one when the last strong one is gone?",
	.done = "An object with a strong and a weak reference. The weak one is upgraded; both "
		"strong ones are dropped; it is upgraded again, and dropped itself.",
	.actors = { "strong", "weak" },
	.expects = {
		{ .what = "upgrade_after_last_drop", .rust = 0, .kernel = 0, .user = 0,
		  .topic = "after the last strong one is dropped, an upgrade",
		  .says = "0:is refused|1:succeeds", .brief = "0:refused|1:succeeds" },
		{ .what = "upgrade_before_last_drop", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "before, it", .says = "0:is refused|1:succeeds" },
		{ .what = "count_with_upgrade", .rust = 2, .kernel = 2, .user = 2,
		  .topic = "the strong count is then", .says = "*:%d" },
		{ .what = "ended_before_last_drop", .rust = 0, .kernel = 0, .user = 0,
		  .topic = "when the first of the two is dropped, the object",
		  .says = "0:lives|*:has ended" },
		{ .what = "ended_by_last_drop", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "when the last is dropped, it",
		  .says = "0:lives|1:ends|*:ends %d times" },
		{ .what = "count_after_last_drop", .rust = 0, .kernel = 0, .user = 0,
		  .topic = "the strong count is then", .says = "*:%d" },
		{ .what = "memory_freed_before_weak", .rust = 0, .kernel = 0, .user = 0,
		  .topic = "its memory, with the weak reference still there,",
		  .says = "0:is carried_over|*:is freed" },
		{ .what = "memory_freed", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "and when that is dropped too,",
		  .says = "0:is carried_over|1:is freed, once|*:is freed %d times" },
	},
};
