/* SPDX-License-Identifier: GPL-2.0-only */
/* The sides of the program. */
#ifndef PX_USER_SIDES_H
#define PX_USER_SIDES_H

#include "measure/side.h"

extern const struct px_side px_side_kernel;	/* kernel threads of the module */
extern const struct px_side px_side_user;	/* pthreads of this process */
extern const struct px_side px_side_ioctl;	/* pthreads; each step is an ioctl */
extern const struct px_side px_side_uring;	/* pthreads; each step is an io_uring command */

#endif /* PX_USER_SIDES_H */
