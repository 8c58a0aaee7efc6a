// SPDX-License-Identifier: GPL-2.0-only
/*
 * sleep_in_spin: BROKEN ON PURPOSE. A thread calls a function that may sleep while it
 * holds a spinlock.
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
	.run = sleep_in_spin,
};

PX_BUG_DOC(sleep_in_spin) = {
	.name = "sleep_in_spin",
	.wrong = "A mutex, which may sleep, is locked while a spinlock is held.",
	.effect = "Nothing happens until another thread holds the mutex. Then others spin "
		"until the sleeper runs again. On the same CPU that never happens.",
	.rust = "The standard library has no spinlock. Rust for Linux has one, but no "
		"type says what may sleep.",
	.caught = "lockdep sleep",
	.missed = "gcc clang sparse",
	.note = "Tools that read the source do not know which functions may sleep.",
	.kernel_only = true,
};
