// SPDX-License-Identifier: GPL-2.0-only
/*
 * mutex_counter: every worker adds one to a shared counter, under a mutex.
 *
 * Expect: no increment is lost. One worker pays for an uncontended lock and
 * unlock. With more workers waiting dominates, and more so with a longer hold.
 */
#include "counter_load.h"
#include "mutex.h"

struct mutex_counter {
	struct px_mutex lock px_cacheline_aligned;	/* protects counter */
	u64 counter px_cacheline_aligned;
};

static px_inline int mutex_counter_add(struct mutex_counter *s, struct px_delay delay)
{
	int err;

	px_mutex_guard_mode(&s->lock, delay.mode, &err);
	if (err)
		return err;
	counter_add(&s->counter, delay);
	return 0;
}

COUNTER_LOAD(mutex_counter, px_mutex)

static u32 mutex_counter_check(const void *state, const struct px_total *total,
			       struct px_finding *f)
{
	const struct mutex_counter *s = state;

	return px_expect(f, "increments", total->ops, s->counter);
}

PX_WORKLOAD(mutex_counter) = {
	.name = "mutex_counter",
	.summary = "a shared counter under a mutex",
	.state_size = sizeof(struct mutex_counter),
	.setup = mutex_counter_setup,
	.teardown = mutex_counter_teardown,
	.roles = { { .name = "adder", .waits = true, .loop = mutex_counter_step_loop } },
	.check = mutex_counter_check,
};
