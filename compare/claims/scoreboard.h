/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * scoreboard: one line for each claim: are the notes right, what did Rust, the
 * kernel and user space show, and the verdict.
 */
#ifndef PX_SCOREBOARD_H
#define PX_SCOREBOARD_H

#include <stdio.h>
#include "claims.h"
#include "lab_verdict.h"

#define PX_SCOREBOARD_CELL	64
#define PX_STATED		"°"	/* follows a value that no Rust program checked */

struct px_scoreboard_line {
	const struct px_claim *claim;
	const char *lab;	/* the cells show its result; or NULL */
	char cell[PX_WORLDS][PX_SCOREBOARD_CELL];
	enum px_agreement agreement;
	char remark[256];	/* an addition to the verdict, or "" */
	char config_note[512];	/* what is expected only on this configuration, or "" */
	char difference[512];	/* where the worlds differ, if the cells do not show it, or "" */
};

/* A lab that ran, with its verdict. */
struct px_lab_case {
	struct px_lab_results results;
	struct px_lab_verdict verdict;
};

/* Costs of a claim's two workloads, as a ratio on each side; NAN: not measured. */
struct px_claim_cost {
	double ratio[PX_WORLDS];
	bool shown[PX_WORLDS];		/* the interval does not contain 1 */
};

/*
 * Makes the line of a claim from all labs that ran, the results recorded at build
 * time, and the claim's costs. cost may be NULL.
 */
void px_scoreboard_line(struct px_scoreboard_line *line, const struct px_claim *claim,
			const struct px_lab_case *cases, unsigned int nr_cases,
			const struct px_build_results *build, const struct px_claim_cost *cost);

/* Prints all lines, with remarks below them, and the meaning of each mark. */
void px_scoreboard_print(FILE *out, const struct px_scoreboard_line *lines, unsigned int nr,
			 const struct px_build_results *build);

#endif /* PX_SCOREBOARD_H */
