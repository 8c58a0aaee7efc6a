/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_COUNTERS_H
#define PX_COUNTERS_H

#include <errno.h>
#include <linux/perf_event.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "contract/counters.h"

struct px_counters {
	u32 open;			/* bit mask */
	int fds[PX_COUNTER_EVENTS];
};

static inline int px_counters_permitted(void)
{
	return 0;
}

/* Returns a descriptor or -errno. */
static inline int px_counters_open_event(const struct px_counter_event *event)
{
	struct perf_event_attr attr = {
		.type = event->type,
		.size = sizeof(attr),
		.config = event->config,
		.disabled = 1,
		.read_format = PERF_FORMAT_TOTAL_TIME_ENABLED | PERF_FORMAT_TOTAL_TIME_RUNNING,
	};
	long fd = syscall(SYS_perf_event_open, &attr, 0, -1, -1, PERF_FLAG_FD_CLOEXEC);

	return fd < 0 ? -errno : (int)fd;
}

static inline int px_counters_open(struct px_counters *c, const struct px_counter_event *events)
{
	int err = 0;

	c->open = 0;
	for (u32 i = 0; events && i < PX_COUNTER_EVENTS; i++) {
		c->fds[i] = px_counters_open_event(&events[i]);
		if (c->fds[i] >= 0)
			c->open |= 1u << i;
		else
			err = c->fds[i];
	}
	return err;
}

static inline void px_counters_control(const struct px_counters *c, unsigned long request)
{
	for (u32 i = 0; i < PX_COUNTER_EVENTS; i++)
		if (c->open & 1u << i)
			ioctl(c->fds[i], request, 0);
}

static inline void px_counters_enable(struct px_counters *c)
{
	px_counters_control(c, PERF_EVENT_IOC_ENABLE);
}

static inline void px_counters_disable(struct px_counters *c)
{
	px_counters_control(c, PERF_EVENT_IOC_DISABLE);
}

static inline u32 px_counters_read(struct px_counters *c, u64 *counts)
{
	u32 counted = 0;

	for (u32 i = 0; i < PX_COUNTER_EVENTS; i++) {
		struct { u64 value, enabled, running; } now;

		counts[i] = 0;
		if (!(c->open & 1u << i) || read(c->fds[i], &now, sizeof(now)) != sizeof(now) ||
		    (now.enabled && !now.running))
			continue;
		counts[i] = px_counter_scale(now.value, now.enabled, now.running);
		counted |= 1u << i;
	}
	return counted;
}

static inline void px_counters_close(struct px_counters *c)
{
	for (u32 i = 0; i < PX_COUNTER_EVENTS; i++)
		if (c->open & 1u << i)
			close(c->fds[i]);
	c->open = 0;
}

#endif /* PX_COUNTERS_H */
