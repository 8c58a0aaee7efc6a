/* SPDX-License-Identifier: GPL-2.0-only */
/* bare: /dev/parallax_bare, in builds for make bench; in others nothing. */
#ifndef PX_KMOD_NULL_DEVICE_H
#define PX_KMOD_NULL_DEVICE_H

#ifdef PX_BENCH
int px_null_device_register(void);
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
