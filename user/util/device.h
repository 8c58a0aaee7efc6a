/* SPDX-License-Identifier: GPL-2.0-only */
/* device: this program as a client of /dev/parallax. */
#ifndef PX_USER_DEVICE_H
#define PX_USER_DEVICE_H

#include <stddef.h>
#include "uapi/parallax.h"
#include "measure/input_file.h"
#include "measure/record.h"

/* Opens an instance. A descriptor, or -errno and one line in why on what to do. */
int px_device_open(char *why, size_t size);

/* ioctl(): 0 or -errno. */
int px_device_call(int fd, unsigned long cmd, void *arg);

/* Writes the input (NULL: none) and sets the instance up: 0 or -errno. */
int px_device_prepare(int fd, const char *workload, const struct px_run_spec *spec,
		      const struct px_input_file *input);

/* Reads the results of the checks after a run: 0 or -errno. */
int px_device_check(int fd, struct px_record *rec);

/*
 * Reads the properties of the module: 0, or -errno and one line in why. -ESTALE: the module was
 * not built from the same workloads as this program.
 */
int px_device_info(struct px_info *info, char *why, size_t size);

#endif /* PX_USER_DEVICE_H */
