// SPDX-License-Identifier: GPL-2.0-only
/*
 * arc_is_not_cell: an object is shared by a count that is atomic, and stays
 * exact; its field, which nobody guards, drifts all the same. (C3)
 */
#include "harness/lab.h"
#include "arc.h"
#include "atomic.h"
#include "labs/support/race_pair.h"

#define TIMES	1000		/* per thread: a reference more, one added, a reference less */

struct object {
	struct px_arc arc;
	u64 field;
	struct px_atomic atomic;
};

/* The object is on a stack: it goes away by itself. */
static void release(struct px_arc *a)
{
}

/* The field is read, the other thread awaited, the field written. */
static void share(struct px_race_thread *me)
{
	struct object *o = me->arg;
	u64 seen = px_read_once(o->field);
	u32 n;

	px_race_pair_meet(me);
	px_write_once(o->field, seen + 1);
	for (n = 0; n < TIMES; n++) {
		px_arc_get(&o->arc);
		px_atomic_add(&o->atomic, 1);
		px_arc_put(&o->arc, release);
	}
	px_arc_put(&o->arc, release);
}

static int arc_is_not_cell(struct px_lab_ctx *s)
{
	struct object o = { .field = 0 };
	int err;

	px_arc_init(&o.arc);
	px_atomic_store(&o.atomic, 0);
	px_arc_get(&o.arc);
	px_arc_get(&o.arc);
	err = px_race_pair_force(share, &o);
	if (err)
		return err;
	px_observe(s, "refused", !px_read_once(o.field));
	px_observe(s, "field_of_two_additions", (s64)px_read_once(o.field));
	px_observe(s, "count_with_one_holder", px_arc_count(&o.arc));
	px_observe(s, "atomic_off_by", (s64)px_atomic_load(&o.atomic) - 2 * TIMES);
	return 0;
}

PX_LAB(arc_is_not_cell) = {
	.name = "arc_is_not_cell",
	.run = arc_is_not_cell,
};

PX_LAB_DOC(arc_is_not_cell) = {
	.name = "arc_is_not_cell",
	.claims = "C3",
	.proof = "arc_of_mutex",
	.question = "Two threads share an object by Arc, and each adds 1 to a field of it: what "
		"is in it?",
	.done = "Two threads hold a reference each. Each reads the field, waits until the other "
		"has read it too, and writes one more. Then each takes and drops 1000 references "
		"more, and adds 1 to an atomic beside the field each time.",
	.expects = {
		{ .what = "field_of_two_additions", .rust = PX_NONE, .kernel = 1, .user = 1,
		  .topic = "the field, 0 and twice added to,", .says = "2:is 2|1:is 1|*:is %d",
		  .brief = "2:2 of 2 added|*:%d of 2 added" },
		{ .what = "count_with_one_holder", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "the count, with one holder left,", .says = "1:is exact: 1|*:is %d" },
		{ .what = "atomic_off_by", .rust = 0, .kernel = 0, .user = 0,
		  .topic = "the atomic beside the field", .says = "0:is exact|*:is off by %d" },
		{ .what = "refused", .rust = 1, .kernel = 0, .user = 0,
		  .topic = "writing to what is shared, and unguarded,",
		  .says = "0:is let through|1:is refused by the compiler (E0277)",
		  .why = "kref and a C11 count share the object and guard nothing in it. In Rust "
			 "what is in an Arc must guard itself: RefCell is not Sync, a Mutex or an "
			 "atomic is" },
	},
};
