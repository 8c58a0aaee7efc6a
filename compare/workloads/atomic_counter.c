// SPDX-License-Identifier: GPL-2.0-only
/*
 * atomic_counter: mutex_counter with an atomic addition and no lock.
 *
 * Expect: no increment is lost, and no worker waits. The remaining cost is the
 * cache line, which moves between the workers' CPUs. There is no critical section:
 * the hold is spent before the addition and delays no other worker. This is the
 * difference from the locks.
 */
#include "harness/workload.h"
#include "atomic.h"

struct atomic_counter {
	struct px_atomic counter px_cacheline_aligned;
};

static px_inline int atomic_counter_step(struct atomic_counter *s, struct px_worker *w,
					 struct px_delay delay)
{
	px_busy(delay.hold);
	px_atomic_add(&s->counter, 1);
	px_busy(delay.think);
	return 0;
}

PX_LOOP(atomic_counter_step)

static u32 atomic_counter_check(const void *state, const struct px_total *total,
				struct px_finding *f)
{
	const struct atomic_counter *s = state;

	return px_expect(f, "increments", total->ops, px_atomic_load(&s->counter));
}

PX_WORKLOAD(atomic_counter) = {
	.name = "atomic_counter",
	.summary = "a shared counter that is atomic, without a lock",
	.uses = PX_USES_HOLD | PX_USES_THINK,
	.state_size = sizeof(struct atomic_counter),
	.roles = { { .name = "adder", .loop = atomic_counter_step_loop } },
	.check = atomic_counter_check,
};
