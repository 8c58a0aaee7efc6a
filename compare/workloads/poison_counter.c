// SPDX-License-Identifier: GPL-2.0-only
/*
 * poison_counter: mutex_counter with a mutex that a panic would poison.
 *
 * Expect: no increment is lost, and the mutex is not poisoned. It costs more than
 * mutex_counter: lock finds the calling thread and adds an entry to its cleanup
 * list; unlock checks whether the thread panics.
 */
#include "counter_load.h"
#include "poison.h"

struct poison_counter {
	struct px_poison lock px_cacheline_aligned;	/* protects counter */
	u64 counter px_cacheline_aligned;
};

static px_inline int poison_counter_add(struct poison_counter *s, struct px_delay delay)
{
	int err;

	px_poison_guard_mode(&s->lock, delay.mode, &err);
	if (err)
		return err;
	counter_add(&s->counter, delay);
	return 0;
}

COUNTER_LOAD(poison_counter, px_poison)

static u32 poison_counter_check(const void *state, const struct px_total *total,
				struct px_finding *f)
{
	const struct poison_counter *s = state;
	u32 n = px_expect(f, "increments", total->ops, s->counter);

	return n + px_expect(f + n, "poisoned", 0, px_poison_is_poisoned(&s->lock));
}

PX_WORKLOAD(poison_counter) = {
	.name = "poison_counter",
	.summary = "a shared counter under a mutex that a panic poisons",
	.uses = PX_USES_HOLD | PX_USES_THINK,
	.state_size = sizeof(struct poison_counter),
	.setup = poison_counter_setup,
	.teardown = poison_counter_teardown,
	.roles = { { .name = "adder", .waits = true, .loop = poison_counter_step_loop } },
	.check = poison_counter_check,
};
