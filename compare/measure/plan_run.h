/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The judge executes a plan: it asks every side whether it can run here, warms
 * up, and takes slot after slot, keeping every raw round.
 */
#ifndef PX_PLAN_RUN_H
#define PX_PLAN_RUN_H

#include <stdio.h>
#include "results.h"

/*
 * Executes a plan and fills results, which the caller frees in every case. A
 * side that is absent, or that cannot run one of the workloads, is noted in
 * the results and ends nothing. Progress goes to progress, if that is a
 * terminal; NULL: nowhere.
 *
 * 0; -EINVAL the plan is none (px_plan_check()); -ENOMEM; -EINTR a side was
 * interrupted, and results holds the runs made until then.
 */
int px_plan_run(const struct px_plan *plan, FILE *progress,
		 struct px_results *results);

/* What px_plan_run would do, in a few lines; it runs nothing. 0, or as that. */
int px_plan_print(const struct px_plan *plan, FILE *out);

#endif /* PX_PLAN_RUN_H */
