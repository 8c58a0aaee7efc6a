// SPDX-License-Identifier: GPL-2.0-only
#include <stdbool.h>
#include "harness/workload.h"
#include "icount_clock.h"
#include "os.h"

#define ITERATIONS	2048u	/* of the busy loop that tests the clock, times the precision */
#define TRIES		8u	/* measurements that must agree, and repetitions */
#define FINE		2u	/* ns: a scaled clock is rounded */
#define COARSE		256u	/* ns: a step of the clock of User Mode Linux */

static bool near(u64 a, u64 b, unsigned int precision)
{
	return a <= b + precision && b <= a + precision;
}

/* The time of the busy loop if it is always the same, or 0. */
static u64 constant_time(u32 iterations, unsigned int precision)
{
	u64 first = 0;

	for (u32 i = 0; i < TRIES; i++) {
		u64 before = px_os_now(), took;

		px_busy(iterations);
		took = px_os_now() - before;
		if (i > 1 && !near(took, first, precision))
			return 0;
		if (i < 2)
			first = took;
	}
	return first;
}

static bool counts(unsigned int precision)
{
	u32 iterations = ITERATIONS * precision;

	for (u32 tries = 0; tries < TRIES; tries++) {
		u64 once = constant_time(iterations, precision);
		u64 twice = constant_time(2 * iterations, precision);
		u64 ns = twice > once ? (twice - once + iterations / 2) / iterations : 0;

		if (once && ns && near(twice - once, ns * iterations, precision))
			return true;
	}
	return false;
}

unsigned int px_icount_clock(void)
{
	return counts(FINE) ? FINE : counts(COARSE) ? COARSE : 0;
}
