/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_GATE_H
#define PX_GATE_H

#include <linux/completion.h>

struct px_gate {
	struct completion arrived;	/* once by each worker */
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

static inline void px_gate_pass(struct px_gate *g)
{
	complete(&g->arrived);
	wait_for_completion(&g->open);
}

static inline void px_gate_await(struct px_gate *g, u32 nr)
{
	while (nr--)
		wait_for_completion(&g->arrived);
}

static inline void px_gate_open(struct px_gate *g)
{
	complete_all(&g->open);
}

#endif /* PX_GATE_H */
