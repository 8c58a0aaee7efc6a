/* SPDX-License-Identifier: GPL-2.0-only */
/* bare: /dev/parallax_bare, in builds for make bench; in others nothing. */
#ifndef PX_KMOD_BARE_H
#define PX_KMOD_BARE_H

#ifdef PX_BENCH
int px_bare_register(void);
void px_bare_unregister(void);
#else
static inline int px_bare_register(void)
{
	return 0;
}

static inline void px_bare_unregister(void)
{
}
#endif

#endif /* PX_KMOD_BARE_H */
