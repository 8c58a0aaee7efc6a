/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How often something happens: exact tests and intervals of a probability, from independent
 * trials.
 *
 * C. J. Clopper, E. S. Pearson, The use of confidence or fiducial limits illustrated in the case
 * of the binomial, Biometrika 26 (1934), 404-413.
 */
#ifndef PX_BINOMIAL_H
#define PX_BINOMIAL_H

/* The probability of at least count successes in trials, each with probability p (0 < p < 1). */
double px_binomial_at_least(unsigned int count, unsigned int trials, double p);

struct px_share {
	double low, high;	/* 95 % interval of the probability */
};

/* The exact interval for count successes in trials. 0 to 1 without a trial. */
struct px_share px_binomial_interval(unsigned int count, unsigned int trials);

#endif /* PX_BINOMIAL_H */
