// SPDX-License-Identifier: GPL-2.0-only
#include "pi_mutex.h"

#define LOCK(x)	px_pi_mutex##x
#include "mutex_tests.h"

static void run(void)
{
	struct bench b = { .counter = 0 };
	int err = px_pi_mutex_init(&b.lock);

	px_conform_ok(!err || err == -EOPNOTSUPP, "init succeeds, or returns -EOPNOTSUPP");
	if (!err)
		test_mutex(&b);
}

PX_CONFORM_TEST(pi_mutex, run);
