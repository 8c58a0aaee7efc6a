/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * counter_load: the common part of the workloads that add one to a counter under a
 * lock. The file of the workload NAME defines struct NAME with the members lock and
 * counter, and NAME_add(), which takes the lock and calls counter_add().
 */
#ifndef PX_COUNTER_LOAD_H
#define PX_COUNTER_LOAD_H

#include "harness/workload.h"

/* The caller holds the lock that protects the counter. */
static px_inline void counter_add(u64 *counter, struct px_delay delay)
{
	u64 seen = *counter;

	px_busy(delay.hold);
	*counter = seen + 1;
}

/* NAME_step() with its loop, for a struct STATE and NAME_add(). */
#define COUNTER_STEP(name, state)						\
static px_inline int name##_step(struct state *s, struct px_worker *w, struct px_delay delay) \
{										\
	int err = name##_add(s, delay);						\
										\
	if (err)								\
		return err;							\
	px_busy(delay.think);							\
	return 0;								\
}										\
										\
PX_LOOP(name##_step)

/* NAME_setup(), NAME_step() with its loop, and NAME_teardown(), for a lock PX_LOCK. */
#define COUNTER_LOAD(name, px_lock)						\
COUNTER_STEP(name, name)							\
										\
static int name##_setup(void *state, const struct px_run_spec *spec)		\
{										\
	struct name *s = state;							\
										\
	px_lock##_init(&s->lock);						\
	return 0;								\
}										\
										\
static void name##_teardown(void *state)					\
{										\
	struct name *s = state;							\
										\
	px_lock##_destroy(&s->lock);						\
}

#endif /* PX_COUNTER_LOAD_H */
