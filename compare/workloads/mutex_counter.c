// SPDX-License-Identifier: GPL-2.0-only
/*
 * mutex_counter: every worker adds one to a shared counter, under a mutex.
 *
 * Expect: no increment is lost. One worker pays for an uncontended lock and
 * unlock; with more, waiting dominates, the more so the longer the hold.
 */
#include "harness/workload.h"
#include "mutex.h"

struct mutex_counter {
	struct px_mutex lock px_cacheline_aligned;	/* of counter */
	u64 counter px_cacheline_aligned;
};

static int mutex_counter_setup(void *state, const struct px_run_spec *spec)
{
	struct mutex_counter *s = state;

	px_mutex_init(&s->lock);
	return 0;
}

static px_inline int mutex_counter_add(struct mutex_counter *s, struct px_delay delay)
{
	int err;
	u64 seen;

	px_mutex_guard_mode(&s->lock, delay.mode, &err);
	if (err)
		return err;
	seen = s->counter;
	px_busy(delay.hold);
	s->counter = seen + 1;
	return 0;
}

static px_inline int mutex_counter_step(struct mutex_counter *s, struct px_worker *w,
					struct px_delay delay)
{
	int err = mutex_counter_add(s, delay);

	if (err)
		return err;
	px_busy(delay.think);
	return 0;
}

PX_LOOP(mutex_counter_step)

static u32 mutex_counter_check(const void *state, const struct px_total *total,
			       struct px_finding *f)
{
	const struct mutex_counter *s = state;

	return px_expect(f, "increments", total->ops, s->counter);
}

static void mutex_counter_teardown(void *state)
{
	struct mutex_counter *s = state;

	px_mutex_destroy(&s->lock);
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
