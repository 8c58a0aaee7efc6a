// SPDX-License-Identifier: GPL-2.0-only
/*
 * thread_spawn_join: every worker starts a thread with an argument and waits for
 * its value.
 *
 * Expect: every value is correct. A step costs the creation of a thread, two
 * context switches and its end: much more than any lock.
 */
#include "harness/workload.h"
#include "thread.h"

enum { SENT, RETURNED };		/* tallies: sums of values */

struct thread_spawn_join {
	u64 unused;
};

static u64 thread_spawn_join_child(void *arg)
{
	const u64 *seed = arg;

	return *seed + 1;
}

static px_inline int thread_spawn_join_step(struct thread_spawn_join *s, struct px_worker *w,
					    struct px_delay delay)
{
	struct px_thread child;
	u64 sent = (u64)px_random(w) << 32;
	u64 value = 0;
	int err;

	if (delay.mode == PX_NOWAIT)
		return -EAGAIN;
	err = px_thread_spawn(&child, thread_spawn_join_child, &sent);
	if (err)
		return err;
	err = px_thread_join(&child, &value);
	if (err)
		return err;
	w->tally[SENT] += sent;
	w->tally[RETURNED] += value;
	px_busy(delay.think);
	return 0;
}

PX_LOOP(thread_spawn_join_step)

static u32 thread_spawn_join_check(const void *state, const struct px_total *total,
				   struct px_finding *f)
{
	return px_expect(f, "sum of values", total->tally[SENT] + total->ops,
			 total->tally[RETURNED]);
}

PX_WORKLOAD(thread_spawn_join) = {
	.name = "thread_spawn_join",
	.summary = "start a thread, wait for its value",
	.uses = PX_USES_THINK,
	.spawns = true,
	.state_size = sizeof(struct thread_spawn_join),
	.roles = { { .name = "parent", .waits = true, .loop = thread_spawn_join_step_loop } },
	.check = thread_spawn_join_check,
};
