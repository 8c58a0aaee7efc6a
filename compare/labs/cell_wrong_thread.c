// SPDX-License-Identifier: GPL-2.0-only
/*
 * cell_wrong_thread: a cell belongs to one thread. The checked functions refuse
 * another thread; the unchecked ones lose its updates. The owner may hand the
 * cell over to another thread. (C1)
 */
#include "harness/lab.h"
#include "cell.h"
#include "labs/support/run_in_thread.h"
#include "labs/support/race_pair.h"

enum { OWNER, OTHER };

#define AT_RUN_TIME	2	/* 1: by the compiler */

struct lab_state {
	struct px_lab_ctx *ctx;
	struct px_cell cell;
	struct px_cell shared;		/* used by the unchecked functions */
	s64 get, set;			/* results of the wrong thread */
	s64 adopt;			/* result of the adopting thread */
};

static u64 use_wrongly(void *arg)
{
	struct lab_state *st = arg;
	u64 value;

	st->get = px_cell_get_checked(&st->cell, &value);
	st->set = px_cell_set_checked(&st->cell, 100);
	px_event(st->ctx, OTHER, PX_ACTOR_GONE, st->get ? "get, set: refused" : "get, set");
	return 0;
}

static u64 add_one(u64 value, void *arg)
{
	return value + 1;
}

/* Adopts the cell, adds 1, and hands it over again. */
static u64 adopt(void *arg)
{
	struct lab_state *st = arg;

	st->adopt = px_cell_adopt(&st->cell);
	px_event(st->ctx, OTHER, PX_ACTOR_HOLDS, "adopts");
	px_cell_update_checked(&st->cell, add_one, NULL);
	px_cell_hand_over(&st->cell);
	px_event(st->ctx, OTHER, PX_ACTOR_GONE, "adds 1, hands over");
	return 0;
}

static u64 meet_and_add_one(u64 value, void *self)
{
	px_race_pair_meet(self);
	return value + 1;
}

static void add_unchecked(struct px_race_thread *self)
{
	px_cell_update(&((struct lab_state *)self->arg)->shared, meet_and_add_one, self);
}

static int refuse(struct px_lab_ctx *ctx, struct lab_state *st)
{
	int err;

	px_event(ctx, OWNER, PX_ACTOR_HOLDS, "cell: 1");
	err = px_run_in_thread(use_wrongly, st);
	if (err)
		return err;
	px_observe(ctx, "refused",
		   st->get && st->set && px_cell_get(&st->cell) == 1 ? AT_RUN_TIME : 0);
	px_observe(ctx, "get_by_the_wrong_thread", st->get);
	return 0;
}

static int move(struct px_lab_ctx *ctx, struct lab_state *st)
{
	u64 value = 0;
	int err;

	px_cell_hand_over(&st->cell);
	px_event(ctx, OWNER, PX_ACTOR_RUNS, "hands over");
	px_observe(ctx, "get_by_the_giver", px_cell_get_checked(&st->cell, &value));
	err = px_run_in_thread(adopt, st);
	if (err)
		return err;
	px_observe(ctx, "adopted", !st->adopt && !px_cell_adopt(&st->cell));
	px_event(ctx, OWNER, PX_ACTOR_HOLDS, "adopts");
	px_cell_get_checked(&st->cell, &value);
	px_observe(ctx, "value_back", (s64)value);
	return 0;
}

static int cell_wrong_thread(struct px_lab_ctx *ctx)
{
	struct lab_state st = { .ctx = ctx };
	int err;

	px_cell_init(&st.cell, 1);
	px_cell_init(&st.shared, 0);
	err = refuse(ctx, &st);
	if (!err)
		err = move(ctx, &st);
	if (!err)
		err = px_race_pair_force(add_unchecked, &st);
	if (!err)
		px_observe(ctx, "unchecked_of_two_additions", (s64)px_cell_get(&st.shared));
	return err;
}

PX_LAB(cell_wrong_thread) = {
	.name = "cell_wrong_thread",
	.run = cell_wrong_thread,
};

PX_LAB_DOC(cell_wrong_thread) = {
	.name = "cell_wrong_thread",
	.claims = "C1",
	.rust_program = "cell_moved",
	.question = "May a second thread use a cell that belongs to the first?",
	.steps = "A thread makes a cell with the value 1. Another thread tries to read and to set "
		"it with the checked functions. Then the first thread hands the cell over. The "
		"second thread adds 1 and hands it back. At the end two threads add to one cell "
		"with the unchecked functions: both read before either writes.",
	.actors = { "owner", "other" },
	.expectations = {
		{ .what = "refused", .rust = 1, .kernel = AT_RUN_TIME, .user = AT_RUN_TIME,
		  .subject = "the wrong thread",
		  .values = "0:is accepted|1:is refused by the compiler (E0277)|"
			  "2:is refused at run time, by the checked functions",
		  .brief = "0:accepted|1:by compiler|2:at run time",
		  .reason = "Rust's compiler knows that Cell is not Sync. In C, the cell stores "
			 "the owner's thread number, and the checked functions compare it" },
		{ .what = "get_by_the_wrong_thread", .rust = PX_NONE, .kernel = -EPERM,
		  .user = -EPERM,
		  .subject = "a checked get by the wrong thread",
		  .values = "0:succeeds|*:returns %e" },
		{ .what = "value_back", .rust = 2, .kernel = 2, .user = 2,
		  .subject = "after the hand-over, the addition and the hand-back, the value",
		  .values = "*:is %d" },
		{ .what = "adopted", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "adopting a cell that was handed over",
		  .values = "0:is refused|1:is allowed" },
		{ .what = "get_by_the_giver", .rust = PX_NONE, .kernel = -EPERM, .user = -EPERM,
		  .subject = "a get by the thread that handed it over",
		  .values = "0:succeeds|*:returns %e" },
		{ .what = "unchecked_of_two_additions", .rust = PX_NONE, .kernel = 1, .user = 1,
		  .subject = "of two additions with the unchecked functions (a load and a store),",
		  .values = "1:one is kept, the other is lost|*:%d are kept" },
	},
};
