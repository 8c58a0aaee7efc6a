/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The lines above the table: which machine, and what was run on it.
 */
#ifndef PX_REPORT_HEADER_H
#define PX_REPORT_HEADER_H

#include <stdio.h>
#include "measure/results.h"
#include "measure/environment.h"

/* The kernel, its preemption model, the accelerator, the CPUs, in one line. */
void px_report_header_machine(FILE *out, const struct px_environment *environment);

void px_report_header_print(FILE *out, const struct px_results *results,
		     const struct px_environment *environment);

#endif /* PX_REPORT_HEADER_H */
