/* SPDX-License-Identifier: GPL-2.0-only */
/* What one run on one side measured, and figures derived from it. */
#ifndef PX_RECORD_H
#define PX_RECORD_H

#include <stdbool.h>
#include <stdint.h>
#include "uapi/parallax.h"
#include "harness/histogram.h"

/* Hardware counters of the workers' steps: the counts of PX_COUNT_HARDWARE. */
enum px_counter { PX_CYCLES, PX_INSTRUCTIONS, PX_CACHE_MISSES };

extern const char *const px_counter_names[PX_COUNTERS];	/* "cycles", …, "cache_misses" */

struct px_record {
	int error;			/* 0, or the -errno that ended the run early */
	uint32_t nr_workers;
	uint32_t nr_findings;
	struct px_finding findings[PX_MAX_FINDINGS];
	struct px_worker_result *workers;	/* owned; px_record_free() */
	uint64_t depth;			/* the longest queue of a channel; 0: none */
	struct px_histogram *latency;	/* owned; NULL: the run was not timed */
	uint32_t counted;		/* bit mask of the counters that all workers have */
	uint64_t counts[PX_COUNTERS];	/* of all workers together */
};

/* Frees what the record owns; the record is then empty. */
void px_record_free(struct px_record *rec);

/* Sets counted and counts from the workers. */
void px_record_add_counts(struct px_record *rec);

/* Operations of all workers together. */
uint64_t px_record_ops(const struct px_record *rec);

/* ns between the first worker's start and the last one's end. */
uint64_t px_record_wall_ns(const struct px_record *rec);

/* The share of the wall time in which all workers ran, 0.0 to 1.0; NAN: the wall time is 0. */
double px_record_overlap(const struct px_record *rec);

/* Worker time per operation, ns: the time of all workers over all operations. NAN: no operation. */
double px_record_ns_per_op(const struct px_record *rec);

/*
 * The standard deviation of the workers' numbers of operations, over their mean. 0: all numbers
 * are equal; NAN: no operation.
 */
double px_record_unevenness(const struct px_record *rec);

/* The most operations of a worker over the fewest; NAN: a worker did none. */
double px_record_max_over_min(const struct px_record *rec);

/* Voluntary context switches per 1000 operations. NAN: no operation. */
double px_record_sleeps(const struct px_record *rec);

/* The run was not cut short, and every finding is as expected. */
bool px_record_as_expected(const struct px_record *rec);

#endif /* PX_RECORD_H */
