// SPDX-License-Identifier: GPL-2.0-only
/*
 * move_once: an object is given to a thread, which frees it. Who gave it has it
 * no more, and is caught when it tries to use it. (V1)
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
	struct px_atomic freed, freed_by_the_giver;	/* tombstones: it is not really freed */
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
	struct px_lab_ctx *s;
	u64 value;

	if (!mine)	/* moved from before, and nobody noticed */
		return 0;
	s = mine->ctx;
	value = mine->value;
	px_event(s, THREAD, PX_ACTOR_HOLDS, "owns it");
	px_drop(&mine, object_free);
	px_event(s, THREAD, PX_ACTOR_GONE, "frees it");
	return value;
}

/* With the object gone to the thread: what may the giver still do? */
static void use_after_move(struct px_lab_ctx *s, struct object **given)
{
	struct px_thread again;
	int err;

	px_observe(s, "giver_has_it", *given != NULL);
	px_observe(s, "use_after_move", px_owns(*given));
	err = px_spawn_moving(&again, owner, given);
	if (!err)
		px_thread_join(&again, NULL);
	px_observe(s, "second_move", err);
	px_observe(s, "drop_after_move", px_drop(given, object_free));
	px_observe(s, "refused", px_owns(*given) && err ? AT_RUN_TIME : 0);
}

static int move_and_look(struct px_lab_ctx *s, struct object *o)
{
	struct object *mine = o;
	struct px_thread t;
	u64 value = 0;
	int err;

	px_event(s, GIVER, PX_ACTOR_HOLDS, "owns it");
	px_event(s, GIVER, PX_ACTOR_RUNS, "moves it");
	err = px_spawn_moving(&t, owner, &mine);
	if (err)
		return err;
	use_after_move(s, &mine);
	px_thread_join(&t, &value);
	px_event(s, GIVER, PX_ACTOR_GONE, "joins");
	px_observe(s, "value", (s64)value);
	px_observe(s, "freed", (s64)px_atomic_load(&o->freed));
	px_observe(s, "freed_by_the_thread",
	       (s64)(px_atomic_load(&o->freed) - px_atomic_load(&o->freed_by_the_giver)));
	return 0;
}

static int move_once(struct px_lab_ctx *s)
{
	struct object o = { .ctx = s, .value = 42, .giver = px_thread_id() };

	px_atomic_store(&o.freed, 0);
	px_atomic_store(&o.freed_by_the_giver, 0);
	return move_and_look(s, &o);
}

PX_LAB(move_once) = {
	.name = "move_once",
	.run = move_once,
};

#define PX_CAUGHT(name, subject)						\
	{ .what = name, .rust = PX_NONE, .kernel = -ESTALE, .user = -ESTALE,	\
	  .topic = subject, .says = "0:goes unnoticed|*:is caught: %e" }

PX_LAB_DOC(move_once) = {
	.name = "move_once",
	.claims = "V1",
	.proof = "move_then_use",
	.question = "An object was moved into a thread: who frees it, and what if the giver uses "
		"it?",
	.done = "An object with 42 in it is moved into a thread, which reads it and frees it. "
		"Meanwhile the giver looks at it, moves it once more, and drops it.",
	.actors = { "giver", "thread" },
	.expects = {
		{ .what = "freed", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "the object",
		  .says = "0:is never freed|1:is freed once|*:is freed %d times",
		  .brief = "0:leaks|1:freed once|*:freed %d times" },
		{ .what = "freed_by_the_thread", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "it is", .says = "0:not freed by the thread|*:freed by the thread" },
		{ .what = "giver_has_it", .rust = 0, .kernel = 0, .user = 0,
		  .topic = "after the move, the giver's pointer",
		  .says = "0:is empty|1:still points at it" },
		{ .what = "value", .rust = 42, .kernel = 42, .user = 42,
		  .topic = "what the thread read in it", .says = "*:is %d" },
		{ .what = "refused", .rust = 1, .kernel = AT_RUN_TIME, .user = AT_RUN_TIME,
		  .topic = "what was moved and is used all the same",
		  .says = "0:goes unnoticed|1:is refused by the compiler (E0382)|"
			  "2:is caught when it runs",
		  .why = "Rust knows at compile time who owns what; C takes the pointer and "
			 "leaves NULL behind, which is noticed when it runs, by those who look" },
		PX_CAUGHT("use_after_move", "a use by the giver"),
		PX_CAUGHT("second_move", "a second move"),
		PX_CAUGHT("drop_after_move", "a drop by the giver"),
	},
};
