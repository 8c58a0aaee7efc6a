/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Medians, and the ratio of two sides with its interval.
 *
 * The ratio is the pseudo-median of the paired ratios, on a logarithmic scale: the median of the
 * means of two logarithms. It is not the quotient of the two sides' medians, which may be outside
 * of the interval.
 *
 * The ratio is estimated from pairs: one run of each side in every round. There are few rounds,
 * and timings are skewed and have outliers. So no normal distribution is assumed.
 *
 * The Wilcoxon signed-rank test is applied to the logarithms of the pairs' ratios. Its
 * distribution is known exactly. The interval contains every ratio that the test does not reject
 * at 5 %. The test assumes that the logarithms are distributed symmetrically around their
 * pseudo-median. They are if both sides have noise of the same shape, even a skewed one. If not,
 * the interval is an approximation. compare/tests/test_coverage.c simulates both.
 *
 * W. J. Conover, Practical Nonparametric Statistics, 3rd ed., section 5.7.
 */
#ifndef PX_STATS_H
#define PX_STATS_H

#include <math.h>
#include <stdbool.h>

/* With five pairs the test cannot reject at 5 %: 2 / 2^5 > 0.05. */
#define PX_STATS_MIN_PAIRS	6u

struct px_ratio {
	double estimate;	/* of the pseudo-median: Hodges-Lehmann; NAN without a pair */
	double low, high;	/* its 95 % interval; NAN without one */
	double p;		/* two-sided p-value of "the ratio is 1"; NAN without a pair */
	bool has_interval;
	unsigned int n;		/* pairs that were used */
};

#define PX_NO_RATIO	((struct px_ratio){ .estimate = NAN, .low = NAN, .high = NAN, .p = NAN })

/* The median of n values; it sorts them. NAN if n is 0. */
double px_stats_median(double *values, unsigned int n);

/*
 * The largest rank sum that the two-sided signed-rank test of n pairs rejects at 5 %; -1: it
 * rejects none.
 */
int px_stats_critical(unsigned int n);

/*
 * The ratio of first to second over n rounds. Only rounds with two finite numbers above zero are
 * used. 0 or -ENOMEM.
 */
int px_stats_ratio(const double *first, const double *second, unsigned int n,
		   struct px_ratio *ratio);

/* The probability of a false difference with n pairs: below 5 %, since ranks are whole. */
double px_stats_level(unsigned int n);

/* There is an interval, and it does not contain 1. */
bool px_ratio_differs(const struct px_ratio *ratio);

#endif /* PX_STATS_H */
