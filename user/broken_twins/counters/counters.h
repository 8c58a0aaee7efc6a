/* SPDX-License-Identifier: GPL-2.0-only */
/* BROKEN ON PURPOSE: counts from open to close, as if around a whole run. */
#ifndef PX_BROKEN_COUNTERS_H
#define PX_BROKEN_COUNTERS_H

#define px_counters_open px_counters_open_correct
#define px_counters_disable px_counters_disable_correct
#include "../../twins/counters.h"
#undef px_counters_open
#undef px_counters_disable

static inline int px_counters_open(struct px_counters *c, const struct px_counter_event *events)
{
	int err = px_counters_open_correct(c, events);

	px_counters_enable(c);
	return err;
}

static inline void px_counters_disable(struct px_counters *c)
{
}

#endif /* PX_BROKEN_COUNTERS_H */
