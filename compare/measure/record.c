// SPDX-License-Identifier: GPL-2.0-only
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "record.h"

const char *const px_counter_names[PX_COUNTERS] = {
	[PX_CYCLES] = "cycles",
	[PX_INSTRUCTIONS] = "instructions",
	[PX_CACHE_MISSES] = "cache_misses",
};

void px_record_free(struct px_record *rec)
{
	free(rec->workers);
	free(rec->latency);
	memset(rec, 0, sizeof(*rec));
}

void px_record_add_counts(struct px_record *rec)
{
	rec->counted = rec->nr_workers ? (1u << PX_COUNTERS) - 1 : 0;
	memset(rec->counts, 0, sizeof(rec->counts));
	for (uint32_t i = 0; i < rec->nr_workers; i++) {
		rec->counted &= rec->workers[i].counted;
		for (unsigned int c = 0; c < PX_COUNTERS; c++)
			rec->counts[c] += rec->workers[i].counts[c];
	}
}

uint64_t px_record_ops(const struct px_record *rec)
{
	uint64_t ops = 0;

	for (uint32_t i = 0; i < rec->nr_workers; i++)
		ops += rec->workers[i].ops;
	return ops;
}

/* The times of the first and the last start and end of a worker. */
struct span {
	uint64_t first_start, last_start;
	uint64_t first_end, last_end;
};

static struct span span_of(const struct px_record *rec)
{
	struct span span = { .first_start = UINT64_MAX, .first_end = UINT64_MAX };

	for (uint32_t i = 0; i < rec->nr_workers; i++) {
		const struct px_worker_result *w = &rec->workers[i];

		if (w->start_ns < span.first_start)
			span.first_start = w->start_ns;
		if (w->start_ns > span.last_start)
			span.last_start = w->start_ns;
		if (w->end_ns < span.first_end)
			span.first_end = w->end_ns;
		if (w->end_ns > span.last_end)
			span.last_end = w->end_ns;
	}
	return span;
}

uint64_t px_record_wall_ns(const struct px_record *rec)
{
	struct span span = span_of(rec);

	return span.last_end > span.first_start ?
		span.last_end - span.first_start : 0;
}

double px_record_overlap(const struct px_record *rec)
{
	struct span span = span_of(rec);
	uint64_t wall = px_record_wall_ns(rec);

	if (!wall)
		return NAN;
	if (span.first_end <= span.last_start)
		return 0.0;
	return (double)(span.first_end - span.last_start) / (double)wall;
}

double px_record_ns_per_op(const struct px_record *rec)
{
	uint64_t ops = px_record_ops(rec);
	uint64_t busy = 0;

	if (!ops)
		return NAN;
	for (uint32_t i = 0; i < rec->nr_workers; i++)
		busy += rec->workers[i].end_ns - rec->workers[i].start_ns;
	return (double)busy / (double)ops;
}

double px_record_unevenness(const struct px_record *rec)
{
	double mean = (double)px_record_ops(rec) / rec->nr_workers, squares = 0;

	for (uint32_t i = 0; i < rec->nr_workers; i++) {
		double off = (double)rec->workers[i].ops - mean;

		squares += off * off;
	}
	return sqrt(squares / rec->nr_workers) / mean;
}

double px_record_max_over_min(const struct px_record *rec)
{
	uint64_t least = UINT64_MAX, most = 0;

	for (uint32_t i = 0; i < rec->nr_workers; i++) {
		if (rec->workers[i].ops < least)
			least = rec->workers[i].ops;
		if (rec->workers[i].ops > most)
			most = rec->workers[i].ops;
	}
	return least && most ? (double)most / (double)least : NAN;
}

double px_record_sleeps(const struct px_record *rec)
{
	double sum = 0;

	for (uint32_t i = 0; i < rec->nr_workers; i++)
		sum += (double)rec->workers[i].voluntary_switches;
	return 1000 * sum / (double)px_record_ops(rec);
}

bool px_record_as_expected(const struct px_record *rec)
{
	if (rec->error)
		return false;
	for (uint32_t i = 0; i < rec->nr_findings; i++)
		if (rec->findings[i].expected != rec->findings[i].observed)
			return false;
	return true;
}
