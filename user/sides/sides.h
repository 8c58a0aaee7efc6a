/* SPDX-License-Identifier: GPL-2.0-only */
/* The sides of the program. */
#ifndef PX_USER_SIDES_H
#define PX_USER_SIDES_H

#include "measure/side.h"

extern const struct px_side px_side_kernel;	/* kernel threads of the module */
extern const struct px_side px_side_user;	/* pthreads of this process */
extern const struct px_side px_side_ioctl;	/* pthreads; an ioctl executes each step */
extern const struct px_side px_side_uring;	/* pthreads; an io_uring command executes each step */

#endif /* PX_USER_SIDES_H */
