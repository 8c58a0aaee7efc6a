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

/* The list has items "WORKLOAD +20 %", with ", " between. */
static bool is_listed(const char *list, const char *workload)
{
	size_t length = strlen(workload);

	for (const char *at = strstr(list, workload); at; at = strstr(at + 1, workload))
		if ((at == list || at[-1] == ' ') && at[length] == ' ')
			return true;
	return false;
}

bool px_side_sleeps(const struct px_results *results, unsigned int bench_case, unsigned int side)
{
	double *room = calloc(results->plan->rounds, sizeof(*room)), median = 0;

	if (room)
		median = px_results_median(results, bench_case, side, px_record_sleeps, room);
	free(room);
	return median > PX_MOST_SLEEPS;
}

bool px_user_mode_unquotable(const struct px_results *results, unsigned int bench_case,
			     unsigned int side)
{
	const struct px_plan *plan = results->plan;

	if (!px_user_mode(results) || strcmp(px_side_kind(plan->sides[side]), "kernel"))
		return false;
	return is_listed(results->environment->deviating, plan->cases[bench_case].workload) ||
	       px_side_sleeps(results, bench_case, side);
}
