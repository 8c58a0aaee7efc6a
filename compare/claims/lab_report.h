/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * lab_report: prints a lab: the question, the steps, what each world showed, and
 * why the worlds differ. Each sentence is made from an observation.
 */
#ifndef PX_LAB_REPORT_H
#define PX_LAB_REPORT_H

#include <stdio.h>
#include "lab_verdict.h"

/* "in Rust", "in the kernel", "in user space". */
const char *px_lab_report_world(enum px_world world);

/* Prints the question and the steps. */
void px_lab_report_question(FILE *out, const struct px_lab_doc *doc);

#define PX_SENTENCE	1024

/* One finding: "the second read waits (Rust, kernel), gets the lock (user)". */
void px_lab_report_sentence(char text[PX_SENTENCE], const struct px_finding_verdict *f);

/* Prints the timelines, the findings and the verdict. */
void px_lab_report_answer(FILE *out, const struct px_lab_results *results,
			  const struct px_lab_verdict *verdict);

#endif /* PX_LAB_REPORT_H */
