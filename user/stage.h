/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * stage: where labs are performed: by kernel threads in the module, or by
 * pthreads in this process. Both perform one act: see struct px_side.
 */
#ifndef PX_USER_STAGE_H
#define PX_USER_STAGE_H

#include "performance.h"

int px_stage_module(const char *lab, uint32_t act, struct px_performance *seen);
int px_stage_program(const char *lab, uint32_t act, struct px_performance *seen);

#endif /* PX_USER_STAGE_H */
