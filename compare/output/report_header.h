/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The lines above the table: which machine, and what was run on it.
 */
#ifndef PX_REPORT_HEADER_H
#define PX_REPORT_HEADER_H

#include <stdbool.h>
#include <stdio.h>
#include "measure/results.h"
#include "measure/environment.h"
#include "text.h"

/* The kernel, its preemption model, the accelerator, the CPUs, in one line. */
void px_report_header_machine(FILE *out, const struct px_environment *environment);

void px_report_header_print(FILE *out, const struct px_results *results,
		     const struct px_environment *environment);

/* All cases are run alike but for their workload, threads and input. */
bool px_report_header_uniform(const struct px_plan *plan);

/*
 * How a bench_case is run: length, placement, share of reads, busy times asked: what varies from
 * bench_case to bench_case of the plan, or what does not.
 */
void px_report_header_spec(struct px_flow *flow, const struct px_plan *plan,
		    const struct px_run_spec *spec, bool varying);

#endif /* PX_REPORT_HEADER_H */
