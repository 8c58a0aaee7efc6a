/* SPDX-License-Identifier: GPL-2.0-only */
/* The results of a plan: every run of every round. */
#ifndef PX_RESULTS_H
#define PX_RESULTS_H

#include <stdbool.h>
#include "plan.h"
#include "record.h"

#define PX_WHY_SIZE	256
#define PX_NO_REFERENCE	PX_MAX_SIDES

struct px_round {		/* one case on one side in one round */
	bool made;		/* it was run */
	unsigned int order;	/* its number among all runs made, from 0 */
	int error;		/* -errno: the side could not run it */
	struct px_record record;
};

struct px_environment;

struct px_results {
	const struct px_plan *plan;	/* borrowed */
	const struct px_environment *environment;	/* borrowed; NULL: unknown */
	char absent[PX_MAX_SIDES][PX_WHY_SIZE];	/* the reason; "": the side is present */
	struct px_round *rounds;	/* owned; see px_results_round() */
	unsigned int made, planned;	/* runs, on the sides that are present */
	unsigned int reference;	/* the side of --against; PX_NO_REFERENCE: none was chosen */
};

/* The plan must outlive the results. 0 or -ENOMEM. */
int px_results_init(struct px_results *results, const struct px_plan *plan);

void px_results_free(struct px_results *results);

struct px_round *px_results_round(const struct px_results *results,
				  unsigned int bench_case, unsigned int side,
				  unsigned int nth);

/* The run of the timed pass, if it is valid; or NULL. */
const struct px_record *px_results_timed(const struct px_results *results,
					 unsigned int bench_case, unsigned int side);

/* Not interrupted. */
bool px_results_complete(const struct px_results *results);

bool px_results_present(const struct px_results *results, unsigned int side);

/*
 * The two sides that are compared. pair[1] is the reference, if it is present, or else the second
 * side that is present. pair[0] is the first other side. False: fewer than two are present.
 */
bool px_results_pair(const struct px_results *results, unsigned int pair[2]);

/* The run was made and was not cut short. */
bool px_round_valid(const struct px_round *round);

/*
 * One figure of each round; NAN if the run is not valid. A paced run has no ns/op: its workers
 * wait.
 */
void px_results_gather(const struct px_results *results, unsigned int bench_case, unsigned int side,
		       double (*figure)(const struct px_record *), double *values);

#endif /* PX_RESULTS_H */
