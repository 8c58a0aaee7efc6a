/* SPDX-License-Identifier: GPL-2.0-only */
/* The name of a case, and the parameters in which it differs from the others of its plan. */
#ifndef PX_CASE_NAME_H
#define PX_CASE_NAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include "plan.h"
#include "text.h"

/* Notes in the plan how its cases differ. The others here need not ask all cases then. */
void px_plan_compare_cases(struct px_plan *plan);

/* All cases have the same parameters, except workload, threads and input. */
bool px_cases_uniform(const struct px_plan *plan);

/* True if the reader must be told what this case's lock is on each side. */
bool px_case_names_kind(const struct px_plan *plan, const struct px_bench_case *bench_case);

/* Prints the parameters that vary between the cases of the plan, or those that do not. */
void px_case_spec(struct px_flow *flow, const struct px_plan *plan, const struct px_run_spec *spec,
		  bool varying);

/* "mutex_counter ×2, hold 100 ns": workload, threads, and the parameters that vary. */
void px_case_name(const struct px_plan *plan, unsigned int nth, char *text, size_t size);

/*
 * Prints a row's columns "workload", of that width, and "threads". If the cases differ in other
 * parameters, the name of the case is on a line of its own instead. first: false leaves them blank.
 */
void px_case_columns(FILE *out, const struct px_plan *plan, unsigned int nth, bool first,
		     unsigned int width);

#endif /* PX_CASE_NAME_H */
