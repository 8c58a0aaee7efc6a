// SPDX-License-Identifier: GPL-2.0-only
#include "thread_id.h"
#include "conform.h"

static u64 my_id(void *arg)
{
	u64 id = px_thread_id();

	return id == px_thread_id() ? id : 0;
}

static void run(void)
{
	u64 mine = px_thread_id();
	u64 first = px_conform_in_thread(my_id, NULL);
	u64 second = px_conform_in_thread(my_id, NULL);

	px_conform_ok(mine && mine == px_thread_id(), "a thread has one number, not 0");
	px_conform_ok(first && first != mine,
		      "another thread has another number, which does not change");
	px_conform_ok(second && second != mine, "a third thread has another number too");
	px_conform_ok(first != second,
		      "the next thread does not get the number of the thread before");
}

PX_CONFORM_TEST(thread_id, run);
