/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * timeline: prints events: one line for each actor, from left to right in the
 * order of the events.
 */
#ifndef PX_TIMELINE_H
#define PX_TIMELINE_H

#include <stdio.h>
#include "measure/lab_result.h"
#include "harness/lab_doc.h"

/* Prints all timelines of a result, each with the heading where. Nothing if it has no events. */
void px_timeline_print(FILE *out, const char *where, const struct px_lab_result *result,
		       const struct px_lab_doc *doc);

/* The meaning of the characters, in one line. */
extern const char px_timeline_legend[];

#endif /* PX_TIMELINE_H */
