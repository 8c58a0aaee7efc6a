/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_COUNTERS_H
#define PX_COUNTERS_H

#include <linux/capability.h>
#include <linux/err.h>
#include <linux/perf_event.h>
#include <linux/sched.h>
#include "contract/counters.h"

struct px_counters {
	u32 open;			/* bit mask */
	struct perf_event *events[PX_COUNTER_EVENTS];
};

/* A kernel thread may count everything, so the caller must have the capability. */
static inline int px_counters_permitted(void)
{
	return perfmon_capable() ? 0 : -EACCES;
}

#ifdef CONFIG_PERF_EVENTS
static inline struct perf_event *px_counters_open_event(const struct px_counter_event *event)
{
	struct perf_event_attr attr = {
		.type = event->type,
		.size = sizeof(attr),
		.config = event->config,
		.disabled = 1,
	};

	return perf_event_create_kernel_counter(&attr, -1, current, NULL, NULL);
}

static inline u64 px_counters_value(struct perf_event *event, u64 *enabled, u64 *running)
{
	return perf_event_read_value(event, enabled, running);
}
#else
/* User Mode Linux counts no events. */
static inline struct perf_event *px_counters_open_event(const struct px_counter_event *event)
{
	return ERR_PTR(-EOPNOTSUPP);
}

static inline u64 px_counters_value(struct perf_event *event, u64 *enabled, u64 *running)
{
	*enabled = 0;
	*running = 0;
	return 0;
}
#endif

static inline int px_counters_open(struct px_counters *c, const struct px_counter_event *events)
{
	int err = 0;
	u32 i;

	c->open = 0;
	for (i = 0; events && i < PX_COUNTER_EVENTS; i++) {
		c->events[i] = px_counters_open_event(&events[i]);
		if (!IS_ERR(c->events[i]))
			c->open |= 1u << i;
		else
			err = PTR_ERR(c->events[i]);
	}
	return err;
}

static inline void px_counters_enable(struct px_counters *c)
{
	u32 i;

	for (i = 0; i < PX_COUNTER_EVENTS; i++)
		if (c->open & 1u << i)
			perf_event_enable(c->events[i]);
}

static inline void px_counters_disable(struct px_counters *c)
{
	u32 i;

	for (i = 0; i < PX_COUNTER_EVENTS; i++)
		if (c->open & 1u << i)
			perf_event_disable(c->events[i]);
}

static inline u32 px_counters_read(struct px_counters *c, u64 *counts)
{
	u32 counted = 0, i;

	for (i = 0; i < PX_COUNTER_EVENTS; i++) {
		u64 value, enabled, running;

		counts[i] = 0;
		if (!(c->open & 1u << i))
			continue;
		value = px_counters_value(c->events[i], &enabled, &running);
		if (enabled && !running)
			continue;
		counts[i] = px_counter_scale(value, enabled, running);
		counted |= 1u << i;
	}
	return counted;
}

static inline void px_counters_close(struct px_counters *c)
{
	u32 i;

	for (i = 0; i < PX_COUNTER_EVENTS; i++)
		if (c->open & 1u << i)
			perf_event_release_kernel(c->events[i]);
	c->open = 0;
}

#endif /* PX_COUNTERS_H */
