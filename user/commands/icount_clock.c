// SPDX-License-Identifier: GPL-2.0-only
#include "harness/workload.h"
#include "icount_clock.h"
#include "os.h"

#define ITERATIONS	4096u	/* iterations of the busy loop that tests the clock */
#define TRIES		8u	/* measurements that must agree, and repetitions */
#define ROUNDING	2u	/* ns, of a scaled clock */

static bool near(u64 a, u64 b)
{
	return a <= b + ROUNDING && b <= a + ROUNDING;
}

/* The time of the busy loop if it is always the same, or 0. */
static u64 constant_time(u32 iterations)
{
	u64 first = 0;

	for (u32 i = 0; i < TRIES; i++) {
		u64 before = px_os_now(), took;

		px_busy(iterations);
		took = px_os_now() - before;
		if (i > 1 && !near(took, first))
			return 0;
		if (i < 2)
			first = took;
	}
	return first;
}

bool px_icount_clock(void)
{
	for (u32 tries = 0; tries < TRIES; tries++) {
		u64 once = constant_time(ITERATIONS), twice = constant_time(2 * ITERATIONS);
		u64 ns = twice > once ? (twice - once + ITERATIONS / 2) / ITERATIONS : 0;

		if (once && ns && near(twice - once, ns * ITERATIONS))
			return true;
	}
	return false;
}
