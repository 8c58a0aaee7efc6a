// SPDX-License-Identifier: GPL-2.0-only
/*
 * spin_counter: mutex_counter with a spinlock instead of the mutex.
 *
 * Expect: no increment is lost. Uncontended it costs no more than a mutex, since
 * unlock need not check for sleeping waiters. With more workers and a longer hold
 * the waiters use their CPUs. With more workers than CPUs, a user thread may spin
 * for a preempted holder; the kernel prevents that. On PREEMPT_RT the waiters
 * in the kernel sleep, as those of a mutex.
 *
 * A kernel thread spins with preemption off until all earlier waiters have held
 * the lock: threads x hold, at most 50 ms (max_busy_ns). The kernel's watchdogs
 * and RCU complain after 20 s. Interrupts stay on.
 */
#include "counter_load.h"
#include "spinlock.h"

struct spin_counter {
	struct px_spinlock lock px_cacheline_aligned;	/* protects counter */
	u64 counter px_cacheline_aligned;
};

static px_inline int spin_counter_add(struct spin_counter *s, struct px_delay delay)
{
	px_spinlock_guard(&s->lock);
	counter_add(&s->counter, delay);
	return 0;
}

COUNTER_LOAD(spin_counter, px_spinlock)

static u32 spin_counter_check(const void *state, const struct px_total *total,
			      struct px_finding *f)
{
	const struct spin_counter *s = state;

	return px_expect(f, "increments", total->ops, s->counter);
}

PX_WORKLOAD(spin_counter) = {
	.name = "spin_counter",
	.summary = "a shared counter under a spinlock",
	.uses = PX_USES_HOLD | PX_USES_THINK,
	.state_size = sizeof(struct spin_counter),
	.setup = spin_counter_setup,
	.teardown = spin_counter_teardown,
	.roles = { { .name = "adder", .loop = spin_counter_step_loop } },
	.check = spin_counter_check,
};
