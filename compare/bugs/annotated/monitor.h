/* SPDX-License-Identifier: GPL-2.0-only */
/* The monitor for tools that only read the source: see mutex.h in this folder. */
#ifndef PX_MONITOR_H
#define PX_MONITOR_H

#include "annotations.h"

struct px_lockable px_monitor {
	int unused;
};

struct px_waiter {
	int unused;
};

struct px_wakeup {
	int *unused;
};

static inline void px_monitor_lock(struct px_monitor *p) px_acquires(p);
static inline void px_monitor_unlock(struct px_monitor *p) px_releases(p);

px_thread_safety_off
#include "contract/monitor.h"
px_thread_safety_on

#ifdef __CHECKER__
#define px_monitor_lock(p)		__context__(1)
#define px_monitor_unlock(p)	__context__(-1)
#endif

#endif /* PX_MONITOR_H */
