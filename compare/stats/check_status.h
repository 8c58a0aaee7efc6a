/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The check status of a case on a side, from the findings of all rounds.
 *
 * A workload that is BROKEN ON PURPOSE shows its fault or does not. It is never "ok": a fault
 * that does not show is still there.
 */
#ifndef PX_CHECK_STATUS_H
#define PX_CHECK_STATUS_H

#include "measure/results.h"

enum px_outcome {		/* from the best to the worst */
	PX_OUTCOME_ABSENT,	/* the side is absent, or had no run */
	PX_OUTCOME_OK,		/* every finding of every round as expected */
	PX_OUTCOME_UNCHECKED,	/* no round had a finding */
	PX_OUTCOME_NONE_SHOWN,	/* broken on purpose, and the fault did not show */
	PX_OUTCOME_SHOWN,	/* broken on purpose, and the fault showed */
	PX_OUTCOME_FAILED,	/* a finding was not as expected */
	PX_OUTCOME_ERROR	/* a run could not start, or failed */
};

#define PX_CHECK_STATUS_SIZE	192

struct px_check_status {
	enum px_outcome outcome;
	bool differs;		/* FAILED, only as another side has other findings */
	char text[PX_CHECK_STATUS_SIZE];	/* the outcome with its figures */
};

void px_check_status_get(const struct px_results *results, unsigned int bench_case,
			 unsigned int side, struct px_check_status *status);

/* No check and no run of a side failed: its cost is that of the workload. */
bool px_check_status_sound(const struct px_results *results, unsigned int bench_case,
			   unsigned int side);

/* At most 11 columns. */
const char *px_outcome_word(enum px_outcome outcome);

/*
 * The exit status of the program. 1: a check failed, a run failed, a broken workload showed its
 * fault, or all sides are absent. Else 0.
 */
int px_check_status_exit(const struct px_results *results);

#endif /* PX_CHECK_STATUS_H */
