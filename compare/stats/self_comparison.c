// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include "measure/plan_run.h"
#include "self_comparison.h"
#include "summary.h"

/*
 * A factor in all times of the second copy divides the ratio and both bounds by it. So the same
 * interval also tells whether a planted difference is found.
 */
static int add_row(struct px_self_comparison *self, const struct px_results *results,
		   unsigned int row)
{
	static const unsigned int pair[] = { 0, 1 };
	struct px_ratio ratio;
	int err = px_results_ratio(results, row, pair, &ratio);

	self->comparisons += ratio.has_interval;
	self->claims += px_ratio_differs(&ratio);
	self->found += ratio.has_interval && ratio.high < PX_PLANTED;
	return err;
}

static int add_table(struct px_self_comparison *self, const struct px_results *results)
{
	unsigned int comparisons = self->comparisons, claims = self->claims;
	int err = 0;

	for (unsigned int c = 0; c < results->plan->nr_cases && !err; c++)
		err = add_row(self, results, c);
	self->tables++;
	self->tables_claimed += self->claims > claims;
	return !err && self->comparisons == comparisons ? -EIO : err;
}

int px_self_comparison_run(struct px_self_comparison *self, const struct px_plan *plan,
			   const struct px_side *side, enum px_bias bias, unsigned int tables)
{
	int err = 0;

	for (unsigned int t = 0; t < tables && !err; t++) {
		struct px_plan copied = *plan;
		struct px_side_copies copies;
		struct px_results results;

		px_side_copies_init(&copies, side, plan->nr_cases, bias);
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
