// SPDX-License-Identifier: GPL-2.0-only
#include "measure/text.h"
#include "output/table.h"
#include "report.h"
#include "stats/comparison.h"
#include "stats/latency.h"
#include "stats/mean_remark.h"
#include "stats/resource_usage.h"
#include "util/error.h"

#define FEW	8u	/* rows whose details fit on a page */

/* Says how to see what px_report() omits. The folder of "make run" is not that of the caller. */
static void name_show(FILE *out, const struct px_results *results, const char *saved)
{
	const char *what = results->plan->timed ? "Use of the machine, latencies" :
						  "Use of the machine";

	fputc('\n', out);
	if (!saved)
		px_text_sentence(out, "", "%s: use --json FILE, then \"parallax show FILE\".",
				 what);
	else
		px_text_sentence(out, "", "%s: parallax show %s%s", what, saved,
				 *saved == '/' ? "" :
				 " (\"make run\" puts this file into build/out)");
}

int px_report(FILE *out, const struct px_results *results, const struct px_environment *environment,
	      bool brief, const char *saved)
{
	int err = px_table_print(out, results, environment);

	if (!err)
		err = px_comparison_print(out, results);
	if (!err && (!brief || results->plan->nr_cases <= FEW)) {
		px_resource_usage_print(out, results, environment);
		px_latency_print(out, results);
		px_mean_remarks_print(out, results);
	} else if (!err) {
		name_show(out, results, saved);
	}
	return px_report_write_error("the table", err);
}
