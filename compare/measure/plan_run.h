/* SPDX-License-Identifier: GPL-2.0-only */
/* Executes a plan: probes every side, warms up, runs slot after slot, and keeps every round. */
#ifndef PX_PLAN_RUN_H
#define PX_PLAN_RUN_H

#include <stdio.h>
#include "results.h"

/*
 * Executes a plan and fills results; the caller must free them in any case. If a side is absent
 * or cannot run a workload, the results say so and the other runs go on. Progress is printed to
 * progress if that is a terminal; NULL: not at all.
 *
 * 0; -EINVAL px_plan_check() fails; -ENOMEM; -EINTR a run was interrupted: results has the runs
 * made before.
 */
int px_plan_run(const struct px_plan *plan, FILE *progress,
		struct px_results *results);

/* Prints what px_plan_run() would do. 0 or an error of px_plan_run(). */
int px_plan_print(const struct px_plan *plan, FILE *out);

#endif /* PX_PLAN_RUN_H */
