// SPDX-License-Identifier: GPL-2.0-only
#include <math.h>
#include <stdlib.h>
#include "holm.h"
#include "stats.h"

/* Up to this number of pairs the exact distribution is used, beyond it the normal one. */
#define EXACT_PAIRS	60u
#define EXACT_SUM	(EXACT_PAIRS * (EXACT_PAIRS + 1) / 2)

/* The probability of a rank sum of at most w. Each rank belongs to it with probability 1/2. */
static double tail_exact(unsigned int n, unsigned int w)
{
	double p[EXACT_SUM + 1] = { 1.0 };
	unsigned int sum = 0;
	double tail = 0;

	for (unsigned int rank = 1; rank <= n; rank++) {
		sum += rank;
		for (unsigned int i = sum; i >= rank; i--)
			p[i] = (p[i] + p[i - rank]) / 2;
		for (unsigned int i = 0; i < rank; i++)
			p[i] /= 2;
	}
	for (unsigned int i = 0; i <= w && i <= sum; i++)
		tail += p[i];
	return tail;
}

/* With the continuity correction of one half. */
static double tail_normal(unsigned int n, unsigned int w)
{
	double m = n;
	double mean = m * (m + 1) / 4;
	double deviation = sqrt(m * (m + 1) * (2 * m + 1) / 24);

	return erfc((mean - w - 0.5) / deviation / sqrt(2)) / 2;
}

static double tail(unsigned int n, unsigned int w)
{
	return n <= EXACT_PAIRS ? tail_exact(n, w) : tail_normal(n, w);
}

static unsigned int log_ratios(const double *first, const double *second, unsigned int n,
			       double *logs)
{
	unsigned int pairs = 0;

	for (unsigned int i = 0; i < n; i++)
		if (isfinite(first[i]) && isfinite(second[i]) && first[i] > 0 && second[i] > 0)
			logs[pairs++] = log(first[i]) - log(second[i]);
	return pairs;
}

/* The rank sums are the numbers of means of two logarithms that are above 0, or below it. */
double px_signed_rank_p(const double *first, const double *second, unsigned int n)
{
	unsigned int above = 0, below = 0, pairs;
	double *logs = calloc(n ? n : 1, sizeof(*logs));

	if (!logs)
		return NAN;
	pairs = log_ratios(first, second, n, logs);
	for (unsigned int i = 0; i < pairs; i++) {
		for (unsigned int j = i; j < pairs; j++) {
			above += logs[i] + logs[j] >= 0;
			below += logs[i] + logs[j] <= 0;
		}
	}
	free(logs);
	if (!pairs)
		return NAN;
	return fmin(1, 2 * tail(pairs, above < below ? above : below));
}

double px_signed_rank_level(unsigned int n)
{
	int critical = px_stats_critical(n);

	return critical < 0 ? 0 : 2 * tail(n, (unsigned int)critical);
}

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
