/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * histogram: how many steps took how long. Below 128 ns every value has its own
 * bucket. Above, each power of two is divided into 64 buckets: the middle of a
 * bucket differs by at most 1/128 from the values in it.
 *
 * Each worker has its own histogram. They are merged after the run.
 */
#ifndef PX_HISTOGRAM_H
#define PX_HISTOGRAM_H

#include "base/types.h"
#include "uapi/parallax.h"

#define PX_HISTOGRAM_EXACT	128u	/* values with their own bucket */
#define PX_HISTOGRAM_PARTS	64u	/* buckets per power of two, for larger values */

struct px_histogram {
	u64 buckets[PX_HISTOGRAM_BUCKETS];
	u64 max_ns;			/* exact */
	u64 clock_ns;			/* time to read the clock; part of each value */
};

/* The bucket of a value. Values that are too large are in the last bucket. */
u32 px_histogram_bucket(u64 ns);

/* The smallest value of a bucket. */
u64 px_histogram_low(u32 bucket);

/* The clock that times the steps. */
u64 px_histogram_now(void);

/* Adds steps that took ns each. */
void px_histogram_add(struct px_histogram *h, u64 ns, u64 steps);

/* Measures clock_ns. */
void px_histogram_calibrate(struct px_histogram *h);

/* Adds another histogram to h. */
void px_histogram_merge(struct px_histogram *h, const struct px_histogram *other);

#endif /* PX_HISTOGRAM_H */
