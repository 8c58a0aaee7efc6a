// SPDX-License-Identifier: GPL-2.0-only
/*
 * rc_drop_race: two threads drop their references to an object whose count is
 * not atomic. BROKEN ON PURPOSE: the release only counts, nothing is freed. (R1)
 */
#include "harness/lab.h"
#include "labs/support/counted_object.h"
#include "labs/support/race_pair.h"

#define ROUNDS	1000

struct lab_state {
	struct px_counted_object forced, twice;
	s64 owner_check;		/* result in a thread that is not the owner */
	struct px_counted_object natural[ROUNDS];
};

/* Both threads read the count before either writes it. */
static void drop(struct px_race_thread *self)
{
	struct lab_state *st = self->arg;

	px_write_once(st->owner_check, px_rc_check(&st->forced.rc));
	px_rc_put_with(&st->forced.rc, px_counted_object_on_release, px_race_pair_meet, self);
}

/* Another common way to write it: decrement, then test for 0. */
static void drop_then_test(struct px_race_thread *self)
{
	struct px_rc *rc = &((struct lab_state *)self->arg)->twice.rc;

	px_write_once(rc->count, px_rc_count(rc) - 1);
	px_race_pair_meet(self);
	if (!px_rc_count(rc))
		px_counted_object_on_release(rc);
}

static void drop_nth(void *natural, u32 nth)
{
	px_rc_put(&((struct px_counted_object *)natural)[nth].rc, px_counted_object_on_release);
}

static int race(struct px_lab_ctx *ctx, struct px_counted_object *natural)
{
	struct px_race_rounds rounds = { .fn = drop_nth, .arg = natural, .nr = ROUNDS };
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
	px_observe(ctx, "natural_rounds", rounds.done);
	px_observe(ctx, "natural_wrong", wrong);
	return 0;
}

static int force(struct px_lab_ctx *ctx, struct lab_state *st)
{
	int err;

	px_counted_object_init(&st->forced, 2);
	px_counted_object_init(&st->twice, 2);
	err = px_race_pair_force(drop, st);
	if (err)
		return err;
	px_observe(ctx, "refused", px_rc_count(&st->forced.rc) == 2);
	px_observe(ctx, "forced_releases", px_counted_object_releases(&st->forced));
	px_observe(ctx, "forced_count", px_rc_count(&st->forced.rc));
	px_observe(ctx, "owner_check", px_read_once(st->owner_check));
	err = px_race_pair_force(drop_then_test, st);
	if (!err)
		px_observe(ctx, "forced_releases_other_way",
			   px_counted_object_releases(&st->twice));
	return err;
}

static int rc_drop_race(struct px_lab_ctx *ctx)
{
	struct lab_state *st = px_os_alloc(sizeof(*st));
	int err;

	if (!st)
		return -ENOMEM;
	err = force(ctx, st);
	if (!err)
		err = race(ctx, st->natural);
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
	.question = "Two threads drop the last two references of an Rc at the same time. Is the "
		"object released?",
	.steps = "An object has two references and a count that is not atomic. Each of two threads "
		"reads the count, waits until the other thread has read it too, and writes the "
		"count minus 1. This is repeated with a drop that decrements first and then reads "
		"the count. At the end both threads drop references of 1000 objects without "
		"waiting. A release only counts: it does not free memory.",
	.expectations = {
		{ .what = "forced_releases", .rust = PX_NONE, .kernel = 0, .user = 0,
		  .subject = "the object that both threads drop",
		  .values = "0:is never released (it leaks)|1:is released once|"
			    "*:is released %d times",
		  .brief = "0:leaks|1:freed once|*:freed %d times" },
		{ .what = "forced_count", .rust = PX_NONE, .kernel = 1, .user = 1,
		  .subject = "with no holder left, its count", .values = "0:is 0|*:is still %d" },
		{ .what = "forced_releases_other_way", .rust = PX_NONE, .kernel = 2, .user = 2,
		  .subject = "with a drop that decrements first and then reads, it",
		  .values = "0:is never released|1:is released once|*:is released %d times" },
		{ .what = "refused", .rust = 1, .kernel = 0, .user = 0,
		  .subject = "a second thread with an Rc",
		  .values = "0:is accepted|1:is refused by the compiler (E0277)",
		  .reason = "Rc is not Send. C has no such marker: in C a comment or a run-time "
			 "check restricts an object to one thread" },
		{ .what = "owner_check", .rust = PX_NONE, .kernel = -EPERM, .user = -EPERM,
		  .subject = "px_rc_check(), called by a thread that is not the owner,",
		  .values = "0:returns 0|*:returns %e" },
		{ .what = "natural_rounds", .rust = PX_NONE, .kernel = PX_ANY, .user = PX_ANY,
		  .subject = "without forced order, the two threads",
		  .values = "*:dropped %d objects" },
		{ .what = "natural_wrong", .rust = PX_NONE, .kernel = PX_ANY, .user = PX_ANY,
		  .subject = "of these,", .values = "0:none leaked or was released twice|"
			   "*:%d leaked or were released twice" },
	},
};
