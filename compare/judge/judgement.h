/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The comparison of a cell's two sides, in words: one is faster, no difference is
 * shown, or the rounds are not fit to tell.
 */
#ifndef PX_JUDGEMENT_H
#define PX_JUDGEMENT_H

#include <stdio.h>
#include "results.h"

/* A load that was not there for so much of the time is not the one asked for. */
#define PX_ENOUGH_OVERLAP	0.8

enum px_judgement_kind {
	PX_JUDGED_FASTER,	/* one side, as sure as 95 % */
	PX_JUDGED_ALIKE,	/* 1 is in the interval */
	PX_JUDGED_UNFIT,	/* the workers hardly ran together */
	PX_JUDGED_NOT,		/* one side, or too few rounds that went well */
};

struct px_judgement {
	enum px_judgement_kind kind;
	char text[128];		/* "kernel 1.14× faster, 95 % 1.10 to 1.19" */
};

/* 0 or -ENOMEM. */
int px_judgement_reach(const struct px_results *results, unsigned int cell,
		       struct px_judgement *judgement);

/* A line for each cell where a side is faster; the others by kind. 0 or -ENOMEM. */
int px_judgement_print(FILE *out, const struct px_results *results);

/* "mutex_counter ×2", and what else sets it apart from other cells of its plan. */
void px_judgement_name(const struct px_plan *plan, unsigned int cell, char *text, size_t size);

#endif /* PX_JUDGEMENT_H */
