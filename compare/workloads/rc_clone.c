// SPDX-License-Identifier: GPL-2.0-only
/*
 * rc_clone: arc_clone with a count that is not atomic. Such a count has one owner,
 * so every worker clones and drops its own object.
 *
 * Expect: every object is released exactly once. With one worker, arc_clone minus
 * rc_clone is the cost of atomicity; with more workers, also that of sharing.
 */
#include "harness/workload.h"
#include "rc.h"

enum { EARLY };				/* tally: releases of a held object */

struct rc_object {
	struct px_rc rc;
	u32 released;
} px_cacheline_aligned;

struct rc_clone {
	struct rc_object objects[PX_MAX_THREADS];
};

static void rc_clone_release(struct px_rc *rc)
{
	struct rc_object *o = (struct rc_object *)rc;

	o->released++;
}

static int rc_clone_attach(void *state, struct px_worker *w)
{
	struct rc_clone *s = state;

	px_rc_init(&s->objects[w->number].rc);
	return 0;
}

static px_inline int rc_clone_step(struct rc_clone *s, struct px_worker *w,
				   struct px_delay delay)
{
	struct px_rc *rc = &s->objects[w->number].rc;

	px_rc_get(rc);
	px_busy(delay.hold);
	if (px_rc_put(rc, rc_clone_release))
		w->tally[EARLY]++;
	px_busy(delay.think);
	return 0;
}

PX_LOOP(rc_clone_step)

static void rc_clone_detach(void *state, struct px_worker *w)
{
	struct rc_clone *s = state;

	px_rc_put(&s->objects[w->number].rc, rc_clone_release);
}

static u32 rc_clone_check(const void *state, const struct px_total *total,
			  struct px_finding *f)
{
	const struct rc_clone *s = state;
	u32 once = 0, n, i;

	for (i = 0; i < total->workers; i++)
		once += s->objects[i].released == 1;
	n = px_expect(f, "released while held", 0, total->tally[EARLY]);
	return n + px_expect(f + n, "objects released once", total->workers, once);
}

PX_WORKLOAD(rc_clone) = {
	.name = "rc_clone",
	.summary = "clone and drop of the worker's own object, counted without atomics",
	.uses = PX_USES_HOLD | PX_USES_THINK,
	.state_size = sizeof(struct rc_clone),
	.roles = { { .name = "holder", .attach = rc_clone_attach,
		     .loop = rc_clone_step_loop, .detach = rc_clone_detach } },
	.check = rc_clone_check,
};
