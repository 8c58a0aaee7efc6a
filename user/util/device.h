/* SPDX-License-Identifier: GPL-2.0-only */
/* device: this program as a client of /dev/parallax. */
#ifndef PX_USER_DEVICE_H
#define PX_USER_DEVICE_H

#include <stddef.h>
#include "uapi/parallax.h"
#include "measure/input_file.h"
#include "measure/record.h"

/* An open instance, or -errno with one line in why: what is missing, what to do. */
int px_device_open(char *why, size_t size);

/* ioctl(), with the error as its result. */
int px_device_call(int fd, unsigned long cmd, void *arg);

/* Gives the instance its input (NULL: none) and sets it up: 0 or -errno. */
int px_device_prepare(int fd, const char *workload, const struct px_run_spec *spec,
		      const struct px_input_file *input);

/* What the check of a run that has ended says: 0 or -errno. */
int px_device_check(int fd, struct px_record *rec);

/*
 * What the module says of itself: 0, or -errno with one line in why; also when
 * the module was not built from the same workloads as this program.
 */
int px_device_info(struct px_info *info, char *why, size_t size);

#endif /* PX_USER_DEVICE_H */
