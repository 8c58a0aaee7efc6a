// SPDX-License-Identifier: GPL-2.0-only
/*
 * arc_upgrade: every worker has a weak reference to one shared object. A step
 * upgrades it to a strong reference and drops that. While a worker steps, it also
 * has a strong reference; the last worker that detaches drops the object.
 *
 * Expect: every upgrade succeeds while the workers step, and none after the
 * object was dropped. It is dropped once, and its memory is freed once. An
 * upgrade is a compare and exchange, and is tried again if another worker was
 * faster; arc_clone only adds.
 */
#include "harness/workload.h"
#include "weak.h"

enum { FAILED, REVIVED };		/* tallies */

struct arc_upgrade {
	struct px_weak object px_cacheline_aligned;
	u64 dropped px_cacheline_aligned;
	u64 freed;
};

static void arc_upgrade_drop(struct px_weak *object)
{
	struct arc_upgrade *s = (struct arc_upgrade *)object;

	px_write_once(s->dropped, px_read_once(s->dropped) + 1);
}

static void arc_upgrade_free(struct px_weak *object)
{
	struct arc_upgrade *s = (struct arc_upgrade *)object;

	px_write_once(s->freed, px_read_once(s->freed) + 1);
}

static int arc_upgrade_setup(void *state, const struct px_run_spec *spec)
{
	struct arc_upgrade *s = state;

	px_weak_init(&s->object);
	return 0;
}

/* Worker 0 gets the run's own strong reference. -EPIPE if all workers have detached. */
static int arc_upgrade_attach(void *state, struct px_worker *w)
{
	struct arc_upgrade *s = state;

	if (w->number && !px_weak_upgrade(&s->object))
		return -EPIPE;
	px_weak_get(&s->object);
	return 0;
}

static px_inline int arc_upgrade_step(struct arc_upgrade *s, struct px_worker *w,
				      struct px_delay delay)
{
	if (px_weak_upgrade(&s->object)) {
		px_busy(delay.hold);
		px_weak_put_strong(&s->object, arc_upgrade_drop, arc_upgrade_free);
	} else {
		w->tally[FAILED]++;
	}
	px_busy(delay.think);
	return 0;
}

PX_LOOP(arc_upgrade_step)

/* After the last worker has dropped its strong reference, the upgrade must fail. */
static void arc_upgrade_detach(void *state, struct px_worker *w)
{
	struct arc_upgrade *s = state;

	px_weak_put_strong(&s->object, arc_upgrade_drop, arc_upgrade_free);
	if (px_weak_upgrade(&s->object)) {
		w->tally[REVIVED] += px_read_once(s->dropped);
		px_weak_put_strong(&s->object, arc_upgrade_drop, arc_upgrade_free);
	}
	px_weak_put(&s->object, arc_upgrade_free);
}

static u32 arc_upgrade_check(const void *state, const struct px_total *total,
			     struct px_finding *f)
{
	const struct arc_upgrade *s = state;
	u32 n = px_expect(f, "failed upgrades of a live object", 0, total->tally[FAILED]);

	n += px_expect(f + n, "upgrades of a dropped object", 0, total->tally[REVIVED]);
	n += px_expect(f + n, "drops", 1, s->dropped);
	return n + px_expect(f + n, "frees", 1, s->freed);
}

PX_WORKLOAD(arc_upgrade) = {
	.name = "arc_upgrade",
	.summary = "upgrade of a weak reference, and drop of the strong one",
	.uses = PX_USES_HOLD | PX_USES_THINK,
	.state_size = sizeof(struct arc_upgrade),
	.setup = arc_upgrade_setup,
	.roles = { { .name = "holder", .attach = arc_upgrade_attach,
		     .loop = arc_upgrade_step_loop, .detach = arc_upgrade_detach } },
	.check = arc_upgrade_check,
};
