// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include "stats.h"

/* Up to this number of pairs the exact distribution is used, beyond it the normal one. */
#define EXACT_PAIRS	60u
#define EXACT_SUM	(EXACT_PAIRS * (EXACT_PAIRS + 1) / 2)

#define TAIL		0.025		/* half of 5 %, on each side */
#define NORMAL_TAIL	1.9599639845	/* standard deviations that leave TAIL */

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double middle(const double *sorted, size_t n)
{
	if (!n)
		return NAN;
	if (n % 2)
		return sorted[n / 2];
	return (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
}

double px_stats_median(double *values, unsigned int n)
{
	qsort(values, n, sizeof(*values), ascending);
	return middle(values, n);
}

/*
 * The distribution of the rank sum of n pairs: each of the ranks 1 to n belongs to it with
 * probability 1/2. The probabilities are multiples of 2^-n: exact for n below 53, and wrong by
 * less than 1e-15 above. Returns the largest sum.
 */
static unsigned int distribution(unsigned int n, double p[EXACT_SUM + 1])
{
	unsigned int sum = 0;

	p[0] = 1;
	for (unsigned int w = 1; w <= EXACT_SUM; w++)
		p[w] = 0;
	for (unsigned int rank = 1; rank <= n; rank++) {
		sum += rank;
		for (unsigned int w = sum; w >= rank; w--)
			p[w] = (p[w] + p[w - rank]) / 2;
		for (unsigned int w = 0; w < rank; w++)
			p[w] /= 2;
	}
	return sum;
}

static int critical_exact(unsigned int n)
{
	double p[EXACT_SUM + 1], tail = 0;
	unsigned int sum = distribution(n, p);
	int critical = -1;

	for (unsigned int w = 0; w <= sum; w++) {
		tail += p[w];
		if (tail > TAIL)
			break;
		critical = (int)w;
	}
	return critical;
}

/* The probability of a rank sum of at most w. */
static double tail_exact(unsigned int n, unsigned int w)
{
	double p[EXACT_SUM + 1], tail = 0;
	unsigned int sum = distribution(n, p);

	for (unsigned int i = 0; i <= w && i <= sum; i++)
		tail += p[i];
	return tail;
}

/* The mean of the rank sum, less the continuity correction of one half. */
static double normal_centre(double n)
{
	return n * (n + 1) / 4 - 0.5;
}

static double normal_deviation(double n)
{
	return sqrt(n * (n + 1) * (2 * n + 1) / 24);
}

int px_stats_critical(unsigned int n)
{
	return n <= EXACT_PAIRS ? critical_exact(n) :
	       (int)floor(normal_centre(n) - NORMAL_TAIL * normal_deviation(n));
}

static double tail(unsigned int n, unsigned int w)
{
	return n <= EXACT_PAIRS ? tail_exact(n, w) :
	       erfc((normal_centre(n) - w) / normal_deviation(n) / sqrt(2)) / 2;
}

double px_stats_level(unsigned int n)
{
	int critical = px_stats_critical(n);

	return critical < 0 ? 0 : 2 * tail(n, (unsigned int)critical);
}

/* Both numbers are times. */
static bool is_valid_pair(double first, double second)
{
	return isfinite(first) && isfinite(second) && first > 0 && second > 0;
}

static unsigned int log_ratios(const double *first, const double *second,
			       unsigned int n, double *logs)
{
	unsigned int pairs = 0;

	for (unsigned int i = 0; i < n; i++)
		if (is_valid_pair(first[i], second[i]))
			logs[pairs++] = log(first[i]) - log(second[i]);
	return pairs;
}

/* The means of all pairs of logarithms, each with itself too, in ascending order. */
static size_t walsh_averages(const double *logs, unsigned int n, double *walsh)
{
	size_t m = 0;

	for (unsigned int i = 0; i < n; i++)
		for (unsigned int j = i; j < n; j++)
			walsh[m++] = (logs[i] + logs[j]) / 2;
	qsort(walsh, m, sizeof(*walsh), ascending);
	return m;
}

/* The rank sums are the numbers of means that are above 0, or below it. */
static double p_value(const double *walsh, size_t m, unsigned int pairs)
{
	unsigned int above = 0, below = 0;

	for (size_t i = 0; i < m; i++) {
		above += walsh[i] >= 0;
		below += walsh[i] <= 0;
	}
	return pairs ? fmin(1, 2 * tail(pairs, above < below ? above : below)) : NAN;
}

static void estimate_ratio(const double *walsh, size_t m, struct px_ratio *ratio)
{
	int critical = px_stats_critical(ratio->n);

	ratio->p = p_value(walsh, m, ratio->n);
	ratio->estimate = exp(middle(walsh, m));
	if (critical < 0)
		return;
	ratio->low = exp(walsh[critical]);
	ratio->high = exp(walsh[m - 1 - (size_t)critical]);
	ratio->has_interval = true;
}

int px_stats_ratio(const double *first, const double *second, unsigned int n,
		   struct px_ratio *ratio)
{
	size_t room = (size_t)n * (n + 1ul) / 2;
	double *logs, *walsh;
	int err = -ENOMEM;

	*ratio = PX_NO_RATIO;
	if (!n)
		return 0;
	logs = calloc(n, sizeof(*logs));
	walsh = calloc(room, sizeof(*walsh));
	if (logs && walsh) {
		ratio->n = log_ratios(first, second, n, logs);
		estimate_ratio(walsh, walsh_averages(logs, ratio->n, walsh), ratio);
		err = 0;
	}
	free(walsh);
	free(logs);
	return err;
}

bool px_ratio_differs(const struct px_ratio *ratio)
{
	return ratio->has_interval && (ratio->low > 1 || ratio->high < 1);
}
