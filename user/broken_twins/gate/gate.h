/* SPDX-License-Identifier: GPL-2.0-only */
/* BROKEN ON PURPOSE: a gate that does not make workers wait. */
#ifndef PX_GATE_H
#define PX_GATE_H

struct px_gate {
	int unused;
};

#include "contract/gate.h"

static inline void px_gate_init(struct px_gate *g)
{
}

static inline void px_gate_destroy(struct px_gate *g)
{
}

static inline void px_gate_pass(struct px_gate *g)
{
}

static inline void px_gate_arrive(struct px_gate *g)
{
}

static inline void px_gate_await(struct px_gate *g, u32 nr)
{
}

static inline bool px_gate_await_for(struct px_gate *g, u32 nr, u64 ns)
{
	return true;
}

static inline void px_gate_open(struct px_gate *g)
{
}

#endif /* PX_GATE_H */
