/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * gate: workers arrive and sleep until the owner opens the gate. The owner can
 * wait until all workers have arrived. A gate opens once. Workers that only
 * arrive do not sleep: then the gate counts the workers that have finished.
 */
#ifndef PX_CONTRACT_GATE_H
#define PX_CONTRACT_GATE_H

#include "base/types.h"

/**
 * px_gate_init() - Initialize a closed gate.
 * @g: The gate.
 *
 * Context: Any context.
 */
static inline void px_gate_init(struct px_gate *g);

/**
 * px_gate_destroy() - End the use of a gate.
 * @g: The gate. No thread is in a call.
 *
 * Context: Any context.
 */
static inline void px_gate_destroy(struct px_gate *g);

/**
 * px_gate_pass() - Arrive, and sleep until the gate is open.
 * @g: The gate.
 *
 * Context: Process context. Called by a worker.
 */
static inline void px_gate_pass(struct px_gate *g);

/**
 * px_gate_arrive() - Arrive, and do not wait.
 * @g: The gate.
 *
 * Context: Process context. Called by a worker.
 */
static inline void px_gate_arrive(struct px_gate *g);

/**
 * px_gate_await() - Sleep until workers have arrived.
 * @g: The gate.
 * @nr: How many workers. Each arrival counts once.
 *
 * Context: Process context. Called by the owner.
 */
static inline void px_gate_await(struct px_gate *g, u32 nr);

/**
 * px_gate_await_for() - As px_gate_await(), with a timeout.
 * @g: The gate. The owner calls this at most once.
 * @nr: How many workers.
 * @ns: The timeout in nanoseconds.
 *
 * Context: Process context. Called by the owner.
 * Return: false if the time was over first.
 */
static inline bool px_gate_await_for(struct px_gate *g, u32 nr, u64 ns);

/**
 * px_gate_open() - Let all current and later workers pass.
 * @g: The gate.
 *
 * Context: Process context. Called by the owner.
 */
static inline void px_gate_open(struct px_gate *g);

#endif /* PX_CONTRACT_GATE_H */
