/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * perf_counters: hardware counters of the whole machine while a side runs. They do not follow a
 * process, since kernel threads are not its children. On an idle machine the difference is small.
 */
#ifndef PX_PERF_COUNTERS_H
#define PX_PERF_COUNTERS_H

#include <stddef.h>
#include <stdint.h>
#include "measure/run_hook.h"
#include "measure/record.h"

struct px_perf_event {		/* see perf_event_open(2) */
	uint32_t type;
	uint64_t config;
};

extern const struct px_perf_event px_hardware_events[PX_COUNTERS];

struct px_perf_counters {
	struct px_run_hook hook;
	uint32_t open;			/* bit mask of the events that are available */
	unsigned int nr_cpus;
	int *fds;			/* PX_COUNTERS for each CPU; -1: not open */
	struct px_reading {
		uint64_t value, enabled_ns, running_ns;
	} *before;			/* the same number of readings */
};

/*
 * Opens the events that are available. The text lists them in one line, or says why there are
 * none. The caller must call px_perf_counters_close() in each case.
 */
void px_perf_counters_open(struct px_perf_counters *counters, const struct px_perf_event *events,
			   char *text, size_t size);

void px_perf_counters_close(struct px_perf_counters *counters);

#endif /* PX_PERF_COUNTERS_H */
