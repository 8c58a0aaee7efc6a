/* SPDX-License-Identifier: GPL-2.0-only */
/* The name of a case, and the parameters in which it differs from the others of its plan. */
#ifndef PX_CASE_NAME_H
#define PX_CASE_NAME_H

#include <stdbool.h>
#include <stddef.h>
#include "plan.h"
#include "text.h"

/* All cases have the same parameters, except workload, threads and input. */
bool px_cases_uniform(const struct px_plan *plan);

/* Prints the parameters that vary between the cases of the plan, or those that do not. */
void px_case_spec(struct px_flow *flow, const struct px_plan *plan, const struct px_run_spec *spec,
		  bool varying);

/* "mutex_counter ×2, hold 100 ns": workload, threads, and the parameters that vary. */
void px_case_name(const struct px_plan *plan, unsigned int nth, char *text, size_t size);

#endif /* PX_CASE_NAME_H */
