/* SPDX-License-Identifier: GPL-2.0-only */
/* chardev: the file operations of /dev/parallax. */
#ifndef PX_KMOD_CHARDEV_H
#define PX_KMOD_CHARDEV_H

struct file_operations;

extern const struct file_operations px_fops;

#endif /* PX_KMOD_CHARDEV_H */
