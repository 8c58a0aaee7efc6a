/* SPDX-License-Identifier: GPL-2.0-only */
/* run_choose: the workloads of "run", and their input. */
#ifndef PX_USER_RUN_CHOOSE_H
#define PX_USER_RUN_CHOOSE_H

#include "run_options.h"

/* Each returns 0 or an exit status. */

/* The workloads named on the command line, or all that are not broken on purpose. */
int px_run_choose_workloads(struct px_run_options *r);

/* The file of --input, if a workload takes it. */
int px_run_read_input(struct px_run_options *r);

#endif /* PX_USER_RUN_CHOOSE_H */
