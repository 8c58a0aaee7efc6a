// SPDX-License-Identifier: GPL-2.0-only
#include <stdlib.h>
#include <string.h>
#include "summary.h"
#include "user_mode.h"

bool px_user_mode(const struct px_results *results)
{
	return px_user_mode_all(results) ||
	       (results->environment && strstr(results->environment->remote, PX_USER_MODE));
}

bool px_user_mode_all(const struct px_results *results)
{
	return results->environment && strstr(results->environment->accelerator, PX_USER_MODE);
}

bool px_user_mode_slept(const struct px_results *results, unsigned int bench_case,
			unsigned int side)
{
	double *room, median = 0;

	if (!px_user_mode(results) || strcmp(px_side_kind(results->plan->sides[side]), "kernel"))
		return false;
	room = calloc(results->plan->rounds, sizeof(*room));
	if (room)
		median = px_results_median(results, bench_case, side, px_record_sleeps, room);
	free(room);
	return median > PX_MOST_SLEEPS;
}
