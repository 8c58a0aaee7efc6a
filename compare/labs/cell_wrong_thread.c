// SPDX-License-Identifier: GPL-2.0-only
/*
 * cell_wrong_thread: a cell belongs to one thread. Another one is refused if
 * somebody asks, and loses updates if not; but it may be given the cell. (C1)
 */
#include "harness/lab.h"
#include "cell.h"
#include "labs/support/run_in_thread.h"
#include "labs/support/race_pair.h"

enum { OWNER, OTHER };

#define AT_RUN_TIME	2	/* 1: by the compiler */

struct stage {
	struct px_lab_ctx *ctx;
	struct px_cell cell;
	struct px_cell shared;		/* by the forms that don't look */
	s64 get, set;			/* what the wrong thread heard */
	s64 adopt;
};

static u64 use_wrongly(void *arg)
{
	struct stage *st = arg;
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

/* Takes what was handed over, adds 1, and hands it on. */
static u64 adopt(void *arg)
{
	struct stage *st = arg;

	st->adopt = px_cell_adopt(&st->cell);
	px_event(st->ctx, OTHER, PX_ACTOR_HOLDS, "adopts");
	px_cell_update_checked(&st->cell, add_one, NULL);
	px_cell_hand_over(&st->cell);
	px_event(st->ctx, OTHER, PX_ACTOR_GONE, "adds 1, hands over");
	return 0;
}

static u64 meet(u64 value, void *me)
{
	px_race_pair_meet(me);
	return value + 1;
}

static void add_unchecked(struct px_race_thread *me)
{
	px_cell_update(&((struct stage *)me->arg)->shared, meet, me);
}

static int refuse(struct px_lab_ctx *s, struct stage *st)
{
	int err;

	px_event(s, OWNER, PX_ACTOR_HOLDS, "cell: 1");
	err = px_run_in_thread(use_wrongly, st);
	if (err)
		return err;
	px_observe(s, "refused", st->get && st->set && px_cell_get(&st->cell) == 1 ? AT_RUN_TIME : 0);
	px_observe(s, "get_by_the_wrong_thread", st->get);
	return 0;
}

static int move(struct px_lab_ctx *s, struct stage *st)
{
	u64 value = 0;
	int err;

	px_cell_hand_over(&st->cell);
	px_event(s, OWNER, PX_ACTOR_RUNS, "hands over");
	px_observe(s, "get_by_the_giver", px_cell_get_checked(&st->cell, &value));
	err = px_run_in_thread(adopt, st);
	if (err)
		return err;
	px_observe(s, "adopted", !st->adopt && !px_cell_adopt(&st->cell));
	px_event(s, OWNER, PX_ACTOR_HOLDS, "adopts");
	px_cell_get_checked(&st->cell, &value);
	px_observe(s, "value_back", (s64)value);
	return 0;
}

static int cell_wrong_thread(struct px_lab_ctx *s)
{
	struct stage st = { .ctx = s };
	int err;

	px_cell_init(&st.cell, 1);
	px_cell_init(&st.shared, 0);
	err = refuse(s, &st);
	if (!err)
		err = move(s, &st);
	if (!err)
		err = px_race_pair_force(add_unchecked, &st);
	if (!err)
		px_observe(s, "unchecked_of_two_additions", (s64)px_cell_get(&st.shared));
	return err;
}

PX_LAB(cell_wrong_thread) = {
	.name = "cell_wrong_thread",
	.run = cell_wrong_thread,
};

PX_LAB_DOC(cell_wrong_thread) = {
	.name = "cell_wrong_thread",
	.claims = "C1",
	.proof = "cell_moved",
	.question = "May a second thread use a cell that belongs to the first?",
	.done = "A thread makes a cell with 1 in it. Another one tries to read and to set it by "
		"the checked forms. Then the cell is handed over, changed there, and handed back. "
		"At last two threads add to one cell by the forms that don't check, reading "
		"before either writes.",
	.actors = { "owner", "other" },
	.expects = {
		{ .what = "refused", .rust = 1, .kernel = AT_RUN_TIME, .user = AT_RUN_TIME,
		  .topic = "the wrong thread",
		  .says = "0:is let in|1:is refused by the compiler (E0277)|"
			  "2:is refused when it runs, by the forms that check",
		  .brief = "0:let in|1:when compiled|2:when it runs",
		  .why = "Cell is not Sync, which Rust's compiler knows; here the cell knows its "
			 "owner's number and compares, if it is asked to" },
		{ .what = "get_by_the_wrong_thread", .rust = PX_NONE, .kernel = -EPERM,
		  .user = -EPERM,
		  .topic = "its get", .says = "0:is granted|*:says %e" },
		{ .what = "value_back", .rust = 2, .kernel = 2, .user = 2,
		  .topic = "handed over, changed and handed back, the value", .says = "*:is %d" },
		{ .what = "adopted", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "taking over what was handed over",
		  .says = "0:is refused|1:is allowed" },
		{ .what = "get_by_the_giver", .rust = PX_NONE, .kernel = -EPERM, .user = -EPERM,
		  .topic = "a get by who has handed it over", .says = "0:is granted|*:says %e" },
		{ .what = "unchecked_of_two_additions", .rust = PX_NONE, .kernel = 1, .user = 1,
		  .topic = "by the forms that don't check (a load and a store), of 2 additions",
		  .says = "1:one is left|*:%d are left" },
	},
};
