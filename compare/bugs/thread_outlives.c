// SPDX-License-Identifier: GPL-2.0-only
/*
 * thread_outlives: BROKEN ON PURPOSE. A thread reads memory that its creator has
 * freed.
 */
#include "bug.h"

static u64 reader(void *arg)
{
	u64 *borrowed = arg;

	px_os_sleep(PX_BUG_WAIT_NS);
	px_use(*borrowed);
	return 0;
}

static void thread_outlives(void)
{
	u64 *borrowed = px_os_alloc(PX_CACHELINE);
	struct px_thread t;

	if (!borrowed)
		return;
	if (px_thread_spawn(&t, reader, borrowed)) {
		px_os_free(borrowed);
		return;
	}
	if (PX_WRONG)
		px_os_free(borrowed);
	px_thread_join(&t, NULL);
	if (!PX_WRONG)
		px_os_free(borrowed);
}

PX_BUG(thread_outlives) = {
	.name = "thread_outlives",
	.run = thread_outlives,
};

PX_BUG_DOC(thread_outlives) = {
	.name = "thread_outlives",
	.wrong = "Memory that a thread has borrowed is freed before the thread is joined.",
	.effect = "The thread reads memory that may belong to another object.",
	.rust = "A thread may not borrow data that it can outlive. thread::scope joins "
		"first.",
	.caught = "rustc kasan asan tsan",
	.missed = "gcc",
};
