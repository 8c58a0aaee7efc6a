// SPDX-License-Identifier: GPL-2.0-only
#include <math.h>
#include <stdbool.h>
#include "binomial.h"

#define TAIL		0.025	/* half of 5 %, on each side */
#define STEPS		50u	/* of a bisection: an error below 1e-15 */

static double log_choose(unsigned int n, unsigned int k)
{
	return lgamma(n + 1.0) - lgamma(k + 1.0) - lgamma(n - k + 1.0);
}

double px_binomial_at_least(unsigned int count, unsigned int trials, double p)
{
	double sum = 0;

	if (!count)
		return 1;
	for (unsigned int k = count; k <= trials; k++)
		sum += exp(log_choose(trials, k) + k * log(p) + (trials - k) * log1p(-p));
	return fmin(sum, 1);
}

/* The p at which "at least count" has this probability, which rises with p. */
static double solve(unsigned int count, unsigned int trials, double probability)
{
	double low = 0, high = 1;

	for (unsigned int i = 0; i < STEPS; i++) {
		double p = (low + high) / 2;
		bool below = px_binomial_at_least(count, trials, p) < probability;

		*(below ? &low : &high) = p;
	}
	return (low + high) / 2;
}

struct px_share px_binomial_interval(unsigned int count, unsigned int trials)
{
	return (struct px_share) {
		.low = count ? solve(count, trials, TAIL) : 0,
		.high = count < trials ? solve(count + 1, trials, 1 - TAIL) : 1,
	};
}
