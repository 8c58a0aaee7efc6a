/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * timeline: events drawn as a line for each actor, from left to right in the
 * order in which they happened.
 */
#ifndef PX_TIMELINE_H
#define PX_TIMELINE_H

#include <stdio.h>
#include "measure/lab_result.h"
#include "harness/lab_doc.h"

/* Draws all pictures of a performance, each headed by where it was; nothing if it has no events. */
void px_timeline_print(FILE *out, const char *where, const struct px_lab_result *seen,
		       const struct px_lab_doc *story);

/* What the strokes mean, in one line. */
extern const char px_timeline_legend[];

#endif /* PX_TIMELINE_H */
