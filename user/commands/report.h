/* SPDX-License-Identifier: GPL-2.0-only */
/* report: prints results: the table, the comparison, the use of the machine, the latencies. */
#ifndef PX_USER_REPORT_H
#define PX_USER_REPORT_H

#include <stdio.h>
#include "measure/environment.h"
#include "measure/results.h"

/*
 * brief: omits the details if there are many rows. saved: the file of the results, or NULL.
 * Returns an exit status.
 */
int px_report(FILE *out, const struct px_results *results, const struct px_environment *environment,
	      bool brief, const char *saved);

#endif /* PX_USER_REPORT_H */
