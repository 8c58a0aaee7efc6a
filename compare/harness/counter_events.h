/* SPDX-License-Identifier: GPL-2.0-only */
/* counter_events: the events of enum px_counting. */
#ifndef PX_COUNTER_EVENTS_H
#define PX_COUNTER_EVENTS_H

#include <linux/perf_event.h>
#include "counters.h"
#include "uapi/parallax.h"

/* PX_COUNTERS of them; NULL for PX_COUNT_NONE. */
static inline const struct px_counter_event *px_counter_events(u32 counting)
{
	static const struct px_counter_event events[][PX_COUNTERS] = {
		[PX_COUNT_HARDWARE] = {
			{ PERF_TYPE_HARDWARE, PERF_COUNT_HW_CPU_CYCLES },
			{ PERF_TYPE_HARDWARE, PERF_COUNT_HW_INSTRUCTIONS },
			{ PERF_TYPE_HARDWARE, PERF_COUNT_HW_CACHE_MISSES },
		},
		[PX_COUNT_SOFTWARE] = {
			{ PERF_TYPE_SOFTWARE, PERF_COUNT_SW_TASK_CLOCK },
			{ PERF_TYPE_SOFTWARE, PERF_COUNT_SW_CONTEXT_SWITCHES },
			{ PERF_TYPE_SOFTWARE, PERF_COUNT_SW_PAGE_FAULTS },
		},
	};

	_Static_assert(PX_COUNTERS == PX_COUNTER_EVENTS, "a count for each event");
	return counting == PX_COUNT_NONE ? NULL : events[counting];
}

#endif /* PX_COUNTER_EVENTS_H */
