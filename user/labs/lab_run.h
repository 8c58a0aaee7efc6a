/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * lab_run: runs one phase of a lab, in kernel threads of the module, or in
 * pthreads of this process. See run_lab in struct px_side.
 */
#ifndef PX_USER_LAB_RUN_H
#define PX_USER_LAB_RUN_H

#include "measure/lab_result.h"

int px_lab_run_module(const char *lab, uint32_t phase, struct px_lab_result *result);
int px_lab_run_program(const char *lab, uint32_t phase, struct px_lab_result *result);

#endif /* PX_USER_LAB_RUN_H */
