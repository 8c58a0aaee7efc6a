/* SPDX-License-Identifier: GPL-2.0-only */
/* The sides of the program. */
#ifndef PX_USER_SIDES_H
#define PX_USER_SIDES_H

#include "measure/side.h"

/* One line for each side: X(NAME) stands for px_side_NAME, which side_NAME.c defines. */
#define PX_SIDES(X)							\
	X(kernel)	/* kernel threads of the module */		\
	X(user)		/* pthreads of this process */			\
	X(ioctl)	/* pthreads; each step is an ioctl */		\
	X(uring)	/* pthreads; each step is an io_uring command */

#define PX_DECLARE_SIDE(name)	extern const struct px_side px_side_##name;
PX_SIDES(PX_DECLARE_SIDE)

#endif /* PX_USER_SIDES_H */
