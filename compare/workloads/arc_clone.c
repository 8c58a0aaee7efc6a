// SPDX-License-Identifier: GPL-2.0-only
/*
 * arc_clone: every worker clones a shared object and drops the clone. The run's
 * own reference goes to worker 0, which drops it when it detaches.
 *
 * Expect: the object is released exactly once, by the worker that detaches last.
 * One worker pays for two atomic instructions. More workers compete for one cache
 * line.
 */
#include "harness/workload.h"
#include "arc.h"

struct arc_clone {
	struct px_arc arc px_cacheline_aligned;
	u64 released px_cacheline_aligned;
};

static void arc_clone_release(struct px_arc *arc)
{
	struct arc_clone *s = (struct arc_clone *)arc;

	s->released++;
}

static int arc_clone_setup(void *state, const struct px_run_spec *spec)
{
	struct arc_clone *s = state;

	px_arc_init(&s->arc);
	return 0;
}

/* A user thread may attach at any time; -EPIPE if the object was released already. */
static int arc_clone_attach(void *state, struct px_worker *w)
{
	struct arc_clone *s = state;

	return w->number && !px_arc_get_unless_zero(&s->arc) ? -EPIPE : 0;
}

static px_inline int arc_clone_step(struct arc_clone *s, struct px_worker *w,
				    struct px_delay delay)
{
	px_arc_get(&s->arc);
	px_busy(delay.hold);
	px_arc_put(&s->arc, arc_clone_release);
	px_busy(delay.think);
	return 0;
}

PX_LOOP(arc_clone_step)

static void arc_clone_detach(void *state, struct px_worker *w)
{
	struct arc_clone *s = state;

	px_arc_put(&s->arc, arc_clone_release);
}

static u32 arc_clone_check(const void *state, const struct px_total *total,
			   struct px_finding *f)
{
	const struct arc_clone *s = state;

	return px_expect(f, "releases", 1, s->released);
}

PX_WORKLOAD(arc_clone) = {
	.name = "arc_clone",
	.summary = "clone and drop of one shared, counted object",
	.uses = PX_USES_HOLD | PX_USES_THINK,
	.state_size = sizeof(struct arc_clone),
	.setup = arc_clone_setup,
	.roles = { { .name = "holder", .attach = arc_clone_attach,
		     .loop = arc_clone_step_loop, .detach = arc_clone_detach } },
	.check = arc_clone_check,
};
