/* SPDX-License-Identifier: GPL-2.0-only */
/* chardev: /dev/parallax. */
#ifndef PX_KMOD_CHARDEV_H
#define PX_KMOD_CHARDEV_H

/**
 * px_device_register() - create /dev/parallax
 *
 * Context: module init.
 * Return: 0 or a negative errno.
 */
int px_device_register(void);

/**
 * px_device_unregister() - remove /dev/parallax
 *
 * Context: module exit; no file is open.
 */
void px_device_unregister(void);

#endif /* PX_KMOD_CHARDEV_H */
