/* SPDX-License-Identifier: GPL-2.0-only */
/* The sides that this program knows. */
#ifndef PX_USER_SIDES_H
#define PX_USER_SIDES_H

#include "measure/side.h"

extern const struct px_side px_side_kernel;	/* device.c: by kthreads in the module */

extern const struct px_side px_side_ioctl;	/* by_ioctl.c: by pthreads, each step in the module */
extern const struct px_side px_side_uring;	/* by_uring.c: likewise, steps as commands of a ring */
extern const struct px_side px_side_user;	/* runner.c: by pthreads in this process */

#endif /* PX_USER_SIDES_H */
