// SPDX-License-Identifier: GPL-2.0-only
/*
 * The reference is Rust's ownership: a moved-from value cannot be used, and the
 * last owner drops it, exactly once. Rust refuses the use at compile time (E0382,
 * use of a moved value); here it is an error at run time.
 */
#include "move.h"
#include "os.h"
#include "conform.h"

struct object {
	u32 value;
	u32 *freed;
};

static struct object *make(u32 *freed)
{
	struct object *t = px_os_alloc(sizeof(*t));

	if (t)
		*t = (struct object) { .value = 42, .freed = freed };
	return t;
}

static void free_object(struct object *t)
{
	++*t->freed;
	px_os_free(t);
}

static u64 use_and_free(void *arg)
{
	struct object *mine = arg;
	u64 value = mine->value;

	px_drop(&mine, free_object);
	return value;
}

static void moves(void)
{
	u32 freed = 0;
	struct object *a = make(&freed), *b;

	px_conform_ok(!px_owns(a), "an object to own");
	b = px_move(&a);
	px_conform_ok(!a && b && b->value == 42, "move returns the pointer and leaves NULL");
	px_conform_ok(px_owns(a) == -ESTALE && !px_owns(b),
		      "using a moved-from pointer returns -ESTALE");
	px_conform_ok(px_drop(&a, free_object) == -ESTALE && !freed,
		      "drop of a moved-from pointer frees nothing");
	px_conform_ok(!px_drop(&b, free_object) && freed == 1,
		      "drop of the owner frees the object");
	px_conform_ok(px_drop(&b, free_object) == -ESTALE && freed == 1,
		      "a second drop returns -ESTALE");
}

static void moves_to_a_thread(void)
{
	u32 freed = 0;
	struct object *a = make(&freed);
	struct px_thread t, none;
	u64 value = 0;

	px_conform_ok(!px_spawn_moving(&t, use_and_free, &a) && !a,
		      "a thread takes over the object");
	px_conform_ok(!px_thread_join(&t, &value) && value == 42 && freed == 1,
		      "the thread uses the object and frees it once");
	px_conform_ok(px_spawn_moving(&none, use_and_free, &a) == -ESTALE,
		      "a second move into a thread returns -ESTALE");
}

static struct object *keep_or_pass(u32 *freed, bool pass)
{
	px_owned struct object *mine = make(freed);

	return pass ? px_move(&mine) : NULL;
}

static void guards(void)
{
	u32 freed = 0;
	struct object *a = keep_or_pass(&freed, true);

	px_conform_ok(a && a->value == 42, "an object that was moved out of its block lives on");
	px_os_free(a);
	px_conform_ok(!keep_or_pass(&freed, false),
		      "an object that was not moved out is freed at the end of its block");
}

static void run(void)
{
	moves();
	moves_to_a_thread();
	guards();
}

PX_CONFORM_TEST(move, run);
