// SPDX-License-Identifier: GPL-2.0-only
/*
 * self_deadlock: BROKEN ON PURPOSE. A thread locks what it holds already.
 */
#include "bug.h"
#include "mutex.h"

static void self_deadlock(void)
{
	static struct px_mutex lock;

	px_mutex_init(&lock);
	px_mutex_lock(&lock);
	if (PX_WRONG)
		px_mutex_lock(&lock);
	px_mutex_unlock(&lock);
	px_mutex_destroy(&lock);
}

PX_BUG(self_deadlock) = {
	.name = "self_deadlock",
	.make = self_deadlock,
};

PX_BUG_DOC(self_deadlock) = {
	.name = "self_deadlock",
	.wrong = "A thread locks a mutex that it holds.",
	.ends = "It waits for itself, for ever.",
	.rust = "Its documentation promises no more than that the second lock does not "
		"return.",
	.caught = "clang sparse lockdep hung helgrind glibc",
	.missed = "rustc gcc tsan",
};
