/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_GATE_H
#define PX_GATE_H

#include <linux/completion.h>
#include <linux/jiffies.h>

struct px_gate {
	struct completion arrived;	/* each worker completes it once */
	struct completion open;
};

#include "contract/gate.h"

static inline void px_gate_init(struct px_gate *g)
{
	init_completion(&g->arrived);
	init_completion(&g->open);
}

static inline void px_gate_destroy(struct px_gate *g)
{
}

static inline void px_gate_arrive(struct px_gate *g)
{
	complete(&g->arrived);
}

static inline void px_gate_pass(struct px_gate *g)
{
	px_gate_arrive(g);
	wait_for_completion(&g->open);
}

static inline void px_gate_await(struct px_gate *g, u32 nr)
{
	while (nr--)
		wait_for_completion(&g->arrived);
}

/* An interruptible sleep does not count as load. Kernel threads get no signals. */
static inline bool px_gate_await_for(struct px_gate *g, u32 nr, u64 ns)
{
	long left = nsecs_to_jiffies(ns) + 1;

	while (nr && left > 0) {
		left = wait_for_completion_interruptible_timeout(&g->arrived, left);
		nr -= left > 0;
	}
	return !nr;
}

static inline void px_gate_open(struct px_gate *g)
{
	complete_all(&g->open);
}

#endif /* PX_GATE_H */
