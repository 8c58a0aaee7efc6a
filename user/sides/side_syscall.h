/* SPDX-License-Identifier: GPL-2.0-only */
/* floor: sides whose step is a system call that does next to nothing, whatever the workload. */
#ifndef PX_USER_SIDE_SYSCALL_H
#define PX_USER_SIDE_SYSCALL_H

#include "measure/side.h"

extern const struct px_side px_side_getppid;	/* the cheapest call there is */
extern const struct px_side px_side_refused;	/* an ioctl that /dev/null refuses */
extern const struct px_side px_side_null_device;	/* one that /dev/parallax_bare answers: make bench */

#endif /* PX_USER_SIDE_SYSCALL_H */
