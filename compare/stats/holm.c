// SPDX-License-Identifier: GPL-2.0-only
#include <math.h>
#include "holm.h"
#include "stats.h"

unsigned int px_holm_pairs(unsigned int tests)
{
	unsigned int pairs = PX_STATS_MIN_PAIRS;

	while (2 * ldexp(1, -(int)pairs) > PX_LEVEL / tests)
		pairs++;
	return pairs;
}

/* How many of the p-values come before this one in ascending order; equal ones by index. */
static unsigned int rank_of(const double *p, unsigned int n, unsigned int nth)
{
	unsigned int rank = 0;

	for (unsigned int i = 0; i < n; i++)
		rank += p[i] < p[nth] || (p[i] == p[nth] && i < nth);
	return rank;
}

/* The smallest p-value is compared with 5 % / tests, the next with 5 % / (tests - 1), … */
unsigned int px_holm(const double *p, unsigned int n, bool *survives)
{
	unsigned int tests = 0, stop;

	for (unsigned int i = 0; i < n; i++)
		tests += !isnan(p[i]);
	stop = tests;
	for (unsigned int i = 0; i < n; i++) {
		unsigned int rank = rank_of(p, n, i);

		if (!isnan(p[i]) && p[i] > PX_LEVEL / (tests - rank) && rank < stop)
			stop = rank;
	}
	for (unsigned int i = 0; i < n; i++)
		survives[i] = !isnan(p[i]) && rank_of(p, n, i) < stop;
	return tests;
}
