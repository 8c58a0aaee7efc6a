/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * counters: the hardware's own, of the whole machine while a side runs. A side's
 * workers may be kernel threads, which are nobody's children, so no process is
 * followed; on an idle machine the difference is small.
 */
#ifndef PX_PERF_COUNTERS_H
#define PX_PERF_COUNTERS_H

#include <stddef.h>
#include <stdint.h>
#include "measure/run_hook.h"
#include "measure/record.h"

struct px_perf_event {		/* as perf_event_open(2) names it */
	uint32_t type;
	uint64_t config;
};

extern const struct px_perf_event px_hardware_events[PX_COUNTERS];

struct px_perf_counters {
	struct px_run_hook hook;
	uint32_t open;			/* bits: which of them are there */
	unsigned int nr_cpus;
	int *fds;			/* of each CPU, PX_COUNTERS of them; -1: it is offline */
	struct px_reading {
		uint64_t value, enabled_ns, running_ns;
	} *before;			/* likewise */
};

/*
 * Opens what is there of the events. text then says which, or why there is none,
 * in one line. px_perf_counters_close() in every case.
 */
void px_perf_counters_open(struct px_perf_counters *counters, const struct px_perf_event *events, char *text,
		      size_t size);

void px_perf_counters_close(struct px_perf_counters *counters);

#endif /* PX_PERF_COUNTERS_H */
