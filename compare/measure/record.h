/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What one run on one side measured, and what drains from it.
 */
#ifndef PX_RECORD_H
#define PX_RECORD_H

#include <stdbool.h>
#include <stdint.h>
#include "uapi/parallax.h"
#include "harness/histogram.h"

/* Of the hardware, for the whole machine. */
enum px_counter {
	PX_CYCLES,
	PX_INSTRUCTIONS,
	PX_CACHE_MISSES,
	PX_COUNTERS
};

extern const char *const px_counter_names[PX_COUNTERS];	/* "cycles", …, "cache_misses" */

struct px_record {
	int error;			/* 0, or the -errno that ended the run early */
	uint32_t nr_workers;
	uint32_t nr_findings;
	struct px_finding findings[PX_MAX_FINDINGS];
	struct px_worker_result *workers;	/* owned; px_record_free() */
	uint64_t depth;			/* of a channel's queue at its longest; 0: none */
	struct px_histogram *latency;	/* owned; NULL: the run was not timed */
	uint32_t counted;		/* bits: which of the counters were there */
	uint64_t counts[PX_COUNTERS];	/* while it ran */
};

/* Releases what the record owns and leaves it empty. */
void px_record_free(struct px_record *rec);

/* Operations of all workers together. */
uint64_t px_record_ops(const struct px_record *rec);

/* ns between the first worker's start and the last one's end. */
uint64_t px_record_wall_ns(const struct px_record *rec);

/* Share of the wall time in which all workers were running, 0.0 to 1.0; NAN: it took none. */
double px_record_overlap(const struct px_record *rec);

/* ns of a worker's time for one operation: all workers' time over all operations. */
double px_record_ns_per_op(const struct px_record *rec);

/*
 * How unevenly the workers came to their operations: the standard deviation of
 * their numbers over the mean; 0: all did as many; NAN: none did any.
 */
double px_record_unevenness(const struct px_record *rec);

/* The most operations of a worker over the fewest; NAN: one did none. */
double px_record_max_over_min(const struct px_record *rec);

/* True when the run ended by itself and every finding is as expected. */
bool px_record_as_expected(const struct px_record *rec);

#endif /* PX_RECORD_H */
