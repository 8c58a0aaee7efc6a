/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * gate: workers arrive and sleep before it until the one who keeps it has seen
 * all of them arrive and opens it. It opens once. A gate that nobody waits at
 * is a finishing line: workers arrive and go on, and the keeper counts them.
 */
#ifndef PX_CONTRACT_GATE_H
#define PX_CONTRACT_GATE_H

#include "base/types.h"

static inline void px_gate_init(struct px_gate *g);

/* Ends its life. Nobody is at the gate. */
static inline void px_gate_destroy(struct px_gate *g);

/* A worker: says that it is there and sleeps until the gate is open. */
static inline void px_gate_pass(struct px_gate *g);

/* A worker: says that it is there and goes on. */
static inline void px_gate_arrive(struct px_gate *g);

/* The keeper: sleeps until nr workers have arrived. Every arrival counts once. */
static inline void px_gate_await(struct px_gate *g, u32 nr);

/* As await, for so long at most: false when the time is over. Asked once. */
static inline bool px_gate_await_for(struct px_gate *g, u32 nr, u64 ns);

/* The keeper: lets pass everyone who is there or comes later. */
static inline void px_gate_open(struct px_gate *g);

#endif /* PX_CONTRACT_GATE_H */
