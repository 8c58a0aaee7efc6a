// SPDX-License-Identifier: GPL-2.0-only
#include "os.h"
#include "histogram.h"

#define TRIALS	64

/* The shift that makes ns smaller than PX_HISTOGRAM_EXACT. */
static u32 shift_of(u64 ns)
{
	return ns < PX_HISTOGRAM_EXACT ? 0 : 57 - (u32)__builtin_clzll(ns);
}

u32 px_histogram_bucket(u64 ns)
{
	u32 shift = shift_of(ns);
	u64 bucket = shift * PX_HISTOGRAM_PARTS + (ns >> shift);

	return bucket < PX_HISTOGRAM_BUCKETS ? (u32)bucket : PX_HISTOGRAM_BUCKETS - 1;
}

u64 px_histogram_low(u32 bucket)
{
	u32 shift = bucket < PX_HISTOGRAM_EXACT ? 0 : bucket / PX_HISTOGRAM_PARTS - 1;

	return (u64)(bucket - shift * PX_HISTOGRAM_PARTS) << shift;
}

u64 px_histogram_now(void)
{
	return px_os_now();
}

void px_histogram_add(struct px_histogram *h, u64 ns, u64 steps)
{
	if (!steps)
		return;
	h->buckets[px_histogram_bucket(ns)] += steps;
	if (ns > h->max_ns)
		h->max_ns = ns;
}

/* The minimum: larger values include interruptions. */
void px_histogram_calibrate(struct px_histogram *h)
{
	u32 i;

	h->clock_ns = ~0ull;
	for (i = 0; i < TRIALS; i++) {
		u64 before = px_histogram_now();
		u64 took = px_histogram_now() - before;

		if (took < h->clock_ns)
			h->clock_ns = took;
	}
}

void px_histogram_merge(struct px_histogram *h, const struct px_histogram *other)
{
	u32 i;

	for (i = 0; i < PX_HISTOGRAM_BUCKETS; i++)
		h->buckets[i] += other->buckets[i];
	if (other->max_ns > h->max_ns)
		h->max_ns = other->max_ns;
	if (other->clock_ns > h->clock_ns)
		h->clock_ns = other->clock_ns;
}
