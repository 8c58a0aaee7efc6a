/* SPDX-License-Identifier: GPL-2.0-only */
/* Runs a workload with pthreads of this process. */
#ifndef PX_USER_RUNNER_H
#define PX_USER_RUNNER_H

#include "input.h"
#include "record.h"
#include "run.h"
#include "workload.h"

/* As struct px_side has it; no workload: -ENOENT. */
int px_runner_run(const struct px_workload *workload, const struct px_spec *spec,
		  const struct px_input_file *input, struct px_record *rec);

/* Executes a run that has been created, fills rec, destroys it: 0 or -ENOMEM. */
int px_runner_execute(struct px_run *run, u32 workers, struct px_record *rec);

#endif /* PX_USER_RUNNER_H */
