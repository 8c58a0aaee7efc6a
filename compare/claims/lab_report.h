/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tell: the story of a lab: what was done, what each world showed, why they
 * differ. Every sentence on this run is made of an observation.
 */
#ifndef PX_LAB_REPORT_H
#define PX_LAB_REPORT_H

#include <stdio.h>
#include "lab_verdict.h"

/* The part that comes before anything was seen: what is asked, and what is done. */
void px_lab_report_question(FILE *out, const struct px_lab_doc *story);

#define PX_SENTENCE	1024

/* What the worlds showed of one thing: "the second read waits (Rust, kernel), gets in (user)". */
void px_lab_report_sentence(char text[PX_SENTENCE], const struct px_finding_verdict *opinion);

/* The part that was seen, and the verdict. */
void px_lab_report_answer(FILE *out, const struct px_lab_results *trial, const struct px_lab_verdict *ruling);

#endif /* PX_LAB_REPORT_H */
