// SPDX-License-Identifier: GPL-2.0-only
/*
 * mutex_counter: every worker adds one to a shared counter, under a mutex.
 *
 * Expect: no increment is lost. One worker pays for an uncontended lock and
 * unlock. With more workers waiting dominates, and more so with a longer hold.
 *
 * A waiter of the kernel's mutex spins while the holder runs; one of pthread's
 * default mutex sleeps at once. The adaptive kind spins in user space too.
 */
#include "counter_load.h"
#include "mutex.h"
#include "mutex_lab.h"
#include "pi_mutex.h"

struct mutex_counter {
	union {						/* protects counter */
		struct px_mutex lock;
		struct px_pi_mutex pi;			/* of the kind pi */
	} px_cacheline_aligned;
	u64 counter px_cacheline_aligned;
	u32 kind;
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

static px_inline int mutex_counter_pi_add(struct mutex_counter *s, struct px_delay delay)
{
	int err;

	px_pi_mutex_guard_mode(&s->pi, delay.mode, &err);
	if (err)
		return err;
	counter_add(&s->counter, delay);
	return 0;
}

COUNTER_STEP(mutex_counter, mutex_counter)
COUNTER_STEP(mutex_counter_pi, mutex_counter)

/* The kernel has one kind: a struct mutex. */
static int mutex_counter_setup(void *state, const struct px_run_spec *spec)
{
	static const enum px_mutex_kind kinds[PX_KINDS] = {
		[PX_KIND_ADAPTIVE] = PX_MUTEX_ADAPTIVE,
		[PX_KIND_ERRORCHECK] = PX_MUTEX_ERRORCHECK,
	};
	struct mutex_counter *s = state;

	s->kind = spec->kind;
	if (s->kind == PX_KIND_PI)
		return px_pi_mutex_init(&s->pi);
	if (s->kind == PX_KIND_DEFAULT || px_mutex_init_kind(&s->lock, kinds[s->kind]))
		px_mutex_init(&s->lock);
	return 0;
}

static void mutex_counter_teardown(void *state)
{
	struct mutex_counter *s = state;

	if (s->kind == PX_KIND_PI)
		px_pi_mutex_destroy(&s->pi);
	else
		px_mutex_destroy(&s->lock);
}

static u32 mutex_counter_role_of(const struct px_run_spec *spec, u32 number)
{
	return spec->kind == PX_KIND_PI;
}

static u32 mutex_counter_check(const void *state, const struct px_total *total,
			       struct px_finding *f)
{
	const struct mutex_counter *s = state;

	return px_expect(f, "increments", total->ops, s->counter);
}

static const struct px_kind_use mutex_counter_kinds[PX_KINDS] = {
	[PX_KIND_DEFAULT] = { "struct mutex", "PTHREAD_MUTEX_DEFAULT" },
	[PX_KIND_ADAPTIVE] = { "struct mutex", "PTHREAD_MUTEX_ADAPTIVE_NP" },
	[PX_KIND_PI] = { "struct rt_mutex", "PTHREAD_PRIO_INHERIT" },
	[PX_KIND_ERRORCHECK] = { "struct mutex", "PTHREAD_MUTEX_ERRORCHECK" },
};

PX_WORKLOAD(mutex_counter) = {
	.name = "mutex_counter",
	.summary = "a shared counter under a mutex",
	.kinds = mutex_counter_kinds,
	.uses = PX_USES_HOLD | PX_USES_THINK,
	.state_size = sizeof(struct mutex_counter),
	.setup = mutex_counter_setup,
	.teardown = mutex_counter_teardown,
	.role_of = mutex_counter_role_of,
	.roles = {
		{ .name = "adder", .waits = true, .loop = mutex_counter_step_loop },
		{ .name = "adder", .waits = true, .loop = mutex_counter_pi_step_loop },
	},
	.check = mutex_counter_check,
};
