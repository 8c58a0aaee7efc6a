/* SPDX-License-Identifier: GPL-2.0-only */
/* device: this program as a client of /dev/parallax. */
#ifndef PX_USER_DEVICE_H
#define PX_USER_DEVICE_H

#include <stddef.h>
#include "abi.h"

/* An open instance, or -errno with one line in why: what is missing, what to do. */
int px_device_open(char *why, size_t size);

/*
 * What the module says of itself: 0, or -errno with one line in why; also when
 * the module was not built from the same workloads as this program.
 */
int px_device_info(struct px_info *info, char *why, size_t size);

#endif /* PX_USER_DEVICE_H */
