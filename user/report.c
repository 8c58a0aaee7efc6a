// SPDX-License-Identifier: GPL-2.0-only
#include <string.h>
#include "command.h"
#include "judgement.h"
#include "latency.h"
#include "report.h"
#include "table.h"

#define FEW	8u	/* cells whose latencies are no more than a page */

int px_report(FILE *out, const struct px_results *results, const struct px_stamp *stamp,
	      bool briefly)
{
	int err = px_table_print(out, results, stamp);

	if (!err)
		err = px_judgement_print(out, results);
	if (!err && (!briefly || results->plan->nr_cells <= FEW))
		px_latency_print(out, results);
	else if (!err && results->plan->timed)
		fprintf(out, "\nLatencies: in what --json keeps; parallax show prints them.\n");
	return err ? px_fail("the table could not be written: %s", strerror(-err)) : PX_EXIT_FINE;
}
