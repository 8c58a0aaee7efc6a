// SPDX-License-Identifier: GPL-2.0-only
/*
 * counter_unlocked: BROKEN ON PURPOSE. mutex_counter without the mutex: one load
 * and one store per step. An update by another worker in between is overwritten.
 *
 * Expect: with two workers on two CPUs increments are lost. The number is random;
 * a run without a lost increment proves nothing. The accesses are plain, so that
 * race detectors report them.
 */
#include "harness/workload.h"

struct counter_unlocked {
	u64 counter px_cacheline_aligned;
};

static px_inline int counter_unlocked_step(struct counter_unlocked *s, struct px_worker *w,
					   struct px_delay delay)
{
	u64 seen = s->counter;

	px_barrier();
	px_busy(delay.hold);
	s->counter = seen + 1;
	px_busy(delay.think);
	return 0;
}

PX_LOOP(counter_unlocked_step)

static u32 counter_unlocked_check(const void *state, const struct px_total *total,
				  struct px_finding *f)
{
	const struct counter_unlocked *s = state;

	return px_expect(f, "increments", total->ops, s->counter);
}

PX_WORKLOAD(counter_unlocked) = {
	.name = "counter_unlocked",
	.summary = "a shared counter without a lock (BROKEN ON PURPOSE)",
	.uses = PX_USES_HOLD | PX_USES_THINK,
	.broken = true,
	.state_size = sizeof(struct counter_unlocked),
	.roles = { { .name = "adder", .loop = counter_unlocked_step_loop } },
	.check = counter_unlocked_check,
};
