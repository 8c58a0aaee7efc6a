/* SPDX-License-Identifier: GPL-2.0-only */
/* What the acts of a lab showed on one side. */
#ifndef PX_PERFORMANCE_H
#define PX_PERFORMANCE_H

#include <stdint.h>
#include "abi.h"

#define PX_PERFORMANCE_KEPT	8

struct px_performance {
	int error;		/* 0, or the -errno that kept it from its end */
	uint32_t nr_observations;
	uint32_t nr_events;
	struct px_observation observations[PX_MAX_OBSERVATIONS];
	struct px_event events[PX_MAX_EVENTS];
	uint64_t kept[PX_PERFORMANCE_KEPT];	/* what one act keeps for the next */
};

/* Adds what one act showed; what there is no room for is dropped. */
void px_performance_add(struct px_performance *p, const struct px_observation *observations,
			uint32_t nr_observations, const struct px_event *events,
			uint32_t nr_events);

#endif /* PX_PERFORMANCE_H */
