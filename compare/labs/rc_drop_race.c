// SPDX-License-Identifier: GPL-2.0-only
/*
 * rc_drop_race: two threads drop their references to an object whose count is
 * no atomic. BROKEN ON PURPOSE: nothing is really freed, releases are counted. (R1)
 */
#include "harness/lab.h"
#include "labs/support/counted_object.h"
#include "labs/support/race_pair.h"

#define ROUNDS	1000

struct stage {
	struct px_counted_object forced, twice;
	s64 stranger;			/* what the owner check says to another thread */
	struct px_counted_object natural[ROUNDS];
};

/* Both have read the count before one of them writes it. */
static void drop(struct px_race_thread *me)
{
	struct stage *st = me->arg;

	px_write_once(st->stranger, px_rc_check(&st->forced.rc));
	px_rc_put_with(&st->forced.rc, px_counted_object_on_release, px_race_pair_meet, me);
}

/* The same as others write it: count down, then look whether it was the last. */
static void drop_and_look(struct px_race_thread *me)
{
	struct px_rc *rc = &((struct stage *)me->arg)->twice.rc;

	px_write_once(rc->count, px_rc_count(rc) - 1);
	px_race_pair_meet(me);
	if (!px_rc_count(rc))
		px_counted_object_on_release(rc);
}

static void drop_nth(void *natural, u32 nth)
{
	px_rc_put(&((struct px_counted_object *)natural)[nth].rc, px_counted_object_on_release);
}

static int race(struct px_lab_ctx *s, struct px_counted_object *natural)
{
	struct px_rounds rounds = { .phase = drop_nth, .arg = natural, .nr = ROUNDS };
	s64 wrong = 0;
	u32 n;
	int err;

	for (n = 0; n < ROUNDS; n++)
		px_counted_object_init(&natural[n], 2);
	err = px_race_pair_race(&rounds);
	if (err)
		return err;
	for (n = 0; n < rounds.done; n++)
		wrong += px_counted_object_releases(&natural[n]) != 1;
	px_observe(s, "natural_rounds", rounds.done);
	px_observe(s, "natural_wrong", wrong);
	return 0;
}

static int force(struct px_lab_ctx *s, struct stage *st)
{
	int err;

	px_counted_object_init(&st->forced, 2);
	px_counted_object_init(&st->twice, 2);
	err = px_race_pair_force(drop, st);
	if (err)
		return err;
	px_observe(s, "refused", px_rc_count(&st->forced.rc) == 2);
	px_observe(s, "forced_releases", px_counted_object_releases(&st->forced));
	px_observe(s, "forced_count", px_rc_count(&st->forced.rc));
	px_observe(s, "owner_check", px_read_once(st->stranger));
	err = px_race_pair_force(drop_and_look, st);
	if (!err)
		px_observe(s, "forced_releases_other_way", px_counted_object_releases(&st->twice));
	return err;
}

static int rc_drop_race(struct px_lab_ctx *s)
{
	struct stage *st = px_os_alloc(sizeof(*st));
	int err;

	if (!st)
		return -ENOMEM;
	err = force(s, st);
	if (!err)
		err = race(s, st->natural);
	px_os_free(st);
	return err;
}

PX_LAB(rc_drop_race) = {
	.name = "rc_drop_race",
	.run = rc_drop_race,
};

PX_LAB_DOC(rc_drop_race) = {
	.name = "rc_drop_race",
	.claims = "R1",
	.question = "Two threads drop the last two references of an Rc at once: what becomes of "
		"it?",
	.done = "An object with two references and a plain count. Each thread reads the count, "
		"waits until the other has read it too, then writes one less. Once more, with a "
		"drop that counts down first and looks afterwards. Then 1000 objects, without "
		"anyone's waiting. A release only marks its object.",
	.expects = {
		{ .what = "forced_releases", .rust = PX_NONE, .kernel = 0, .user = 0,
		  .topic = "the object that both drop", .says = "0:is never released (it leaks)|"
			   "1:is released once|*:is released %d times",
		  .brief = "0:leaks|1:freed once|*:freed %d times" },
		{ .what = "forced_count", .rust = PX_NONE, .kernel = 1, .user = 1,
		  .topic = "its count, with no holder left,", .says = "0:is 0|*:is still %d" },
		{ .what = "forced_releases_other_way", .rust = PX_NONE, .kernel = 2, .user = 2,
		  .topic = "dropped by counting down first, looking afterwards, it",
		  .says = "0:is never released|1:is released once|*:is released %d times" },
		{ .what = "refused", .rust = 1, .kernel = 0, .user = 0,
		  .topic = "a second thread with an Rc",
		  .says = "0:is let through|1:is refused by the compiler (E0277)",
		  .why = "Rc is not Send. C has no such marker: what is for one thread is so by a "
			 "comment, or by a check at run time" },
		{ .what = "owner_check", .rust = PX_NONE, .kernel = -EPERM, .user = -EPERM,
		  .topic = "px_rc_check(), asked by a thread that is not the owner,",
		  .says = "0:lets it pass|*:says %e" },
		{ .what = "natural_rounds", .rust = PX_NONE, .kernel = PX_ANY, .user = PX_ANY,
		  .topic = "without a forced meeting, the two threads",
		  .says = "*:dropped %d objects" },
		{ .what = "natural_wrong", .rust = PX_NONE, .kernel = PX_ANY, .user = PX_ANY,
		  .topic = "by chance,", .says = "0:none of these leaked or was freed twice|"
			   "*:%d of these leaked or were freed twice" },
	},
};
