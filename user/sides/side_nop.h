/* SPDX-License-Identifier: GPL-2.0-only */
/* The side whose step is an io_uring command that does nothing; the workload is ignored. */
#ifndef PX_USER_SIDE_NOP_H
#define PX_USER_SIDE_NOP_H

#include "measure/side.h"

extern const struct px_side px_side_nop;	/* batch commands are submitted at once */

#endif /* PX_USER_SIDE_NOP_H */
