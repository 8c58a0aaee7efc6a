// SPDX-License-Identifier: GPL-2.0-only
/*
 * arc_is_not_cell: two threads share an object through an atomic reference
 * count. The count stays exact, but updates of an unprotected field are lost. (C3)
 */
#include "harness/lab.h"
#include "arc.h"
#include "atomic.h"
#include "labs/support/race_pair.h"

#define TIMES	1000		/* per thread: get a reference, add 1, put the reference */

struct object {
	struct px_arc arc;
	u64 field;
	struct px_atomic atomic;
};

/* The object is on the stack, so nothing is freed. */
static void release(struct px_arc *a)
{
}

/* Reads the field, waits for the other thread, writes the field. */
static void share(struct px_race_thread *self)
{
	struct object *o = self->arg;
	u64 seen = px_read_once(o->field);
	u32 n;

	px_race_pair_meet(self);
	px_write_once(o->field, seen + 1);
	for (n = 0; n < TIMES; n++) {
		px_arc_get(&o->arc);
		px_atomic_add(&o->atomic, 1);
		px_arc_put(&o->arc, release);
	}
	px_arc_put(&o->arc, release);
}

static int arc_is_not_cell(struct px_lab_ctx *ctx)
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
	px_observe(ctx, "refused", !px_read_once(o.field));
	px_observe(ctx, "field_of_two_additions", (s64)px_read_once(o.field));
	px_observe(ctx, "count_with_one_holder", px_arc_count(&o.arc));
	px_observe(ctx, "atomic_off_by", (s64)px_atomic_load(&o.atomic) - 2 * TIMES);
	return 0;
}

PX_LAB(arc_is_not_cell) = {
	.name = "arc_is_not_cell",
	.run = arc_is_not_cell,
};

PX_LAB_DOC(arc_is_not_cell) = {
	.name = "arc_is_not_cell",
	.claims = "C3",
	.rust_program = "arc_of_mutex",
	.question = "Two threads share an object by Arc. Each adds 1 to a field of it. What is the "
		"field's value?",
	.steps = "Two threads hold a reference each. Each thread reads the field, waits until the "
		"other thread has read it too, and writes the value plus 1. Then each thread takes "
		"and drops 1000 more references, and adds 1 to an atomic counter each time.",
	.expectations = {
		{ .what = "field_of_two_additions", .rust = PX_NONE, .kernel = 1, .user = 1,
		  .subject = "after two additions to 0, the field",
		  .values = "2:is 2|1:is 1|*:is %d",
		  .brief = "2:2 of 2 added|*:%d of 2 added" },
		{ .what = "count_with_one_holder", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "with one holder left, the reference count",
		  .values = "1:is exact: 1|*:is %d" },
		{ .what = "atomic_off_by", .rust = 0, .kernel = 0, .user = 0,
		  .subject = "the atomic counter next to the field",
		  .values = "0:is exact|*:is wrong by %d" },
		{ .what = "refused", .rust = 1, .kernel = 0, .user = 0,
		  .subject = "a write to a shared field without a lock",
		  .values = "0:is accepted|1:is refused by the compiler (E0277)",
		  .reason = "kref and a C11 count share the object but do not protect its fields. "
			 "In Rust the content of an Arc must be Sync. RefCell is not Sync; a Mutex "
			 "or an atomic is" },
	},
};
