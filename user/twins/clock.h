/* SPDX-License-Identifier: GPL-2.0-only */
/* clock: nanoseconds from a POSIX clock, and back to a timespec. */
#ifndef PX_CLOCK_H
#define PX_CLOCK_H

#include <time.h>
#include "base/types.h"

static inline u64 px_clock_read(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (u64)t.tv_sec * 1000000000u + (u64)t.tv_nsec;
}

static inline struct timespec px_timespec(u64 ns)
{
	return (struct timespec) { (time_t)(ns / 1000000000u), (long)(ns % 1000000000u) };
}

#endif /* PX_CLOCK_H */
