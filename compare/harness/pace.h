/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * pace: the schedule of a paced run (spec.rate). All paced workers together have one
 * schedule with fixed intervals: operation n is due n / rate seconds after the start.
 * Worker i of w has the operations i, i + w, i + 2w and so on.
 */
#ifndef PX_PACE_H
#define PX_PACE_H

#include "base/types.h"

#define PX_PACE_SECOND	1000000000ull	/* ns */

/* When operation nth is due, in ns after the start. */
static inline u64 px_pace_due(u64 rate, u64 nth)
{
	u64 seconds = px_div(nth, rate);

	return seconds * PX_PACE_SECOND + px_div((nth - seconds * rate) * PX_PACE_SECOND, rate);
}

/* The number of operations that are due in the first ns nanoseconds. */
static inline u64 px_pace_count(u64 rate, u64 ns)
{
	u64 seconds = px_div(ns, PX_PACE_SECOND);
	u64 rest = (ns - seconds * PX_PACE_SECOND) * rate;

	return seconds * rate + px_div(rest + PX_PACE_SECOND - 1, PX_PACE_SECOND);
}

#endif /* PX_PACE_H */
