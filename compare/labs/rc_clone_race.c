// SPDX-License-Identifier: GPL-2.0-only
/*
 * rc_clone_race: two threads clone a reference to an object whose count is no
 * atomic. BROKEN ON PURPOSE: nothing is really freed, releases are counted. (R2)
 */
#include "harness/lab.h"
#include "labs/support/counted_object.h"
#include "labs/support/race_pair.h"

#define ROUNDS	1000
#define HOLDERS	3		/* the owner and the two that clone */

struct stage {
	struct px_counted_object in_turn, at_once;
	struct px_counted_object natural[ROUNDS];
};

/* Both have read the count before one of them writes it. */
static void clone_once(struct px_race_thread *me)
{
	px_rc_get_with(me->arg, px_race_pair_meet, me);
}

static void drop(struct px_race_thread *me)
{
	px_rc_put_with(me->arg, px_counted_object_on_release, px_race_pair_meet, me);
}

static void clone_nth(void *natural, u32 nth)
{
	px_rc_get(&((struct px_counted_object *)natural)[nth].rc);
}

/* One holder after another drops: how many are left when it is released? */
static int drop_in_turn(struct px_lab_ctx *s, struct px_counted_object *o)
{
	s64 left = HOLDERS;
	int err;

	px_counted_object_init(o, 1);
	err = px_race_pair_force(clone_once, &o->rc);
	if (err)
		return err;
	px_observe(s, "refused", px_rc_count(&o->rc) == 1);
	px_observe(s, "forced_count", px_rc_count(&o->rc));
	while (left && !px_counted_object_releases(o)) {
		px_rc_put(&o->rc, px_counted_object_on_release);
		left--;
	}
	px_observe(s, "holders_at_release", left);
	return 0;
}

/* One drops, and the other two at the same time. */
static int drop_at_once(struct px_lab_ctx *s, struct px_counted_object *o)
{
	int err;

	px_counted_object_init(o, 1);
	err = px_race_pair_force(clone_once, &o->rc);
	if (err)
		return err;
	px_rc_put(&o->rc, px_counted_object_on_release);
	err = px_race_pair_force(drop, &o->rc);
	if (!err)
		px_observe(s, "forced_releases", px_counted_object_releases(o));
	return err;
}

static int race(struct px_lab_ctx *s, struct px_counted_object *natural)
{
	struct px_rounds rounds = { .phase = clone_nth, .arg = natural, .nr = ROUNDS };
	s64 wrong = 0;
	u32 n;
	int err;

	for (n = 0; n < ROUNDS; n++)
		px_counted_object_init(&natural[n], 1);
	err = px_race_pair_race(&rounds);
	if (err)
		return err;
	for (n = 0; n < rounds.done; n++)
		wrong += px_rc_count(&natural[n].rc) != HOLDERS;
	px_observe(s, "natural_rounds", rounds.done);
	px_observe(s, "natural_wrong", wrong);
	return 0;
}

static int rc_clone_race(struct px_lab_ctx *s)
{
	struct stage *st = px_os_alloc(sizeof(*st));
	int err;

	if (!st)
		return -ENOMEM;
	err = drop_in_turn(s, &st->in_turn);
	if (!err)
		err = drop_at_once(s, &st->at_once);
	if (!err)
		err = race(s, st->natural);
	px_os_free(st);
	return err;
}

PX_LAB(rc_clone_race) = {
	.name = "rc_clone_race",
	.run = rc_clone_race,
};

PX_LAB_DOC(rc_clone_race) = {
	.name = "rc_clone_race",
	.claims = "R2",
	.question = "Two threads clone the one Rc at once: what does it count, with three holders?",
	.done = "An object with one reference and a plain count. Each of two threads reads the "
		"count, waits until the other has read it too, then writes one more. The three "
		"holders drop, one after another; in a second object the last two at once. Then "
		"1000 objects are cloned without anyone's waiting. A release only marks its "
		"object.",
	.expects = {
		{ .what = "forced_count", .rust = PX_NONE, .kernel = 2, .user = 2,
		  .topic = "the count, with three holders,",
		  .says = "3:is 3|2:is 2|*:is %d",
		  .brief = "*:%d of 3" },
		{ .what = "holders_at_release", .rust = PX_NONE, .kernel = 1, .user = 1,
		  .topic = "dropped one after another, it is released",
		  .says = "0:with no holder left|*:with %d holder left, under its feet" },
		{ .what = "forced_releases", .rust = PX_NONE, .kernel = 2, .user = 2,
		  .topic = "where the last two drop at once, it",
		  .says = "0:is never released|1:is released once|*:is released %d times" },
		{ .what = "refused", .rust = 1, .kernel = 0, .user = 0,
		  .topic = "a second thread with an Rc",
		  .says = "0:is let through|1:is refused by the compiler (E0277)",
		  .why = "Rc is not Sync, and not Send either. As the notes write it, the example "
			 "moves x twice, which is refused even with Arc (E0382)" },
		{ .what = "natural_rounds", .rust = PX_NONE, .kernel = PX_ANY, .user = PX_ANY,
		  .topic = "without a forced meeting, the two threads",
		  .says = "*:cloned %d objects" },
		{ .what = "natural_wrong", .rust = PX_NONE, .kernel = PX_ANY, .user = PX_ANY,
		  .topic = "by chance,", .says = "0:none of these counted too low|"
			   "*:%d of these counted too low" },
	},
};
