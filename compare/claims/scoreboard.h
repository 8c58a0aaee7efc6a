/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * board: the scoreboard, a line for each claim: whether the notes are right,
 * what Rust, the kernel and user space showed, and the verdict.
 */
#ifndef PX_SCOREBOARD_H
#define PX_SCOREBOARD_H

#include <stdio.h>
#include "claims.h"
#include "lab_verdict.h"

#define PX_SCOREBOARD_CELL	64

struct px_scoreboard_line {		/* of the board */
	const struct px_claim *claim;
	const char *lab;	/* that the cells are from; NULL: none */
	char cell[PX_WORLDS][PX_SCOREBOARD_CELL];
	enum px_agreement agreement;
	char remark[256];	/* "", or what is to be added to the verdict */
	char special[512];	/* "", or what is so on this kernel, and not on every one */
	char difference[512];	/* "", or where the worlds differ, if the cells don't show it */
};

/* A lab that was performed, and what came of it. */
struct px_lab_case {
	struct px_lab_results trial;
	struct px_lab_verdict ruling;
};

/* Costs of a claim's two workloads, as a ratio on each side; NAN: not measured. */
struct px_claim_cost {
	double ratio[PX_WORLDS];
	bool shown[PX_WORLDS];		/* the interval leaves out 1 */
};

/* Makes a claim's line of all cases (those that serve it), evidence, and costs (or NULL). */
void px_scoreboard_line(struct px_scoreboard_line *line, const struct px_claim *claim,
		   const struct px_lab_case *cases, unsigned int nr_cases,
		   const struct px_build_results *evidence, const struct px_claim_cost *cost);

/* Prints the board, with the notes' corrections below their lines. */
void px_scoreboard_print(FILE *out, const struct px_scoreboard_line *lines, unsigned int nr,
		    const struct px_build_results *evidence);

#endif /* PX_SCOREBOARD_H */
