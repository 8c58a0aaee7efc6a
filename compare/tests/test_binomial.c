// SPDX-License-Identifier: GPL-2.0-only
/* Exact intervals of a probability. The expected values are from R 4.2: binom.test(k, n). */
#include <math.h>
#include "stats/binomial.h"
#include "tap.h"

static bool near(double a, double b)
{
	return fabs(a - b) < 5e-7;
}

static void test_interval(void)
{
	static const struct {
		unsigned int count, trials;
		double low, high;
	} known[] = {
		{ 0, 10, 0, 0.3084971 },
		{ 5, 10, 0.1870860, 0.8129140 },
		{ 10, 10, 0.6915029, 1 },
		{ 1, 100, 0.0002531460, 0.0544593854 },
		{ 0, 0, 0, 1 },
	};

	for (unsigned int i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		struct px_share got = px_binomial_interval(known[i].count, known[i].trials);

		tap_ok(near(got.low, known[i].low) && near(got.high, known[i].high),
		       "%u of %u: %.6f to %.6f", known[i].count, known[i].trials, got.low,
		       got.high);
	}
}

static void test_at_least(void)
{
	tap_ok(px_binomial_at_least(0, 10, 0.5) == 1, "at least 0 is certain");
	tap_ok(near(px_binomial_at_least(10, 10, 0.5), 0x1p-10), "10 of 10 heads: 1 in 1024");
	tap_ok(near(px_binomial_at_least(9, 10, 0.5), 11 * 0x1p-10),
	       "at least 9 of 10 heads: 11 in 1024");
	tap_ok(px_binomial_at_least(11, 10, 0.5) == 0, "11 of 10 is impossible");
}

/* An interval may miss the true probability at most in 5 % of all experiments. */
static void test_coverage(void)
{
	static const double probabilities[] = { 0.01, 0.042, 0.05, 0.3, 0.5 };
	const unsigned int n = 80;

	for (unsigned int i = 0; i < sizeof(probabilities) / sizeof(probabilities[0]); i++) {
		double p = probabilities[i], missed = 0;

		for (unsigned int k = 0; k <= n; k++) {
			struct px_share got = px_binomial_interval(k, n);

			if (p < got.low || p > got.high)
				missed += px_binomial_at_least(k, n, p) -
					px_binomial_at_least(k + 1, n, p);
		}
		tap_ok(missed <= 0.05, "a probability of %.3f is missed in %.1f %% of experiments",
		       p, 100 * missed);
	}
}

int main(void)
{
	test_interval();
	test_at_least();
	test_coverage();
	return tap_done();
}
