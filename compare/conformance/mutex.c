// SPDX-License-Identifier: GPL-2.0-only
#include "mutex.h"

#define LOCK(x)	px_mutex##x
#include "mutex_tests.h"

static void run(void)
{
	struct bench b = { .counter = 0 };

	px_mutex_init(&b.lock);
	test_mutex(&b);
}

PX_CONFORM_TEST(mutex, run);
