// SPDX-License-Identifier: GPL-2.0-only
/*
 * abba: BROKEN ON PURPOSE. Two locks, taken in one order here and in the other
 * there.
 */
#include "bug.h"
#include "mutex.h"

struct two {
	struct px_mutex a, b;
};

static u64 first_a(void *arg)
{
	struct two *t = arg;

	px_mutex_lock(&t->a);
	px_mutex_lock(&t->b);
	px_mutex_unlock(&t->b);
	px_mutex_unlock(&t->a);
	return 0;
}

static u64 first_b(void *arg)
{
	struct two *t = arg;

	if (!PX_WRONG)
		return first_a(t);
	px_mutex_lock(&t->b);
	px_mutex_lock(&t->a);
	px_mutex_unlock(&t->a);
	px_mutex_unlock(&t->b);
	return 0;
}

/* One after the other: this time nobody waits. */
static void abba(void)
{
	static struct two t;

	px_mutex_init(&t.a);
	px_mutex_init(&t.b);
	px_run_alone(first_a, &t);
	px_run_alone(first_b, &t);
	px_mutex_destroy(&t.b);
	px_mutex_destroy(&t.a);
}

PX_BUG(abba) = {
	.name = "abba",
	.make = abba,
};

PX_BUG_DOC(abba) = {
	.name = "abba",
	.wrong = "One thread locks A and then B, another one B and then A.",
	.ends = "Nothing, until both do so at the same time, and wait for each other for "
		"ever.",
	.rust = "No type knows of the order of two locks.",
	.caught = "lockdep tsan helgrind",
	.missed = "rustc gcc clang sparse hung glibc",
	.why = "It did not come to a deadlock here. Who remembers orders sees that it "
		"could have.",
};
