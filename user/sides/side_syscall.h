/* SPDX-License-Identifier: GPL-2.0-only */
/* Sides whose step is one system call; the workload is ignored. */
#ifndef PX_USER_SIDE_SYSCALL_H
#define PX_USER_SIDE_SYSCALL_H

#include "measure/side.h"

extern const struct px_side px_side_getppid;	/* the cheapest system call */
extern const struct px_side px_side_refused;	/* an ioctl of /dev/null, which fails */
extern const struct px_side px_side_read_zero;	/* a read of one byte from /dev/zero */
extern const struct px_side px_side_futex_wake;	/* a futex without a waiter */
extern const struct px_side px_side_null_device;	/* an ioctl of /dev/parallax_bare */

#endif /* PX_USER_SIDE_SYSCALL_H */
