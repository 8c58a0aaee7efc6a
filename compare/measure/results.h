/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a plan yielded: every run of every round, and what drains from them.
 */
#ifndef PX_RESULTS_H
#define PX_RESULTS_H

#include <stdbool.h>
#include "plan.h"
#include "record.h"

#define PX_WHY_SIZE	256

struct px_round {		/* one bench_case on one side in one round */
	bool made;		/* it was its slot */
	unsigned int order;	/* its place among all runs made, from 0 */
	int error;		/* -errno: the side could not run it at all */
	struct px_record record;
};

struct px_results {
	const struct px_plan *plan;	/* borrowed */
	char absent[PX_MAX_SIDES][PX_WHY_SIZE];	/* why; "": the side is there */
	struct px_round *rounds;	/* owned; see px_results_round() */
	unsigned int made, planned;	/* runs, on the sides that are there */
};

/* Room for all runs of a plan, which outlives the results. 0 or -ENOMEM. */
int px_results_init(struct px_results *results, const struct px_plan *plan);

void px_results_free(struct px_results *results);

struct px_round *px_results_round(const struct px_results *results,
				  unsigned int bench_case, unsigned int side,
				  unsigned int nth);

/* The run in which every step was timed, if it went well; or NULL. */
const struct px_record *px_results_timed(const struct px_results *results,
					 unsigned int bench_case, unsigned int side);

/* Nothing ended it early. */
bool px_results_complete(const struct px_results *results);

bool px_results_present(const struct px_results *results, unsigned int side);

/* The two sides that are compared: the first two present. False: there is one. */
bool px_results_pair(const struct px_results *results, unsigned int pair[2]);

/* The run was made and nothing kept it from its end. */
bool px_round_valid(const struct px_round *round);

/* One figure of each round, NAN where the run was not made or failed. */
void px_results_gather(const struct px_results *results, unsigned int bench_case, unsigned int side,
		       double (*figure)(const struct px_record *), double *values);

#endif /* PX_RESULTS_H */
