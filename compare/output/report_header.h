/* SPDX-License-Identifier: GPL-2.0-only */
/* The lines above the table: the machine, the builds and the plan. */
#ifndef PX_REPORT_HEADER_H
#define PX_REPORT_HEADER_H

#include <stdio.h>
#include "measure/results.h"
#include "measure/environment.h"

/* One line: the kernel, its preemption model, the accelerator and the CPUs. */
void px_report_header_machine(FILE *out, const struct px_environment *environment);

void px_report_header_print(FILE *out, const struct px_results *results,
			    const struct px_environment *environment);

#endif /* PX_REPORT_HEADER_H */
