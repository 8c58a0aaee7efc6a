/* SPDX-License-Identifier: GPL-2.0-only */
/* BROKEN ON PURPOSE: every third wake-up is lost. */
#ifndef PX_BROKEN_MONITOR_H
#define PX_BROKEN_MONITOR_H

#define px_monitor_wake_up	px_monitor_wake_correct
#include "../../twins/monitor.h"
#undef px_monitor_wake_up

static inline void px_monitor_wake_up(struct px_wakeup w)
{
	static unsigned int wakes;

	if (w.sem && __atomic_add_fetch(&wakes, 1, __ATOMIC_RELAXED) % 3)
		px_monitor_wake_correct(w);
}

#endif /* PX_BROKEN_MONITOR_H */
