/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * matrix: mistakes and nets: who caught what, as it was observed (scripts/collect/bugs),
 * held against what the mistakes' tales expect.
 */
#ifndef PX_BUG_MATRIX_H
#define PX_BUG_MATRIX_H

#include <stdbool.h>
#include <stdio.h>
#include "build_results.h"
#include "detectors.h"
#include "bug_docs.h"

enum px_detection_result {
	PX_NO_PART,		/* not what the net looks for, or no such mistake in its world */
	PX_CAUGHT,
	PX_MISSED,
	PX_CHANCE,		/* expected: caught or missed, as it happens */
	PX_FALSE_POSITIVE,		/* speaks of what is right as well, so it has found nothing */
	PX_HARMLESS,		/* Rust: it compiles, runs, and there is no mistake any more */
	PX_DETECTOR_FAILED,
	PX_DETECTOR_ABSENT		/* or was not asked */
};

struct px_detection {		/* of a net, from one mistake */
	enum px_detection_result expected, observed;
	bool unexpected;
	const struct px_build_result *seen;	/* NULL: nothing */
};

struct px_bug_row {		/* of one mistake */
	const struct px_bug_doc *tale;
	struct px_detection cells[PX_MAX_DETECTORS];	/* as px_detectors */
	bool uncaught[PX_DETECTOR_GROUPS];	/* nobody caught it there: kernel, user space */
};

struct px_bug_matrix {
	unsigned int nr;
	struct px_bug_row *rows;	/* owned */
	unsigned int observed;		/* cells of which something was seen */
	unsigned int unexpected;	/* cells, and worlds where nobody caught a mistake */
};

/* Of what evidence has, which must live as long: 0, or -ENOMEM. */
int px_bug_matrix_make(struct px_bug_matrix *m, const struct px_build_results *evidence);
void px_bug_matrix_free(struct px_bug_matrix *m);

/* "caught", "missed", "false alarm", …; and "not applicable" */
const char *px_detection_result_word(enum px_detection_result c);

/* What is shown of it, in a column or a few: ●, ○ …; of Rust what happened: E0382, lint, panic, ○ … */
void px_detection_mark(char mark[16], const struct px_detection *cell);

/* What tools there were, as "gcc 12.2.0"; "" for those that have no version of their own. */
const char *px_bug_matrix_version(const struct px_bug_matrix *m, unsigned int net);

void px_bug_matrix_print(FILE *out, const struct px_bug_matrix *m);

/* One mistake's story, with what each net said of it. */
void px_bug_matrix_tell(FILE *out, const struct px_bug_row *row);

/* For a program: an object with "mistakes" and "nets". 0, -ENOMEM or -errno. */
int px_bug_matrix_json(FILE *out, const struct px_bug_matrix *m);

#endif /* PX_BUG_MATRIX_H */
