/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * stage: where labs are performed: by kernel threads in the module, or by
 * pthreads in this process. Both perform one phase: see struct px_side.
 */
#ifndef PX_USER_LAB_RUN_H
#define PX_USER_LAB_RUN_H

#include "measure/lab_result.h"

int px_lab_run_module(const char *lab, uint32_t phase, struct px_lab_result *seen);
int px_lab_run_program(const char *lab, uint32_t phase, struct px_lab_result *seen);

#endif /* PX_USER_LAB_RUN_H */
