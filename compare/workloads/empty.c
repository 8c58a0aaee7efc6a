// SPDX-License-Identifier: GPL-2.0-only
/*
 * empty: a step that does nothing. Its cost is the harness's share of the cost of
 * every other workload.
 *
 * Expect: about three instructions on both sides.
 */
#include "harness/workload.h"

struct empty {
	u64 unused;
};

static px_inline int empty_step(struct empty *s, struct px_worker *w, struct px_delay delay)
{
	px_busy(delay.think);
	return 0;
}

PX_LOOP(empty_step)

static u32 empty_check(const void *state, const struct px_total *total, struct px_finding *f)
{
	const struct empty *s = state;

	return px_expect(f, "state untouched", 0, s->unused);
}

PX_WORKLOAD(empty) = {
	.name = "empty",
	.summary = "nothing: the harness's own cost",
	.uses = PX_USES_THINK,
	.state_size = sizeof(struct empty),
	.roles = { { .name = "worker", .loop = empty_step_loop } },
	.check = empty_check,
};
