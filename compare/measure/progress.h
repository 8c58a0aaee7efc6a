/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * One line on a terminal that tells how far a plan has come. Silent on
 * anything that is not a terminal.
 */
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

/* out may be NULL: silent. */
void px_progress_init(struct px_progress *progress, FILE *out,
		      unsigned int total);

/* Starts the clock from which the time left is reckoned. */
void px_progress_start(struct px_progress *progress);

/* Tells what is being done. */
void px_progress_print(const struct px_progress *progress, const char *text);

/* Tells what is about to run. */
void px_progress_show(const struct px_progress *progress, const char *workload,
		      const char *side, unsigned int threads);

/* Takes the line away. */
void px_progress_clear(const struct px_progress *progress);

#endif /* PX_PROGRESS_H */
