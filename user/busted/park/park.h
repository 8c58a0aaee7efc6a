/* SPDX-License-Identifier: GPL-2.0-only */
/* BROKEN ON PURPOSE: every third wake-up is lost. What it breaks must be noticed. */
#ifndef PX_BUSTED_PARK_H
#define PX_BUSTED_PARK_H

#define px_park_wake	px_park_wake_whole
#include "../../park.h"
#undef px_park_wake

static inline void px_park_wake(struct px_wake w)
{
	static unsigned int wakes;

	if (w.calls && __atomic_add_fetch(&wakes, 1, __ATOMIC_RELAXED) % 3)
		px_park_wake_whole(w);
}

#endif /* PX_BUSTED_PARK_H */
