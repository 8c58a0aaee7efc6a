/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the checks of all rounds say about a workload on a side.
 *
 * A workload that is BROKEN ON PURPOSE either shows its fault or does not; that
 * nothing was shown proves nothing, so it is never "ok".
 */
#ifndef PX_CHECK_STATUS_H
#define PX_CHECK_STATUS_H

#include "measure/results.h"

enum px_outcome {		/* from good to bad */
	PX_OUTCOME_ABSENT,	/* the side was not there, or had no slot */
	PX_OUTCOME_OK,		/* every finding of every round as expected */
	PX_OUTCOME_UNCHECKED,	/* no round had a finding */
	PX_OUTCOME_NONE_SHOWN,	/* broken on purpose, and it did not show */
	PX_OUTCOME_SHOWN,	/* broken on purpose, and it showed */
	PX_OUTCOME_FAILED,	/* a finding was not as expected */
	PX_OUTCOME_ERROR	/* a run could not be made or did not end well */
};

#define PX_CHECK_STATUS_SIZE	192

struct px_check_status {
	enum px_outcome outcome;
	char text[PX_CHECK_STATUS_SIZE];	/* the outcome in words, with its figures */
};

void px_check_status_get(const struct px_results *results, unsigned int bench_case,
		      unsigned int side, struct px_check_status *verdict);

/* The outcome in one or two words, of at most 11 columns. */
const char *px_outcome_word(enum px_outcome outcome);

/*
 * The program's exit status: 1 when a check failed, a run went wrong, a broken
 * workload showed its fault or no side was there at all; else 0.
 */
int px_check_status_exit(const struct px_results *results);

#endif /* PX_CHECK_STATUS_H */
