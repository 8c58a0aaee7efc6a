// SPDX-License-Identifier: GPL-2.0-only
/*
 * thread_outlives: BROKEN ON PURPOSE. A thread still reads what its spawner
 * has freed.
 */
#include "bug.h"

static u64 reader(void *arg)
{
	u64 *lent = arg;

	px_os_sleep(PX_BUG_WHILE);
	px_use(*lent);
	return 0;
}

static void thread_outlives(void)
{
	u64 *lent = px_os_alloc(PX_CACHELINE);
	struct px_thread t;

	if (!lent)
		return;
	if (px_thread_spawn(&t, reader, lent)) {
		px_os_free(lent);
		return;
	}
	if (PX_WRONG)
		px_os_free(lent);
	px_thread_join(&t, NULL);
	if (!PX_WRONG)
		px_os_free(lent);
}

PX_BUG(thread_outlives) = {
	.name = "thread_outlives",
	.make = thread_outlives,
};

PX_BUG_DOC(thread_outlives) = {
	.name = "thread_outlives",
	.wrong = "What a thread has borrowed is freed before the thread has been joined.",
	.ends = "The thread reads whatever has that memory by now.",
	.rust = "A thread may not borrow what it can outlive; thread::scope joins first.",
	.caught = "rustc kasan asan tsan",
	.missed = "gcc",
};
