// SPDX-License-Identifier: GPL-2.0-only
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "stats/achieved_rate.h"
#include "stats/check_status.h"
#include "stats/fitness.h"
#include "stats/user_mode.h"
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

static void make_ratio(const struct px_comparison *comparison, const unsigned int pair[2],
		       struct px_table_row *row)
{

	row->kind = comparison->kind;
	row->weak = row->kind == PX_COMPARED_FASTER && !comparison->survives;
	row->not_quotient = px_comparison_not_quotient(comparison, pair, row->summary.ns_per_op);
	px_figure_ratio(&comparison->ratio, row->estimate, row->interval);
	if (row->kind == PX_COMPARED_NOT_JUDGED || row->kind == PX_COMPARED_UNFIT)
		row->interval[0] = '\0';
	snprintf(row->marks, sizeof(row->marks), "%s%s",
		 row->weak ? PX_MARK_WEAK :
		 row->kind == PX_COMPARED_NO_DIFFERENCE ? PX_MARK_NO_DIFFERENCE : "",
		 row->not_quotient ? PX_MARK_NOT_QUOTIENT : "");
}

const char *px_table_row_mark(const struct px_table_row *row, unsigned int side)
{
	return row->overloaded[side] ? PX_MARK_OVERLOADED : row->unfit[side] ? PX_MARK_UNFIT :
	       row->unquotable[side] ? PX_MARK_UNQUOTABLE : "";
}

int px_table_row_make(const struct px_results *results, unsigned int bench_case,
		      const struct px_comparisons *comparisons, struct px_table_row *row)
{
	int err = px_results_summarize(results, bench_case, &row->summary);

	if (err)
		return err;
	for (unsigned int s = 0; s < results->plan->nr_sides; s++) {
		bool paced = results->plan->cases[bench_case].spec.rate;

		px_figure_ns(row->ns[s], sizeof(row->ns[s]),
			     paced ? px_achieved_rate(results, bench_case, s) :
				     row->summary.ns_per_op[s]);
		row->overloaded[s] = paced && px_overloaded(results, bench_case, s);
		row->unfit[s] = px_results_present(results, s) &&
			px_fitness_is_cause(results, bench_case, s);
		row->unquotable[s] = px_user_mode_unquotable(results, bench_case, s);
	}
	row->kind = PX_COMPARED_NOT;
	if (comparisons->rows)
		make_ratio(&comparisons->rows[bench_case], comparisons->pair, row);
	make_check(results, bench_case, row);
	return 0;
}
