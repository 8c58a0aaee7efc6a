/* SPDX-License-Identifier: GPL-2.0-only */
/* The park for who only reads: see mutex.h beside it. */
#ifndef PX_MONITOR_H
#define PX_MONITOR_H

#include "annotations.h"

struct px_lockable px_monitor {
	int any;
};

struct px_waiter {
	int any;
};

struct px_wakeup {
	int *any;
};

static inline void px_monitor_lock(struct px_monitor *p) px_acquires(p);
static inline void px_monitor_unlock(struct px_monitor *p) px_releases(p);

px_marks_begin
#include "contract/monitor.h"
px_marks_end

#ifdef __CHECKER__
#define px_monitor_lock(p)		__context__(1)
#define px_monitor_unlock(p)	__context__(-1)
#endif

#endif /* PX_MONITOR_H */
