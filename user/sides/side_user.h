/* SPDX-License-Identifier: GPL-2.0-only */
/* Runs a workload with pthreads of this process. */
#ifndef PX_USER_SIDE_USER_H
#define PX_USER_SIDE_USER_H

#include "util/input.h"
#include "measure/record.h"
#include "harness/run.h"
#include "harness/workload.h"

/* The probe() of a side whose workers are threads of this process: can it create one? */
int px_side_user_probe(char *why, size_t size);

/* The run() of a side: see struct px_side. Returns -ENOENT if workload is NULL. */
int px_side_user_run(const struct px_workload *workload, const struct px_run_spec *spec,
		     const struct px_input_file *input, struct px_record *rec);

/* Executes a created run, fills rec, and destroys the run. Returns 0 or -ENOMEM. */
int px_side_user_execute(struct px_run *run, u32 workers, struct px_record *rec);

#endif /* PX_USER_SIDE_USER_H */
