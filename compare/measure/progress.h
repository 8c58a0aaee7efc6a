/* SPDX-License-Identifier: GPL-2.0-only */
/* One line of progress on a terminal. Prints nothing if out is not a terminal. */
#ifndef PX_PROGRESS_H
#define PX_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#define PX_PROGRESS_COLUMNS	79u

struct px_progress {
	FILE *out;
	bool live;		/* out is a terminal */
	unsigned int done;	/* runs made */
	unsigned int total;
	uint64_t start_ns;	/* of the first run that counts */
};

/* out NULL: prints nothing. */
void px_progress_init(struct px_progress *progress, FILE *out,
		      unsigned int total);

/* Starts the clock for the time left. */
void px_progress_start(struct px_progress *progress);

/* Prints the current activity. */
void px_progress_print(const struct px_progress *progress, const char *text);

/* Prints the next run. */
void px_progress_show(const struct px_progress *progress, const char *workload,
		      const char *side, unsigned int threads);

/* Erases the line. */
void px_progress_clear(const struct px_progress *progress);

#endif /* PX_PROGRESS_H */
