// SPDX-License-Identifier: GPL-2.0-only
/*
 * poison_counter: mutex_counter with a mutex that a panic would poison.
 *
 * Expect: no increment is lost, and nothing is poisoned. What it costs more
 * than mutex_counter is the price of knowing: at each lock, who is calling and
 * a place on that thread's list; at each unlock, whether it panics.
 */
#include "harness/workload.h"
#include "poison.h"

struct poison_counter {
	struct px_poison lock px_cacheline_aligned;	/* of counter */
	u64 counter px_cacheline_aligned;
};

static int poison_counter_setup(void *state, const struct px_run_spec *spec)
{
	struct poison_counter *s = state;

	px_poison_init(&s->lock);
	return 0;
}

static px_inline int poison_counter_add(struct poison_counter *s, struct px_delay delay)
{
	int err;
	u64 seen;

	px_poison_guard_mode(&s->lock, delay.mode, &err);
	if (err)
		return err;
	seen = s->counter;
	px_busy(delay.hold);
	s->counter = seen + 1;
	return 0;
}

static px_inline int poison_counter_step(struct poison_counter *s, struct px_worker *w,
					 struct px_delay delay)
{
	int err = poison_counter_add(s, delay);

	if (err)
		return err;
	px_busy(delay.think);
	return 0;
}

PX_LOOP(poison_counter_step)

static u32 poison_counter_check(const void *state, const struct px_total *total,
				struct px_finding *f)
{
	const struct poison_counter *s = state;
	u32 n = px_expect(f, "increments", total->ops, s->counter);

	return n + px_expect(f + n, "poisoned", 0, px_poison_is_poisoned(&s->lock));
}

static void poison_counter_teardown(void *state)
{
	struct poison_counter *s = state;

	px_poison_destroy(&s->lock);
}

PX_WORKLOAD(poison_counter) = {
	.name = "poison_counter",
	.summary = "a shared counter under a mutex that a panic poisons",
	.state_size = sizeof(struct poison_counter),
	.setup = poison_counter_setup,
	.teardown = poison_counter_teardown,
	.roles = { { .name = "adder", .waits = true, .loop = poison_counter_step_loop } },
	.check = poison_counter_check,
};
