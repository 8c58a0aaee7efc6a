/* SPDX-License-Identifier: GPL-2.0-only */
/* The observations and events of one lab on one side. */
#ifndef PX_LAB_RESULT_H
#define PX_LAB_RESULT_H

#include <stdint.h>
#include "uapi/parallax.h"

#define PX_LAB_RESULT_CARRIED_OVER	8

struct px_lab_result {
	int error;		/* 0, or the -errno that ended the lab early */
	uint32_t nr_observations;
	uint32_t nr_events;
	struct px_observation observations[PX_MAX_OBSERVATIONS];
	struct px_event events[PX_MAX_EVENTS];
	char unseen[128];	/* why an observation is PX_UNSEEN; or "" */
	uint64_t carried_over[PX_LAB_RESULT_CARRIED_OVER];	/* from one phase to the next */
};

/* Adds the results of one phase. Items that do not fit are dropped. */
void px_lab_result_add(struct px_lab_result *p, const struct px_observation *observations,
		       uint32_t nr_observations, const struct px_event *events,
		       uint32_t nr_events);

#endif /* PX_LAB_RESULT_H */
