// SPDX-License-Identifier: GPL-2.0-only
/*
 * cell_update: every worker reads and sets its own cell. No two cells share a
 * cache line.
 *
 * Expect: no update is lost, and more workers cost nothing, since they share
 * nothing. This is mutex_counter without sharing.
 */
#include "harness/workload.h"
#include "cell.h"

#define CELL_STRIDE	0x9e3779b97f4a7c15ull	/* odd: all 64 bits change */

struct own_cell {
	struct px_cell cell;
} px_cacheline_aligned;

struct cell_update {
	struct own_cell cells[PX_MAX_THREADS];
};

static int cell_update_attach(void *state, struct px_worker *w)
{
	struct cell_update *s = state;

	px_cell_init(&s->cells[w->number].cell, 0);
	return 0;
}

static px_inline int cell_update_step(struct cell_update *s, struct px_worker *w,
				      struct px_delay delay)
{
	struct px_cell *cell = &s->cells[w->number].cell;
	u64 seen = px_cell_get(cell);

	px_busy(delay.hold);
	px_cell_set(cell, seen + CELL_STRIDE);
	px_busy(delay.think);
	return 0;
}

PX_LOOP(cell_update_step)

static u32 cell_update_check(const void *state, const struct px_total *total,
			     struct px_finding *f)
{
	const struct cell_update *s = state;
	u64 sum = 0;
	u32 i;

	for (i = 0; i < total->workers; i++)
		sum += px_cell_get(&s->cells[i].cell);
	return px_expect(f, "sum of the cells", total->ops * CELL_STRIDE, sum);
}

PX_WORKLOAD(cell_update) = {
	.name = "cell_update",
	.summary = "reads and sets the worker's own cell, without a lock",
	.uses = PX_USES_HOLD | PX_USES_THINK,
	.state_size = sizeof(struct cell_update),
	.roles = { { .name = "owner", .attach = cell_update_attach,
		     .loop = cell_update_step_loop } },
	.check = cell_update_check,
};
