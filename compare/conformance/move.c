// SPDX-License-Identifier: GPL-2.0-only
/*
 * The yardstick is Rust's ownership: who moves a value has it no more, exactly
 * one drop, by whoever has it last. What Rust refuses to compile (E0382) is an
 * error here when it runs.
 */
#include "move.h"
#include "os.h"
#include "conform.h"

struct thing {
	u32 value;
	u32 *freed;
};

static struct thing *make(u32 *freed)
{
	struct thing *t = px_os_alloc(sizeof(*t));

	if (t)
		*t = (struct thing) { .value = 42, .freed = freed };
	return t;
}

static void free_thing(struct thing *t)
{
	++*t->freed;
	px_os_free(t);
}

static u64 use_and_free(void *arg)
{
	struct thing *mine = arg;
	u64 value = mine->value;

	px_drop(&mine, free_thing);
	return value;
}

static void moves(void)
{
	u32 freed = 0;
	struct thing *a = make(&freed), *b;

	px_conform_ok(!px_owns(a), "something to own");
	b = px_move(&a);
	px_conform_ok(!a && b && b->value == 42, "a move hands it over and leaves NULL");
	px_conform_ok(px_owns(a) == -ESTALE && !px_owns(b), "use after the move is caught");
	px_conform_ok(px_drop(&a, free_thing) == -ESTALE && !freed, "who has moved it drops nothing");
	px_conform_ok(!px_drop(&b, free_thing) && freed == 1, "who has it frees it");
	px_conform_ok(px_drop(&b, free_thing) == -ESTALE && freed == 1, "once");
}

static void moves_to_a_thread(void)
{
	u32 freed = 0;
	struct thing *a = make(&freed);
	struct px_thread t, none;
	u64 value = 0;

	px_conform_ok(!px_spawn_moving(&t, use_and_free, &a) && !a, "a thread takes it over");
	px_conform_ok(!px_thread_join(&t, &value) && value == 42 && freed == 1, "uses it, and frees it once");
	px_conform_ok(px_spawn_moving(&none, use_and_free, &a) == -ESTALE, "and a second one gets nothing");
}

static struct thing *keep_or_pass(u32 *freed, bool pass)
{
	px_owned struct thing *mine = make(freed);

	return pass ? px_move(&mine) : NULL;
}

static void guards(void)
{
	u32 freed = 0;
	struct thing *a = keep_or_pass(&freed, true);

	px_conform_ok(a && a->value == 42, "what leaves its block by a move lives on");
	px_os_free(a);
	px_conform_ok(!keep_or_pass(&freed, false), "what stays behind ends with its block (or leaks, which ASan sees)");
}

static void run(void)
{
	moves();
	moves_to_a_thread();
	guards();
}

PX_CONFORM_TEST(move, run);
