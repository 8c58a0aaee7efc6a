// SPDX-License-Identifier: GPL-2.0-only
/*
 * spin_counter: mutex_counter with a spin lock instead of the mutex.
 *
 * Expect: no increment is lost. Uncontended it costs no more than a mutex,
 * since nobody has to look for sleepers. With more workers and a longer hold
 * the waiters burn their CPUs; with more workers than CPUs, user space spins
 * for a holder that has been preempted, which the kernel does not let happen.
 * On PREEMPT_RT the kernel's waiters sleep, as those of a mutex.
 *
 * The kernel spins with preemption off, for as long as those hold who came
 * before: threads x hold, 50 ms at most (max_busy_ns). Its watchdogs and RCU
 * complain after 20 s, and interrupts stay on.
 */
#include "harness/workload.h"
#include "spinlock.h"

struct spin_counter {
	struct px_spinlock lock px_cacheline_aligned;	/* of counter */
	u64 counter px_cacheline_aligned;
};

static int spin_counter_setup(void *state, const struct px_run_spec *spec)
{
	struct spin_counter *s = state;

	px_spinlock_init(&s->lock);
	return 0;
}

static px_inline void spin_counter_add(struct spin_counter *s, struct px_delay delay)
{
	px_spinlock_guard(&s->lock);
	u64 seen = s->counter;

	px_busy(delay.hold);
	s->counter = seen + 1;
}

static px_inline int spin_counter_step(struct spin_counter *s, struct px_worker *w,
				       struct px_delay delay)
{
	spin_counter_add(s, delay);
	px_busy(delay.think);
	return 0;
}

PX_LOOP(spin_counter_step)

static u32 spin_counter_check(const void *state, const struct px_total *total,
			      struct px_finding *f)
{
	const struct spin_counter *s = state;

	return px_expect(f, "increments", total->ops, s->counter);
}

static void spin_counter_teardown(void *state)
{
	struct spin_counter *s = state;

	px_spinlock_destroy(&s->lock);
}

PX_WORKLOAD(spin_counter) = {
	.name = "spin_counter",
	.summary = "a shared counter under a spin lock",
	.state_size = sizeof(struct spin_counter),
	.setup = spin_counter_setup,
	.teardown = spin_counter_teardown,
	.roles = { { .name = "adder", .loop = spin_counter_step_loop } },
	.check = spin_counter_check,
};
