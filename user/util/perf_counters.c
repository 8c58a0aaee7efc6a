// SPDX-License-Identifier: GPL-2.0-only
#include <stdio.h>
#include <string.h>
#include "harness/counter_events.h"
#include "perf_counters.h"

static const char *const names[PX_COUNTERS] = { "cycles", "instructions", "cache misses" };

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

static void describe(uint32_t open, int err, char *text, size_t size)
{
	uint32_t all = (1u << PX_COUNTERS) - 1;
	size_t used;

	text[0] = '\0';
	name_events(text, size, open);
	if (open == all)
		return;
	used = strlen(text);
	snprintf(text + used, size - used, "%sn/a: ", used ? "; " : "");
	if (open)
		name_events(text, size, all & ~open);
	used = strlen(text);
	snprintf(text + used, size - used, open ? " (%s)" : "%s", reason(err));
}

uint32_t px_perf_counters_probe(enum px_counting counting, char *text, size_t size)
{
	struct px_counters counters;
	int err = px_counters_open(&counters, px_counter_events(counting));
	uint32_t open = counters.open;

	px_counters_close(&counters);
	describe(open, err, text, size);
	return open;
}
