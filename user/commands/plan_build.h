/* SPDX-License-Identifier: GPL-2.0-only */
/* plan_build: the bench cases of a "run". */
#ifndef PX_USER_PLAN_BUILD_H
#define PX_USER_PLAN_BUILD_H

#include "measure/plan.h"
#include "run_options.h"

/*
 * One case for each workload and run spec, except those with too few threads for the workload
 * and those with a kind of lock that it lacks. The caller frees it. NULL: no memory.
 */
struct px_bench_case *px_plan_build_cases(const struct px_run_options *r, unsigned int *nr);

/* Returns one line on the omitted cases. The caller frees it. NULL: none, or no memory. */
char *px_plan_build_left_out(const struct px_run_options *r);

#endif /* PX_USER_PLAN_BUILD_H */
