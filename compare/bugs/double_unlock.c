// SPDX-License-Identifier: GPL-2.0-only
/* double_unlock: BROKEN ON PURPOSE. A mutex is unlocked twice. */
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
	.run = double_unlock,
};

PX_BUG_DOC(double_unlock) = {
	.name = "double_unlock",
	.wrong = "A mutex is unlocked twice.",
	.effect = "Nothing happens here. If another thread had locked the mutex in "
		"between, it would lose the lock.",
	.rust = "Dropping the guard unlocks the mutex. The first drop moves the guard, so "
		"it cannot be dropped again.",
	.caught = "rustc clang sparse lockdep mutexes tsan helgrind glibc",
	.missed = "gcc",
};
