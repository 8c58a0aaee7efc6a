/* SPDX-License-Identifier: GPL-2.0-only */
/* report: all that is printed of results: the table, the judgement, the latencies. */
#ifndef PX_USER_REPORT_H
#define PX_USER_REPORT_H

#include <stdio.h>
#include "measure/results.h"
#include "measure/environment.h"

/*
 * briefly: the latencies only if they are of a few cells. 0, or the exit status after
 * saying what is wrong.
 */
int px_report(FILE *out, const struct px_results *results, const struct px_environment *stamp,
	      bool briefly);

#endif /* PX_USER_REPORT_H */
