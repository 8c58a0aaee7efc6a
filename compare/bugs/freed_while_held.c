// SPDX-License-Identifier: GPL-2.0-only
/*
 * freed_while_held: BROKEN ON PURPOSE. Memory is given back with a lock in it
 * that is held.
 */
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
	.make = freed_while_held,
};

PX_BUG_DOC(freed_while_held) = {
	.name = "freed_while_held",
	.wrong = "An object is freed while the lock in it is held.",
	.ends = "Whoever waits for the lock waits in memory that has another owner.",
	.rust = "The guard borrows the mutex, which cannot be dropped as long as it does.",
	.caught = "rustc clang sparse lockdep helgrind",
	.missed = "gcc mutexes kasan asan tsan glibc",
	.why = "Who waits for the lock to be destroyed waits in vain: its memory simply "
		"goes.",
};
