// SPDX-License-Identifier: GPL-2.0-only
/*
 * move_once: an object is moved to a thread, which frees it. The giver no longer
 * owns it, and an attempt to use it is detected. (V1)
 */
#include "harness/lab.h"
#include "atomic.h"
#include "move.h"
#include "thread_id.h"
#include "thread.h"

enum { GIVER, THREAD };

#define AT_RUN_TIME	2	/* 1: by the compiler */

struct object {
	struct px_lab_ctx *ctx;
	u64 value;
	u64 giver;
	struct px_atomic freed, freed_by_the_giver;	/* counters: no memory is freed */
};

static void object_free(struct object *o)
{
	px_atomic_add(&o->freed, 1);
	if (px_thread_id() == o->giver)
		px_atomic_add(&o->freed_by_the_giver, 1);
}

static u64 owner(void *arg)
{
	struct object *mine = arg;
	struct px_lab_ctx *ctx;
	u64 value;

	if (!mine)	/* it was moved before, and the second move was not detected */
		return 0;
	ctx = mine->ctx;
	value = mine->value;
	px_event(ctx, THREAD, PX_ACTOR_HOLDS, "owns it");
	px_drop(&mine, object_free);
	px_event(ctx, THREAD, PX_ACTOR_GONE, "frees it");
	return value;
}

/* The thread owns the object. What can the giver still do? */
static void use_after_move(struct px_lab_ctx *ctx, struct object **given)
{
	struct px_thread again;
	int err;

	px_observe(ctx, "giver_has_it", *given != NULL);
	px_observe(ctx, "use_after_move", px_owns(*given));
	err = px_spawn_moving(&again, owner, given);
	if (!err)
		px_thread_join(&again, NULL);
	px_observe(ctx, "second_move", err);
	px_observe(ctx, "drop_after_move", px_drop(given, object_free));
	px_observe(ctx, "refused", px_owns(*given) && err ? AT_RUN_TIME : 0);
}

static int move_and_observe(struct px_lab_ctx *ctx, struct object *o)
{
	struct object *mine = o;
	struct px_thread t;
	u64 value = 0;
	int err;

	px_event(ctx, GIVER, PX_ACTOR_HOLDS, "owns it");
	px_event(ctx, GIVER, PX_ACTOR_RUNS, "moves it");
	err = px_spawn_moving(&t, owner, &mine);
	if (err)
		return err;
	use_after_move(ctx, &mine);
	px_thread_join(&t, &value);
	px_event(ctx, GIVER, PX_ACTOR_GONE, "joins");
	px_observe(ctx, "value", (s64)value);
	px_observe(ctx, "freed", (s64)px_atomic_load(&o->freed));
	px_observe(ctx, "freed_by_the_thread",
	       (s64)(px_atomic_load(&o->freed) - px_atomic_load(&o->freed_by_the_giver)));
	return 0;
}

static int move_once(struct px_lab_ctx *ctx)
{
	struct object o = { .ctx = ctx, .value = 42, .giver = px_thread_id() };

	px_atomic_store(&o.freed, 0);
	px_atomic_store(&o.freed_by_the_giver, 0);
	return move_and_observe(ctx, &o);
}

PX_LAB(move_once) = {
	.name = "move_once",
	.run = move_once,
};

#define PX_CAUGHT(name, text)							\
	{ .what = name, .rust = PX_NONE, .kernel = -ESTALE, .user = -ESTALE,	\
	  .subject = text, .values = "0:is not detected|*:is detected: %e" }

PX_LAB_DOC(move_once) = {
	.name = "move_once",
	.claims = "V1",
	.rust_program = "move_then_use",
	.question = "An object was moved into a thread. Which thread frees it, and what happens if "
		"the giver uses it?",
	.steps = "An object with the value 42 is moved into a thread, which reads it and frees it. "
		"Meanwhile the giver tries to use it, to move it a second time, and to drop it.",
	.actors = { "giver", "thread" },
	.expectations = {
		{ .what = "freed", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "the object",
		  .values = "0:is never freed|1:is freed once|*:is freed %d times",
		  .brief = "0:leaks|1:freed once|*:freed %d times" },
		{ .what = "freed_by_the_thread", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "it is", .values = "0:not freed by the thread|*:freed by the thread" },
		{ .what = "giver_has_it", .rust = 0, .kernel = 0, .user = 0,
		  .subject = "after the move, the giver's pointer",
		  .values = "0:is NULL|1:still points to the object" },
		{ .what = "value", .rust = 42, .kernel = 42, .user = 42,
		  .subject = "the value that the thread read", .values = "*:is %d" },
		{ .what = "refused", .rust = 1, .kernel = AT_RUN_TIME, .user = AT_RUN_TIME,
		  .subject = "a use after the move",
		  .values = "0:is not detected|1:is refused by the compiler (E0382)|"
			  "2:is detected at run time",
		  .reason = "Rust's compiler knows the owner of each value. In C the move takes "
			 "the pointer and leaves NULL, which a run-time check can detect" },
		PX_CAUGHT("use_after_move", "a use by the giver"),
		PX_CAUGHT("second_move", "a second move"),
		PX_CAUGHT("drop_after_move", "a drop by the giver"),
	},
};
