/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * watchdog: ends the program if a run does not end. It says which run that is, which threads
 * wait, and where. Nothing runs beside a run that ends in time: the watchdog is a timer.
 */
#ifndef PX_USER_WATCHDOG_H
#define PX_USER_WATCHDOG_H

#include "base/types.h"
#include "measure/input_file.h"

struct px_run;
struct px_run_spec;

/* The time after which a run hangs, in ns. */
u64 px_watchdog_limit(const struct px_run_spec *spec, const struct px_input_file *input);

/* A run begins on a side. The strings and the spec must stay until px_watchdog_stop(). */
void px_watchdog_start(const char *side, const char *workload, const struct px_run_spec *spec,
		       const struct px_input_file *input);

/* The run whose workers are threads of this process; NULL: none. Only after start. */
void px_watchdog_watch(const struct px_run *run);

/* The run that began has ended. */
void px_watchdog_stop(void);

#endif /* PX_USER_WATCHDOG_H */
