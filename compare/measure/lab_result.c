// SPDX-License-Identifier: GPL-2.0-only
#include "lab_result.h"

static uint32_t least(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

void px_lab_result_add(struct px_lab_result *p, const struct px_observation *observations,
		       uint32_t nr_observations, const struct px_event *events,
		       uint32_t nr_events)
{
	nr_observations = least(nr_observations, PX_MAX_OBSERVATIONS - p->nr_observations);
	nr_events = least(nr_events, PX_MAX_EVENTS - p->nr_events);
	for (uint32_t i = 0; i < nr_observations; i++)
		p->observations[p->nr_observations + i] = observations[i];
	for (uint32_t i = 0; i < nr_events; i++)
		p->events[p->nr_events + i] = events[i];
	p->nr_observations += nr_observations;
	p->nr_events += nr_events;
}
