// SPDX-License-Identifier: GPL-2.0-only
/*
 * refcell_borrow: rwlock_mix with the worker's own refcell instead of a shared
 * lock. A step reads a pair of counters under a shared borrow, or increments both
 * under an exclusive one. --read-share is the percentage of reads. On detaching,
 * a worker tries three forbidden borrows.
 *
 * Expect: every borrow is granted, no write is lost, and the forbidden borrows are
 * refused. The rules cost a comparison and two stores; more workers cost nothing.
 * Compare rwlock_mix: the same rules between threads.
 */
#include "harness/workload.h"
#include "refcell.h"

enum { WRITES, REFUSALS };		/* tallies */

struct own_refcell {
	struct px_refcell refcell;	/* protects left and right */
	u64 left, right;
} px_cacheline_aligned;

struct refcell_borrow {
	struct own_refcell refcells[PX_MAX_THREADS];
};

static int refcell_borrow_attach(void *state, struct px_worker *w)
{
	struct refcell_borrow *s = state;

	px_refcell_init(&s->refcells[w->number].refcell);
	return 0;
}

/* -EIO: the pair is torn. */
static px_inline int refcell_borrow_read(struct own_refcell *own, struct px_delay delay)
{
	px_refcell_ref(ref, &own->refcell);
	u64 left = px_read_once(own->left);

	if (ref.err)
		return ref.err;
	px_busy(delay.hold);
	return left == px_read_once(own->right) ? 0 : -EIO;
}

static px_inline int refcell_borrow_write(struct own_refcell *own, struct px_worker *w,
					  struct px_delay delay)
{
	px_refcell_ref_mut(ref, &own->refcell);

	if (ref.err)
		return ref.err;
	px_write_once(own->left, own->left + 1);
	px_busy(delay.hold);
	px_write_once(own->right, own->right + 1);
	w->tally[WRITES]++;
	return 0;
}

static px_inline int refcell_borrow_step(struct refcell_borrow *s, struct px_worker *w,
					 struct px_delay delay)
{
	struct own_refcell *own = &s->refcells[w->number];
	int err;

	if (px_chance(w, w->spec->read_share))
		err = refcell_borrow_read(own, delay);
	else
		err = refcell_borrow_write(own, w, delay);
	px_busy(delay.think);
	return err;
}

PX_LOOP(refcell_borrow_step)

/* Forbidden: exclusive during shared, exclusive during exclusive, shared during exclusive. */
static void refcell_borrow_detach(void *state, struct px_worker *w)
{
	struct refcell_borrow *s = state;
	struct px_refcell *r = &s->refcells[w->number].refcell;

	if (!px_refcell_borrow(r)) {
		w->tally[REFUSALS] += px_refcell_borrow_mut(r) == -EBUSY;
		px_refcell_return(r);
	}
	if (!px_refcell_borrow_mut(r)) {
		w->tally[REFUSALS] += px_refcell_borrow_mut(r) == -EBUSY;
		w->tally[REFUSALS] += px_refcell_borrow(r) == -EBUSY;
		px_refcell_return_mut(r);
	}
}

static u32 refcell_borrow_check(const void *state, const struct px_total *total,
				struct px_finding *f)
{
	const struct refcell_borrow *s = state;
	u64 left = 0, right = 0;
	u32 n, i;

	for (i = 0; i < total->workers; i++) {
		left += s->refcells[i].left;
		right += s->refcells[i].right;
	}
	n = px_expect(f, "writes, left", total->tally[WRITES], left);
	n += px_expect(f + n, "writes, right", total->tally[WRITES], right);
	return n + px_expect(f + n, "refusals", 3 * total->workers, total->tally[REFUSALS]);
}

PX_WORKLOAD(refcell_borrow) = {
	.name = "refcell_borrow",
	.summary = "reads and writes of the worker's own pair under borrow rules",
	.uses = PX_USES_HOLD | PX_USES_THINK | PX_USES_READ_SHARE,
	.state_size = sizeof(struct refcell_borrow),
	.roles = { { .name = "reader-writer", .attach = refcell_borrow_attach,
		     .loop = refcell_borrow_step_loop, .detach = refcell_borrow_detach } },
	.check = refcell_borrow_check,
};
