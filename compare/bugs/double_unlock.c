// SPDX-License-Identifier: GPL-2.0-only
/*
 * double_unlock: BROKEN ON PURPOSE. What was unlocked is unlocked once more.
 */
#include "bug.h"
#include "mutex.h"

static void double_unlock(void)
{
	static struct px_mutex lock;

	px_mutex_init(&lock);
	px_mutex_lock(&lock);
	px_mutex_unlock(&lock);
	if (PX_WRONG)
		px_mutex_unlock(&lock);
	px_mutex_destroy(&lock);
}

PX_BUG(double_unlock) = {
	.name = "double_unlock",
	.make = double_unlock,
};

PX_BUG_DOC(double_unlock) = {
	.name = "double_unlock",
	.wrong = "A mutex is unlocked twice.",
	.ends = "Nothing yet; had another one taken it meanwhile, that one would hold it no"
		" more.",
	.rust = "To unlock is to drop the guard, and what was dropped has been moved away.",
	.caught = "rustc clang sparse lockdep mutexes tsan helgrind glibc",
	.missed = "gcc",
};
