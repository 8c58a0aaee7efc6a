/* SPDX-License-Identifier: GPL-2.0-only */
/* perf_counters: which performance counters can a thread of this process use? */
#ifndef PX_PERF_COUNTERS_H
#define PX_PERF_COUNTERS_H

#include <stddef.h>
#include <stdint.h>
#include "uapi/parallax.h"

/*
 * Returns a bit mask of the counters that can be opened. The text lists them in one line, by the
 * names of the hardware counters, or says why there are none.
 */
uint32_t px_perf_counters_probe(enum px_counting counting, char *text, size_t size);

#endif /* PX_PERF_COUNTERS_H */
