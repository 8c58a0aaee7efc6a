// SPDX-License-Identifier: GPL-2.0-only
/*
 * sleep_in_spin: BROKEN ON PURPOSE. Something that may sleep is done under a
 * spinlock.
 */
#include "bug.h"
#include "mutex.h"
#include "spinlock.h"

static void sleep_in_spin(void)
{
	static struct px_spinlock spin;
	static struct px_mutex lock;

	px_spinlock_init(&spin);
	px_mutex_init(&lock);
	px_spinlock_lock(&spin);
	if (PX_WRONG) {
		px_mutex_lock(&lock);
		px_mutex_unlock(&lock);
	}
	px_spinlock_unlock(&spin);
	px_mutex_destroy(&lock);
	px_spinlock_destroy(&spin);
}

PX_BUG(sleep_in_spin) = {
	.name = "sleep_in_spin",
	.make = sleep_in_spin,
};

PX_BUG_DOC(sleep_in_spin) = {
	.name = "sleep_in_spin",
	.wrong = "A mutex, which may have to be waited for, is locked under a spinlock.",
	.ends = "Nothing, until it is held by another: then whoever spins does so until the"
		" sleeper is back, and on the same CPU that is never.",
	.rust = "Its standard library has no spinlock; that of the kernel in Rust has, and "
		"no type says what may sleep.",
	.caught = "lockdep sleep",
	.missed = "gcc clang sparse",
	.why = "Who only reads is not told which functions may sleep.",
	.kernel_only = true,
};
