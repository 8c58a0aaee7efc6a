/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Medians, and how sure a ratio of two sides can be.
 *
 * The ratio of a side to another is estimated from pairs: one run of each in
 * every round. Rounds are few, timings are skewed and have outliers, so no
 * normal distribution is assumed. The logarithms of the pairs' ratios are put
 * to the Wilcoxon signed-rank test, whose distribution is known exactly for
 * any number of pairs; the interval holds every ratio that the test does not
 * reject at 5 %. It rests on one assumption, that the logarithms scatter
 * symmetrically about their centre, which random order of the sides gives.
 *
 * W. J. Conover, Practical Nonparametric Statistics, 3rd ed., section 5.7.
 */
#ifndef PX_STATS_H
#define PX_STATS_H

#include <stdbool.h>

/* Five pairs or fewer cannot reject anything at 5 %: 2 / 2^5 > 0.05. */
#define PX_STATS_MIN_PAIRS	6u

struct px_ratio {
	double estimate;	/* Hodges-Lehmann; NAN without any pair */
	double low, high;	/* 95 % interval; NAN without one */
	bool has_interval;
	unsigned int n;		/* pairs that counted */
};

/* Median of n values, which are put in ascending order; NAN if n is 0. */
double px_stats_median(double *values, unsigned int n);

/*
 * The largest rank sum that the two-sided signed-rank test of n pairs rejects
 * at 5 %, or -1 when it can reject none.
 */
int px_stats_critical(unsigned int n);

/*
 * The ratio of first to second over n rounds. A round counts when both its
 * numbers are finite and above zero. 0 or -ENOMEM.
 */
int px_stats_ratio(const double *first, const double *second, unsigned int n,
		   struct px_ratio *ratio);

/* True when the interval is there and leaves out 1. */
bool px_ratio_differs(const struct px_ratio *ratio);

#endif /* PX_STATS_H */
