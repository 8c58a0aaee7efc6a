/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * histogram: how often what was timed took how long. Below 128 ns every value
 * has a bucket of its own; above, each power of two is divided into 64 equal
 * ones, so that a bucket's middle is at most 1/128 away from what fell into it.
 *
 * A histogram belongs to one worker; they are added up when all have ended.
 */
#ifndef PX_HISTOGRAM_H
#define PX_HISTOGRAM_H

#include "base/types.h"
#include "uapi/parallax.h"

#define PX_HISTOGRAM_EXACT	128u	/* values with a bucket of their own */
#define PX_HISTOGRAM_PARTS	64u	/* of a power of two, above those */

struct px_histogram {
	u64 buckets[PX_HISTOGRAM_BUCKETS];
	u64 max_ns;			/* exactly */
	u64 clock_ns;			/* what reading the clock adds to each */
};

/* The bucket of a value; what is too large for any is in the last one. */
u32 px_histogram_bucket(u64 ns);

/* The least value of a bucket. That of the one after the last is where values end. */
u64 px_histogram_low(u32 bucket);

/* A moment of the clock that steps are timed by. */
u64 px_histogram_now(void);

/* So many steps took this long each. */
void px_histogram_add(struct px_histogram *h, u64 ns, u64 steps);

/* Finds out what reading the clock costs here and now. */
void px_histogram_calibrate(struct px_histogram *h);

/* Adds what another one has seen. */
void px_histogram_merge(struct px_histogram *h, const struct px_histogram *other);

#endif /* PX_HISTOGRAM_H */
