// SPDX-License-Identifier: GPL-2.0-only
/* freed_while_held: BROKEN ON PURPOSE. Memory is freed while a lock in it is held. */
#include "bug.h"
#include "mutex.h"

struct account {
	struct px_mutex lock;
};

static void freed_while_held(void)
{
	struct account *a = px_os_alloc(sizeof(*a));

	if (!a)
		return;
	px_mutex_init(&a->lock);
	px_mutex_lock(&a->lock);
	if (!PX_WRONG) {
		px_mutex_unlock(&a->lock);
		px_mutex_destroy(&a->lock);
	}
	px_os_free(a);
}

PX_BUG(freed_while_held) = {
	.name = "freed_while_held",
	.run = freed_while_held,
};

PX_BUG_DOC(freed_while_held) = {
	.name = "freed_while_held",
	.wrong = "An object is freed while the lock in it is held.",
	.effect = "A thread that waits for the lock then waits in memory that belongs to "
		"another object.",
	.rust = "The guard borrows the mutex. The mutex cannot be dropped while it is "
		"borrowed.",
	.caught = "rustc clang sparse lockdep helgrind",
	.missed = "gcc mutexes kasan asan tsan glibc",
	.note = "The mutex is never destroyed: its memory is only freed. A tool that "
		"checks the destruction of locks sees nothing.",
};
