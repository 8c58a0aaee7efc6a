/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * bug_matrix: which detector reported which bug, as scripts/collect/bugs observed it,
 * compared with the expectations of the bugs' documents.
 */
#ifndef PX_BUG_MATRIX_H
#define PX_BUG_MATRIX_H

#include <stdbool.h>
#include <stdio.h>
#include "build_results.h"
#include "detectors.h"
#include "bug_docs.h"

enum px_detection_result {
	PX_NOT_APPLICABLE,	/* the detector does not look for it, or the side has no such bug */
	PX_CAUGHT,
	PX_MISSED,
	PX_SOMETIMES,		/* expected only: caught or missed */
	PX_FALSE_POSITIVE,	/* it reports the corrected version too */
	PX_HARMLESS,		/* Rust: the program compiles, runs, and is correct */
	PX_DETECTOR_FAILED,
	PX_DETECTOR_ABSENT	/* or it was not run */
};

struct px_detection {		/* one detector on one bug */
	enum px_detection_result expected, observed;
	bool unexpected;
	const struct px_build_result *result;	/* NULL: none */
};

struct px_bug_row {
	const struct px_bug_doc *doc;
	struct px_detection detections[PX_MAX_DETECTORS];	/* same order as px_detectors */
	bool uncaught[PX_DETECTOR_GROUPS];	/* no detector of that side caught it */
};

struct px_bug_matrix {
	unsigned int nr;
	struct px_bug_row *rows;	/* owned */
	unsigned int observed;		/* detections with a result */
	unsigned int unexpected;	/* detections, and sides where no detector caught a bug */
};

/* The results must live as long as the matrix. 0 or -ENOMEM. */
int px_bug_matrix_init(struct px_bug_matrix *m, const struct px_build_results *results);
void px_bug_matrix_free(struct px_bug_matrix *m);

/* The observed result, but "not applicable" for silence where the detector is not applicable. */
enum px_detection_result px_detection_shown(const struct px_detection *detection);

/* "caught", "missed", "false positive", …, "not applicable" */
const char *px_detection_result_word(enum px_detection_result result);

/* The mark for a table: ●, ○ …; for Rust the outcome: E0382, lint, panic, ○ … */
void px_detection_mark(char mark[16], const struct px_detection *detection);

/* The detector's version, as "gcc 12.2.0"; "" if it is unknown. */
const char *px_bug_matrix_version(const struct px_bug_matrix *m, unsigned int detector);

void px_bug_matrix_print(FILE *out, const struct px_bug_matrix *m);

/* Prints one bug's document and each detector's report. */
void px_bug_row_print(FILE *out, const struct px_bug_row *row);

/* JSON: an object with "bugs", each with "detectors". 0, -ENOMEM or -errno. */
int px_bug_matrix_json(FILE *out, const struct px_bug_matrix *m);

#endif /* PX_BUG_MATRIX_H */
