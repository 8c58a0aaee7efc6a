/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * counters: performance counters of one thread. A worker enables them for its steps only.
 * Kernel instructions that the thread executes are counted too.
 */
#ifndef PX_CONTRACT_COUNTERS_H
#define PX_CONTRACT_COUNTERS_H

#include "base/types.h"

struct px_counter_event {	/* see perf_event_open(2) */
	u32 type;
	u64 config;
};

#define PX_COUNTER_EVENTS	3u	/* of one thread */

/* An event can share a counter with others: scales its value to the whole time, in ns. */
static inline u64 px_counter_scale(u64 value, u64 enabled, u64 running)
{
	u64 whole;

	if (enabled == running)
		return value;
	enabled = (enabled >> 10) + 1;		/* no product overflows within a minute */
	running = (running >> 10) + 1;
	whole = px_div(value, running);
	return whole * enabled + px_div((value - whole * running) * enabled, running);
}

/* Defined by the twin. */
struct px_counters;

/**
 * px_counters_permitted() - May the caller count?
 *
 * Context: Process context, of the process that asks for a run.
 * Return: 0, or -EACCES without CAP_PERFMON. In user space always 0:
 * px_counters_open() returns the answer of perf_event_open(2).
 */
static inline int px_counters_permitted(void);

/**
 * px_counters_open() - Open the counters of the calling thread, not enabled.
 * @c: Initialized in each case.
 * @events: PX_COUNTER_EVENTS of them; NULL: open none.
 *
 * Context: Process context. May sleep.
 * Return: 0; or an error of one that could not be opened. The others are open.
 */
static inline int px_counters_open(struct px_counters *c, const struct px_counter_event *events);

/**
 * px_counters_enable() - Count from now on.
 * @c: The counters of the calling thread.
 *
 * Context: Process context. May sleep.
 */
static inline void px_counters_enable(struct px_counters *c);

/**
 * px_counters_disable() - Count no more. The counts stay.
 * @c: The counters of the calling thread.
 *
 * Context: Process context. May sleep.
 */
static inline void px_counters_disable(struct px_counters *c);

/**
 * px_counters_read() - Read the counts.
 * @c: The counters of the calling thread.
 * @counts: PX_COUNTER_EVENTS of them; 0 if not counted.
 *
 * Context: Process context. May sleep.
 * Return: A bit mask of the events that were counted. An event that never had a
 * hardware counter is not in it.
 */
static inline u32 px_counters_read(struct px_counters *c, u64 *counts);

/**
 * px_counters_close() - Close all counters.
 * @c: The counters of the calling thread.
 *
 * Context: Process context. May sleep.
 */
static inline void px_counters_close(struct px_counters *c);

#endif /* PX_CONTRACT_COUNTERS_H */
