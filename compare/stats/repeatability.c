// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <stdlib.h>
#include "repeatability.h"
#include "summary.h"
#include "user_mode.h"

static bool any_sleeps(const struct px_results *results, unsigned int row)
{
	for (unsigned int side = 0; side < results->plan->nr_sides; side++)
		if (px_side_sleeps(results, row, side))
			return true;
	return false;
}

static int add_ratio(const struct px_results *results, unsigned int row,
		     struct px_repeatability *found)
{
	struct px_ratio ratio;
	unsigned int pair[2];
	int err;

	if (!px_results_pair(results, pair))
		return 0;
	err = px_results_ratio(results, row, pair, &ratio);
	if (err)
		return err;
	found->ratios++;
	found->precise += ratio.has_interval && ratio.low >= ratio.estimate * (1 - PX_PRECISE) &&
			  ratio.high <= ratio.estimate * (1 + PX_PRECISE);
	return 0;
}

static void add_medians(const struct px_results *first, const struct px_results *second,
			unsigned int row, double *room, struct px_repeatability *found)
{
	for (unsigned int side = 0; side < first->plan->nr_sides; side++) {
		double a = px_results_median(first, row, side, px_record_ns_per_op, room);
		double b = px_results_median(second, row, side, px_record_ns_per_op, room);

		found->repeated[side] += fmax(a, b) <= fmin(a, b) * (1 + PX_PRECISE);
	}
}

int px_repeatability(const struct px_results *first, const struct px_results *second,
		     struct px_repeatability *found)
{
	double *room = calloc(first->plan->rounds, sizeof(*room));
	int err = room ? 0 : -ENOMEM;

	*found = (struct px_repeatability){ 0 };
	for (unsigned int row = 0; row < first->plan->nr_cases && !err; row++) {
		if (any_sleeps(first, row) || any_sleeps(second, row))
			continue;
		found->rows++;
		add_medians(first, second, row, room, found);
		err = add_ratio(first, row, found);
		if (!err)
			err = add_ratio(second, row, found);
	}
	free(room);
	return err;
}
