// SPDX-License-Identifier: GPL-2.0-only
/* self_deadlock: BROKEN ON PURPOSE. A thread locks a mutex that it already holds. */
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
	.run = self_deadlock,
};

PX_BUG_DOC(self_deadlock) = {
	.name = "self_deadlock",
	.wrong = "A thread locks a mutex that it already holds.",
	.effect = "The thread waits for itself, forever.",
	.rust = "The documentation says only that the second lock() does not return.",
	.caught = "clang sparse lockdep hung helgrind glibc",
	.missed = "rustc gcc tsan",
};
