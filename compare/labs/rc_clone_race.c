// SPDX-License-Identifier: GPL-2.0-only
/*
 * rc_clone_race: two threads clone a reference to an object whose count is not
 * atomic. BROKEN ON PURPOSE: the release only counts, nothing is freed. (R2)
 */
#include "harness/lab.h"
#include "labs/support/counted_object.h"
#include "labs/support/race_pair.h"

#define ROUNDS	1000
#define HOLDERS	3		/* the owner and the two clones */

struct lab_state {
	struct px_counted_object one_by_one, at_once;
	struct px_counted_object natural[ROUNDS];
};

/* Both threads read the count before either writes it. */
static void clone_once(struct px_race_thread *self)
{
	px_rc_get_with(self->arg, px_race_pair_meet, self);
}

static void drop(struct px_race_thread *self)
{
	px_rc_put_with(self->arg, px_counted_object_on_release, px_race_pair_meet, self);
}

static void clone_nth(void *natural, u32 nth)
{
	px_rc_get(&((struct px_counted_object *)natural)[nth].rc);
}

/* The holders drop one after the other. How many are left when the object is released? */
static int drop_one_by_one(struct px_lab_ctx *ctx, struct px_counted_object *o)
{
	s64 left = HOLDERS;
	int err;

	px_counted_object_init(o, 1);
	err = px_race_pair_force(clone_once, &o->rc);
	if (err)
		return err;
	px_observe(ctx, "refused", px_rc_count(&o->rc) == 1);
	px_observe(ctx, "forced_count", px_rc_count(&o->rc));
	while (left && !px_counted_object_releases(o)) {
		px_rc_put(&o->rc, px_counted_object_on_release);
		left--;
	}
	px_observe(ctx, "holders_at_release", left);
	return 0;
}

/* One holder drops; then the other two drop at the same time. */
static int drop_at_once(struct px_lab_ctx *ctx, struct px_counted_object *o)
{
	int err;

	px_counted_object_init(o, 1);
	err = px_race_pair_force(clone_once, &o->rc);
	if (err)
		return err;
	px_rc_put(&o->rc, px_counted_object_on_release);
	err = px_race_pair_force(drop, &o->rc);
	if (!err)
		px_observe(ctx, "forced_releases", px_counted_object_releases(o));
	return err;
}

static int race(struct px_lab_ctx *ctx, struct px_counted_object *natural)
{
	struct px_race_rounds rounds = { .fn = clone_nth, .arg = natural, .nr = ROUNDS };
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
	px_observe(ctx, "natural_rounds", rounds.done);
	px_observe(ctx, "natural_wrong", wrong);
	return 0;
}

static int rc_clone_race(struct px_lab_ctx *ctx)
{
	struct lab_state *st = px_os_alloc(sizeof(*st));
	int err;

	if (!st)
		return -ENOMEM;
	err = drop_one_by_one(ctx, &st->one_by_one);
	if (!err)
		err = drop_at_once(ctx, &st->at_once);
	if (!err)
		err = race(ctx, st->natural);
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
	.question = "Two threads clone the same Rc at the same time. What is the count of the "
		"three holders?",
	.steps = "An object has one reference and a count that is not atomic. Each of two threads "
		"reads the count, waits until the other thread has read it too, and writes the "
		"count plus 1. Then the three holders drop: one after the other for one object; "
		"the last two at the same time for a second object. At the end both threads clone "
		"1000 objects without waiting. A release only counts: it does not free memory.",
	.expectations = {
		{ .what = "forced_count", .rust = PX_NONE, .kernel = 2, .user = 2,
		  .subject = "with three holders, the count",
		  .values = "3:is 3|2:is 2|*:is %d",
		  .brief = "*:%d of 3" },
		{ .what = "holders_at_release", .rust = PX_NONE, .kernel = 1, .user = 1,
		  .subject = "when the holders drop one after the other, the object is released",
		  .values = "0:after the last drop|*:while %d holder still uses it" },
		{ .what = "forced_releases", .rust = PX_NONE, .kernel = 2, .user = 2,
		  .subject = "when the last two drop at the same time, it",
		  .values = "0:is never released|1:is released once|*:is released %d times" },
		{ .what = "refused", .rust = 1, .kernel = 0, .user = 0,
		  .subject = "a second thread with an Rc",
		  .values = "0:is accepted|1:is refused by the compiler (E0277)",
		  .reason = "Rc is neither Sync nor Send. The notes' own example also moves x "
			 "twice, which Rust refuses even for an Arc (E0382)" },
		{ .what = "natural_rounds", .rust = PX_NONE, .kernel = PX_ANY, .user = PX_ANY,
		  .subject = "without forced order, the two threads",
		  .values = "*:cloned %d objects" },
		{ .what = "natural_wrong", .rust = PX_NONE, .kernel = PX_ANY, .user = PX_ANY,
		  .subject = "of these,", .values = "0:none had a wrong count|"
			   "*:%d had a wrong count" },
	},
};
