// SPDX-License-Identifier: GPL-2.0-only
#include <stdbool.h>
#include "harness/workload.h"
#include "icount_clock.h"
#include "os.h"

#define ITERATIONS	4096u	/* iterations of the busy loop that tests the clock */
#define TRIES		8u	/* measurements that must agree, and repetitions */
#define LONG		262144u	/* iterations for a coarse clock */
#define MANY		64u	/* measurements, of which the shortest counts */
#define COARSE		256u	/* ns: a step of the clock of User Mode Linux */

static bool near(u64 a, u64 b, unsigned int precision)
{
	return a <= b + precision && b <= a + precision;
}

static u64 time_of(u32 iterations)
{
	u64 before = px_os_now();

	px_busy(iterations);
	return px_os_now() - before;
}

/* The time of the busy loop if it is always the same, or 0. */
static u64 constant_time(u32 iterations)
{
	u64 first = 0;

	for (u32 i = 0; i < TRIES; i++) {
		u64 took = time_of(iterations);

		if (i > 1 && !near(took, first, PX_ICOUNT_FINE))
			return 0;
		if (i < 2)
			first = took;
	}
	return first;
}

/* In User Mode Linux most times include a switch of its host. */
static u64 least_time(u32 iterations)
{
	u64 least = time_of(iterations);

	for (u32 i = 1; i < MANY; i++) {
		u64 took = time_of(iterations);

		least = took < least ? took : least;
	}
	return least;
}

/* An iteration takes a whole number of ns. */
static bool is_whole(u64 once, u64 twice, u32 iterations, unsigned int precision)
{
	u64 ns = twice > once ? (twice - once + iterations / 2) / iterations : 0;

	return once && ns && near(twice - once, ns * iterations, precision);
}

unsigned int px_icount_clock(void)
{
	for (u32 tries = 0; tries < TRIES; tries++)
		if (is_whole(constant_time(ITERATIONS), constant_time(2 * ITERATIONS), ITERATIONS,
			     PX_ICOUNT_FINE))
			return PX_ICOUNT_FINE;
	return is_whole(least_time(LONG), least_time(2 * LONG), LONG, 2 * COARSE) ? COARSE : 0;
}
