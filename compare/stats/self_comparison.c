// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include "measure/plan_run.h"
#include "holm.h"
#include "self_comparison.h"
#include "stats.h"

/*
 * Compares one row, and returns its p-value, or NAN. A factor in all times of the second copy
 * divides the ratio and both bounds by it. So the same interval also tells whether a planted
 * difference is found.
 */
static double add_row(struct px_self_comparison *self, const struct px_results *results,
		      unsigned int row, double *room, int *err)
{
	unsigned int rounds = results->plan->rounds;
	double *first = room, *second = room + rounds;
	struct px_ratio ratio;

	px_results_gather(results, row, 0, px_record_ns_per_op, first);
	px_results_gather(results, row, 1, px_record_ns_per_op, second);
	*err = px_stats_ratio(first, second, rounds, &ratio);
	if (!ratio.has_interval)
		return NAN;
	self->comparisons++;
	self->claims += px_ratio_differs(&ratio);
	self->found += ratio.high < PX_PLANTED;
	return ratio.p;
}

static bool any_survives(const double *p, bool *survives, unsigned int rows)
{
	px_holm(p, rows, survives);
	for (unsigned int c = 0; c < rows; c++)
		if (survives[c])
			return true;
	return false;
}

static int add_table(struct px_self_comparison *self, const struct px_results *results)
{
	unsigned int comparisons = self->comparisons, rows = results->plan->nr_cases;
	double *p = calloc(rows + 2ul * results->plan->rounds, sizeof(*p));
	bool *survives = calloc(rows, sizeof(*survives));
	int err = p && survives ? 0 : -ENOMEM;

	for (unsigned int c = 0; c < rows && !err; c++)
		p[c] = add_row(self, results, c, p + rows, &err);
	self->tables++;
	self->tables_claimed += !err && any_survives(p, survives, rows);
	free(survives);
	free(p);
	return !err && self->comparisons == comparisons ? -EIO : err;
}

int px_self_comparison_run(struct px_self_comparison *self, const struct px_plan *plan,
			   const struct px_side *first, const struct px_side *second,
			   enum px_bias bias, unsigned int tables)
{
	int err = 0;

	for (unsigned int t = 0; t < tables && !err; t++) {
		struct px_plan copied = *plan;
		struct px_side_copies copies;
		struct px_results results;

		px_side_copies_init(&copies, first, second, plan->nr_cases, bias);
		copied.sides = copies.list;
		copied.nr_sides = 2;
		copied.seed = plan->seed + t;
		err = px_plan_run(&copied, NULL, &results);
		if (!err)
			err = add_table(self, &results);
		px_results_free(&results);
	}
	return err;
}

bool px_self_comparison_fails(const struct px_self_comparison *self)
{
	return px_binomial_interval(self->claims, self->comparisons).low > PX_NOMINAL_SHARE;
}
