// SPDX-License-Identifier: GPL-2.0-only
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "stats/check_status.h"
#include "stats/comparison.h"
#include "stats/figure.h"
#include "stats/stats.h"
#include "stats/summary.h"
#include "table_row.h"

/* Failures are printed in capitals. */
static const char *status_word(enum px_outcome outcome)
{
	if (outcome == PX_OUTCOME_FAILED)
		return "FAILED";
	return outcome == PX_OUTCOME_ERROR ? "ERROR" : px_outcome_word(outcome);
}

/* One word, if all sides have the same outcome and need no figures. */
static void make_check(const struct px_results *results, unsigned int bench_case,
		       struct px_table_row *row)
{
	enum px_outcome best = PX_OUTCOME_ERROR, worst = PX_OUTCOME_ABSENT;

	for (unsigned int s = 0; s < results->plan->nr_sides; s++) {
		struct px_check_status status;

		if (!px_results_present(results, s))
			continue;
		px_check_status_get(results, bench_case, s, &status);
		if (status.outcome < best)
			best = status.outcome;
		if (status.outcome > worst)
			worst = status.outcome;
	}
	row->check = status_word(worst);
	row->details = worst >= PX_OUTCOME_SHOWN || best < worst;
}

int px_table_row_make(const struct px_results *results, unsigned int bench_case,
		      struct px_table_row *row)
{
	int err = px_results_summarize(results, bench_case, &row->summary);

	if (err)
		return err;
	for (unsigned int s = 0; s < results->plan->nr_sides; s++) {
		px_figure_ns(row->ns[s], sizeof(row->ns[s]), row->summary.ns_per_op[s]);
		row->low_overlap[s] = px_results_present(results, s) &&
			row->summary.overlap[s] < PX_MIN_OVERLAP;
	}
	px_figure_ratio(&row->summary.ratio, row->estimate, row->interval);
	row->no_difference =
		row->summary.ratio.has_interval && !px_ratio_differs(&row->summary.ratio);
	make_check(results, bench_case, row);
	return 0;
}
