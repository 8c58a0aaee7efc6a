// SPDX-License-Identifier: GPL-2.0-only
#include "run_spec.h"

const struct px_limits px_limits_hard = {
	.max_threads = PX_MAX_THREADS,
	.max_duration_ns = PX_MAX_DURATION_NS,
	.max_ops = PX_MAX_OPS,
	.max_busy_ns = PX_MAX_BUSY_NS,
};

/* The first violated rule, or NULL. Each term is checked first, so no sum can overflow. */
static const char *broken_rule(const struct px_run_spec *spec, const struct px_limits *l)
{
	if (!spec->threads || spec->threads > l->max_threads)
		return "threads: 1 to max_threads (1024)";
	if (!spec->duration_ns == !spec->ops)
		return "either a duration or a number of operations, not both";
	if (spec->duration_ns > l->max_duration_ns)
		return "duration: at most max_duration_ns (60 s)";
	if (spec->ops > l->max_ops)
		return "operations of a worker: at most max_ops (10^12)";
	if (spec->hold_ns > l->max_busy_ns || spec->think_ns > l->max_busy_ns ||
	    (spec->hold_ns + spec->think_ns) * spec->threads > l->max_busy_ns)
		return "threads x (hold + think): at most max_busy_ns (50 ms)";
	if (spec->pin > PX_PIN_ONE)
		return "pin: none, spread or one";
	if (spec->read_share > 100)
		return "share of reads: 0 to 100 percent";
	if (spec->lines > PX_MAX_LINES)
		return "lines: at most 10000000";
	if (spec->payload > PX_MAX_PAYLOAD || spec->payload % 8)
		return "payload: 8 to 4096 bytes, a multiple of 8";
	if (spec->capacity > PX_MAX_CAPACITY)
		return "capacity: 1 to 65536 messages";
	if ((u64)px_run_spec_payload(spec) * px_run_spec_capacity(spec) > PX_MAX_CHANNEL)
		return "payload x capacity: at most 16 MiB";
	if (spec->rate > PX_MAX_RATE)
		return "rate: at most 10^9 operations per second";
	if (spec->timed > 1)
		return "timed: 0 or 1";
	if (spec->kind >= PX_KINDS)
		return "kind: default, adaptive, pi, errorcheck or writer";
	if (spec->counting > PX_COUNT_SOFTWARE)
		return "counting: none, hardware or software";
	return NULL;
}

int px_run_spec_check(const struct px_run_spec *spec, const struct px_limits *limits,
		      const char **why)
{
	*why = broken_rule(spec, limits);
	return *why ? -EINVAL : 0;
}
