// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <linux/perf_event.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "perf_counters.h"

const struct px_perf_event px_hardware_events[PX_COUNTERS] = {
	[PX_CYCLES] = { PERF_TYPE_HARDWARE, PERF_COUNT_HW_CPU_CYCLES },
	[PX_INSTRUCTIONS] = { PERF_TYPE_HARDWARE, PERF_COUNT_HW_INSTRUCTIONS },
	[PX_CACHE_MISSES] = { PERF_TYPE_HARDWARE, PERF_COUNT_HW_CACHE_MISSES },
};

static const char *const names[PX_COUNTERS] = {
	[PX_CYCLES] = "cycles",
	[PX_INSTRUCTIONS] = "instructions",
	[PX_CACHE_MISSES] = "cache misses",
};

static int *fd_of(const struct px_perf_counters *c, unsigned int cpu, unsigned int event)
{
	return &c->fds[cpu * PX_COUNTERS + event];
}

static int open_event(const struct px_perf_event *event, unsigned int cpu)
{
	struct perf_event_attr attr = {
		.type = event->type,
		.size = sizeof(attr),
		.config = event->config,
		.read_format = PERF_FORMAT_TOTAL_TIME_ENABLED | PERF_FORMAT_TOTAL_TIME_RUNNING,
	};

	return (int)syscall(SYS_perf_event_open, &attr, -1, (int)cpu, -1, PERF_FLAG_FD_CLOEXEC);
}

static void close_event(struct px_perf_counters *c, unsigned int event)
{
	for (unsigned int cpu = 0; cpu < c->nr_cpus; cpu++) {
		int *fd = fd_of(c, cpu, event);

		if (*fd >= 0)
			close(*fd);
		*fd = -1;
	}
}

/* Opens the event on all online CPUs, or on none. 0 or -errno. */
static int open_everywhere(struct px_perf_counters *c, unsigned int event,
			   const struct px_perf_event *type)
{
	int err = -ENODEV;

	for (unsigned int cpu = 0; cpu < c->nr_cpus; cpu++) {
		*fd_of(c, cpu, event) = open_event(type, cpu);
		if (*fd_of(c, cpu, event) >= 0) {
			err = 0;
		} else if (errno != ENODEV) {
			err = -errno;
			break;
		}
	}
	if (err)
		close_event(c, event);
	return err;
}

static const char *reason(int err)
{
	switch (err) {
	case -ENOENT:
	case -ENODEV:
	case -EOPNOTSUPP:
		return "this machine has none, like most virtual machines";
	case -EACCES:
	case -EPERM:
		return "not permitted; run as root, or set kernel.perf_event_paranoid to 0";
	case -ENOSYS:
		return "this kernel has no perf events";
	default:
		return strerror(-err);
	}
}

/* Appends the names of the events in the mask. */
static void name_events(char *text, size_t size, uint32_t events)
{
	size_t used = strlen(text);

	for (unsigned int e = 0; e < PX_COUNTERS; e++) {
		if (!(events & 1u << e) || used >= size)
			continue;
		used += (size_t)snprintf(text + used, size - used, "%s%s",
					 used && text[used - 1] != ' ' ? ", " : "", names[e]);
	}
}

static void describe(const struct px_perf_counters *c, int err, char *text, size_t size)
{
	uint32_t all = (1u << PX_COUNTERS) - 1;
	size_t used;

	text[0] = '\0';
	name_events(text, size, c->open);
	if (c->open == all)
		return;
	used = strlen(text);
	snprintf(text + used, size - used, "%sn/a: ", used ? "; " : "");
	if (c->open)
		name_events(text, size, all & ~c->open);
	used = strlen(text);
	snprintf(text + used, size - used, c->open ? " (%s)" : "%s", reason(err));
}

static struct px_reading read_event(int fd)
{
	struct px_reading reading = { 0 };

	if (fd < 0 || read(fd, &reading, sizeof(reading)) != sizeof(reading))
		memset(&reading, 0, sizeof(reading));
	return reading;
}

static void begin(struct px_run_hook *hook)
{
	struct px_perf_counters *c = (struct px_perf_counters *)hook;

	for (unsigned int i = 0; i < c->nr_cpus * PX_COUNTERS; i++)
		c->before[i] = read_event(c->fds[i]);
}

/* An event can share a counter with others: its value is scaled to the whole time. */
static void end(struct px_run_hook *hook, struct px_record *rec)
{
	struct px_perf_counters *c = (struct px_perf_counters *)hook;
	double sums[PX_COUNTERS] = { 0 };

	rec->counted = c->open;
	for (unsigned int i = 0; i < c->nr_cpus * PX_COUNTERS; i++) {
		struct px_reading now = read_event(c->fds[i]);
		uint64_t running = now.running_ns - c->before[i].running_ns;

		if (c->fds[i] < 0)
			continue;
		if (running)
			sums[i % PX_COUNTERS] += (double)(now.value - c->before[i].value) *
				(double)(now.enabled_ns - c->before[i].enabled_ns) /
				(double)running;
		else
			rec->counted &= ~(1u << i % PX_COUNTERS);
	}
	for (unsigned int e = 0; e < PX_COUNTERS; e++)
		rec->counts[e] = (uint64_t)sums[e];
}

void px_perf_counters_open(struct px_perf_counters *c, const struct px_perf_event *events,
			   char *text, size_t size)
{
	long cpus = sysconf(_SC_NPROCESSORS_CONF);
	size_t places = (size_t)(cpus > 0 ? cpus : 0) * PX_COUNTERS;
	int err = -ENOMEM;

	memset(c, 0, sizeof(*c));
	c->hook = (struct px_run_hook){ .begin = begin, .end = end };
	c->fds = malloc(places * sizeof(*c->fds));
	c->before = calloc(places, sizeof(*c->before));
	if (c->fds && c->before) {
		c->nr_cpus = (unsigned int)cpus;
		memset(c->fds, -1, places * sizeof(*c->fds));
	}
	for (unsigned int e = 0; c->nr_cpus && e < PX_COUNTERS; e++) {
		int refused = open_everywhere(c, e, &events[e]);

		if (refused)
			err = refused;
		else
			c->open |= 1u << e;
	}
	describe(c, err, text, size);
}

void px_perf_counters_close(struct px_perf_counters *c)
{
	for (unsigned int e = 0; e < PX_COUNTERS; e++)
		close_event(c, e);
	free(c->fds);
	free(c->before);
	memset(c, 0, sizeof(*c));
}
