// SPDX-License-Identifier: GPL-2.0-only
/* abba: BROKEN ON PURPOSE. Two threads take two locks in opposite orders. */
#include "bug.h"
#include "mutex.h"

struct lock_pair {
	struct px_mutex a, b;
};

static u64 first_a(void *arg)
{
	struct lock_pair *locks = arg;

	px_mutex_lock(&locks->a);
	px_mutex_lock(&locks->b);
	px_mutex_unlock(&locks->b);
	px_mutex_unlock(&locks->a);
	return 0;
}

static u64 first_b(void *arg)
{
	struct lock_pair *locks = arg;

	if (!PX_WRONG)
		return first_a(locks);
	px_mutex_lock(&locks->b);
	px_mutex_lock(&locks->a);
	px_mutex_unlock(&locks->a);
	px_mutex_unlock(&locks->b);
	return 0;
}

/* The threads run one after the other, so neither waits in this run. */
static void abba(void)
{
	static struct lock_pair locks;

	px_mutex_init(&locks.a);
	px_mutex_init(&locks.b);
	px_bug_run_one(first_a, &locks);
	px_bug_run_one(first_b, &locks);
	px_mutex_destroy(&locks.b);
	px_mutex_destroy(&locks.a);
}

PX_BUG(abba) = {
	.name = "abba",
	.run = abba,
};

PX_BUG_DOC(abba) = {
	.name = "abba",
	.wrong = "One thread locks A and then B, another thread locks B and then A.",
	.effect = "Nothing happens until both threads do so at the same time. Then they "
		"deadlock.",
	.rust = "No type describes the order of two locks.",
	.caught = "lockdep tsan helgrind",
	.missed = "rustc gcc clang sparse hung glibc",
	.note = "No deadlock occurs in this run. A tool that records the lock order "
		"reports that one is possible.",
};
