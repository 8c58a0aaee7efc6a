/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The lines above the table: which machine, and what was run on it.
 */
#ifndef PX_BANNER_H
#define PX_BANNER_H

#include <stdbool.h>
#include <stdio.h>
#include "results.h"
#include "stamp.h"
#include "text.h"

/* The kernel, its preemption model, the accelerator, the CPUs, in one line. */
void px_banner_machine(FILE *out, const struct px_stamp *stamp);

void px_banner_print(FILE *out, const struct px_results *results,
		     const struct px_stamp *stamp);

/* All cells are run alike but for their workload, threads and input. */
bool px_banner_uniform(const struct px_plan *plan);

/*
 * How a cell is run: length, placement, share of reads, busy times asked: what varies from
 * cell to cell of the plan, or what does not.
 */
void px_banner_spec(struct px_flow *flow, const struct px_plan *plan,
		    const struct px_spec *spec, bool varying);

#endif /* PX_BANNER_H */
