/* SPDX-License-Identifier: GPL-2.0-only */
/* null_device: /dev/parallax_bare, in builds for make bench only. */
#ifndef PX_KMOD_NULL_DEVICE_H
#define PX_KMOD_NULL_DEVICE_H

#ifdef PX_BENCH
/**
 * px_null_device_register() - create /dev/parallax_bare
 *
 * Context: module init.
 * Return: 0 or a negative errno.
 */
int px_null_device_register(void);

/**
 * px_null_device_unregister() - remove /dev/parallax_bare
 *
 * Context: module exit; no file is open.
 */
void px_null_device_unregister(void);
#else
static inline int px_null_device_register(void)
{
	return 0;
}

static inline void px_null_device_unregister(void)
{
}
#endif

#endif /* PX_KMOD_NULL_DEVICE_H */
