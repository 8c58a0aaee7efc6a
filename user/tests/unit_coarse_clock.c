// SPDX-License-Identifier: GPL-2.0-only
/*
 * A clock that shows only multiples of 4 ms. The iterations for a hold time must be found with it,
 * too. From a trial that it shows as 0, they would be 2^32: seconds without a chance to reschedule.
 */
#include "os.h"

#define RESOLUTION	4000000ull
#define HOLD		1000000ull
#define HOLD_MOST	100000000ull	/* with other programs on the machine */

static u64 coarse_now(void)
{
	return px_os_now() / RESOLUTION * RESOLUTION;
}

static u64 fine_now(void)
{
	return px_os_now();
}

#define px_os_now			coarse_now
#define px_worker_thread_set_delay	coarse_set_delay
#define px_worker_thread_main		coarse_main
#include "harness/worker_thread.c"
#include "tests/tap.h"

int main(void)
{
	static struct px_run run;
	static struct px_worker_thread w = { .run = &run };
	u64 begin, took;

	run.spec.hold_ns = HOLD;
	coarse_set_delay(&w);
	begin = fine_now();
	px_busy(w.worker.delay.hold);
	took = fine_now() - begin;
	tap_ok(w.worker.delay.hold > TRIAL_ITERATIONS && w.worker.delay.hold < BUSY_MOST,
	       "a coarse clock: %u iterations", w.worker.delay.hold);
	tap_ok(took < HOLD_MOST, "which take %llu us", (unsigned long long)took / 1000);
	return tap_done();
}
