// SPDX-License-Identifier: GPL-2.0-only
/*
 * Medians, critical values, ratios and intervals.
 *
 * Critical values: Wilcoxon, Katti, Wilcox, Critical values and probability
 * levels for the Wilcoxon rank sum test and the Wilcoxon signed rank test
 * (1970), two-sided 5 %, as reprinted in most textbooks.
 */
#include <math.h>
#include <stdint.h>
#include "stats/stats.h"
#include "tap.h"

#define ROUNDS		11u
#define COMPARISONS	4000u

static bool near(double a, double b)
{
	return fabs(a - b) < 1e-9;
}

static void test_median(void)
{
	double odd[] = { 5, 1, 4 }, even[] = { 9, 1, 4, 2 }, one[] = { 7 };

	tap_ok(near(px_stats_median(odd, 3), 4), "median of three");
	tap_ok(near(px_stats_median(even, 4), 3), "median of four");
	tap_ok(near(px_stats_median(one, 1), 7), "median of one");
	tap_ok(isnan(px_stats_median(one, 0)), "median of none is not a number");
}

static void test_critical(void)
{
	static const int published[] = {	/* n = 6 to 20 */
		0, 2, 3, 5, 8, 10, 13, 17, 21, 25, 29, 34, 40, 46, 52
	};

	for (unsigned int n = 0; n < PX_STATS_MIN_PAIRS; n++)
		tap_ok(px_stats_critical(n) == -1, "%u pairs reject nothing", n);
	for (unsigned int n = 6; n <= 20; n++)
		tap_ok(px_stats_critical(n) == published[n - 6],
		       "critical value of %u pairs is %d", n, published[n - 6]);
}

/*
 * Beyond 60 pairs the normal approximation may be too small by one, not more. The exact values
 * were computed with integers of arbitrary length.
 */
static void test_normal(void)
{
	static const int exact[][2] = {
		{ 61, 672 }, { 62, 697 }, { 70, 907 }, { 80, 1211 }, { 100, 1955 }
	};

	tap_ok(px_stats_critical(50) == 434, "critical value of 50 pairs is 434");
	tap_ok(px_stats_critical(60) == 648, "critical value of 60 pairs is 648");
	for (unsigned int i = 0; i < sizeof(exact) / sizeof(exact[0]); i++) {
		int critical = px_stats_critical((unsigned int)exact[i][0]);

		tap_ok(critical <= exact[i][1] && critical >= exact[i][1] - 1,
		       "critical value of %d pairs is %d, or one less: %d",
		       exact[i][0], exact[i][1], critical);
	}
}

/*
 * Six ratios of 2^1 to 2^6: the test of six pairs rejects only when all lie on
 * one side, so the interval reaches from the least to the greatest; the Walsh
 * averages lie symmetrically about 3.5.
 */
static void test_by_hand(void)
{
	double first[] = { 2, 4, 8, 16, 32, 64 };
	double second[] = { 1, 1, 1, 1, 1, 1 };
	struct px_ratio ratio;

	px_stats_ratio(first, second, 6, &ratio);
	tap_ok(ratio.has_interval && ratio.n == 6, "six pairs have an interval");
	tap_ok(near(ratio.low, 2) && near(ratio.high, 64),
	       "interval of six pairs: least to greatest");
	tap_ok(near(ratio.estimate, pow(2, 3.5)), "estimate by hand");
	tap_ok(px_ratio_differs(&ratio), "1 is outside: they differ");
	px_stats_ratio(second, first, 6, &ratio);
	tap_ok(near(ratio.low, 1.0 / 64) && near(ratio.high, 0.5),
	       "with the sides exchanged, the ratio is inverted");
	tap_ok(px_ratio_differs(&ratio), "inverted, they still differ");
}

/*
 * Seven pairs reject rank sums up to 2, so two Walsh averages are dropped at
 * either end. The exponents' averages begin 0, 0.5, 1 and end 21, 25, 30.
 */
static void test_inner_bounds(void)
{
	double exponents[] = { 0, 1, 3, 7, 12, 20, 30 };
	double first[7], second[7];
	struct px_ratio ratio;

	for (unsigned int i = 0; i < 7; i++) {
		first[i] = exp2(exponents[i]);
		second[i] = 1;
	}
	px_stats_ratio(first, second, 7, &ratio);
	tap_ok(near(log2(ratio.low), 1), "third least Walsh average of seven pairs");
	tap_ok(near(log2(ratio.high), 21), "third greatest of seven pairs");
}

static void test_equal(void)
{
	double same[] = { 3, 3, 3, 3, 3, 3 };
	struct px_ratio ratio;

	px_stats_ratio(same, same, 6, &ratio);
	tap_ok(near(ratio.estimate, 1) && near(ratio.low, 1) && near(ratio.high, 1),
	       "equal timings: a ratio of exactly 1");
	tap_ok(!px_ratio_differs(&ratio), "equal timings do not differ");
}

static void test_few(void)
{
	double first[] = { 2, 2, 2, 2, 2, NAN, INFINITY, 0 };
	double second[] = { 1, 1, 1, 1, 1, 1, 1, 1 };
	struct px_ratio ratio;

	px_stats_ratio(first, second, 5, &ratio);
	tap_ok(!ratio.has_interval && isnan(ratio.low) && isnan(ratio.high),
	       "five pairs have no interval");
	tap_ok(near(ratio.estimate, 2), "five pairs have an estimate");
	tap_ok(!px_ratio_differs(&ratio), "without an interval nothing differs");
	px_stats_ratio(first, second, 8, &ratio);
	tap_ok(ratio.n == 5 && !ratio.has_interval,
	       "NAN, infinity and 0 on the first side are left out");
	px_stats_ratio(second, first, 8, &ratio);
	tap_ok(ratio.n == 5 && near(ratio.estimate, 0.5),
	       "the same on the second side");
	px_stats_ratio(first, second, 0, &ratio);
	tap_ok(ratio.n == 0 && isnan(ratio.estimate), "no pair, no estimate");
}

/* xorshift64*, and the sum of twelve uniforms as a normal deviate. */
static uint64_t random_state = 20240229;

static double uniform(void)
{
	random_state ^= random_state >> 12;
	random_state ^= random_state << 25;
	random_state ^= random_state >> 27;
	return (double)((random_state * 2685821657736338717ull) >> 11) * 0x1p-53;
}

static double normal(void)
{
	double sum = -6;

	for (int i = 0; i < 12; i++)
		sum += uniform();
	return sum;
}

/* Timings of both sides are skewed and have outliers. */
static double timing(void)
{
	double ns = 100 * exp(0.2 * normal());

	return uniform() < 0.05 ? 3 * ns : ns;
}

/* Counts the intervals without the true ratio, and those with 1. */
static void simulate(double true_ratio, unsigned int *missed, unsigned int *with_one)
{
	double first[ROUNDS], second[ROUNDS];
	struct px_ratio ratio;

	*missed = 0;
	*with_one = 0;
	for (unsigned int c = 0; c < COMPARISONS; c++) {
		for (unsigned int r = 0; r < ROUNDS; r++) {
			first[r] = true_ratio * timing();
			second[r] = timing();
		}
		px_stats_ratio(first, second, ROUNDS, &ratio);
		*missed += ratio.low > true_ratio || ratio.high < true_ratio;
		*with_one += !px_ratio_differs(&ratio);
	}
}

static void test_coverage(void)
{
	unsigned int missed, with_one;

	simulate(1.0, &missed, &with_one);
	tap_ok(missed <= COMPARISONS * 55 / 1000,
	       "a difference is claimed for equal sides in at most 5.5 %% of %u comparisons: %u",
	       COMPARISONS, missed);
	tap_ok(missed >= COMPARISONS * 35 / 1000,
	       "the interval is not too wide");
	simulate(3.0, &missed, &with_one);
	tap_ok(missed <= COMPARISONS * 55 / 1000,
	       "the interval misses a ratio of 3 as rarely: %u", missed);
	tap_ok(with_one < COMPARISONS / 100, "a ratio of 3 is nearly always shown");
}

static void test_estimate_inside(void)
{
	double first[ROUNDS], second[ROUNDS];
	struct px_ratio ratio;
	bool inside = true;

	for (unsigned int n = PX_STATS_MIN_PAIRS; n <= ROUNDS; n++) {
		for (unsigned int r = 0; r < n; r++) {
			first[r] = timing();
			second[r] = timing();
		}
		px_stats_ratio(first, second, n, &ratio);
		inside &= ratio.low <= ratio.estimate && ratio.estimate <= ratio.high;
	}
	tap_ok(inside, "the estimate lies in its interval");
}

int main(void)
{
	test_median();
	test_critical();
	test_normal();
	test_by_hand();
	test_inner_bounds();
	test_equal();
	test_few();
	test_coverage();
	test_estimate_inside();
	return tap_done();
}
