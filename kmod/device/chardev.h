/* SPDX-License-Identifier: GPL-2.0-only */
/* device: /dev/parallax comes and goes with the module. */
#ifndef PX_KMOD_CHARDEV_H
#define PX_KMOD_CHARDEV_H

int px_device_register(void);		/* 0 or -errno */
void px_device_unregister(void);	/* no file is open */

#endif /* PX_KMOD_CHARDEV_H */
