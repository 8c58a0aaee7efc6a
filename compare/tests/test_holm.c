// SPDX-License-Identifier: GPL-2.0-only
/* The p-value of the signed-rank test, and Holm's adjustment, against values computed by hand. */
#include <math.h>
#include "stats/holm.h"
#include "stats/stats.h"
#include "tap.h"

static bool near(double a, double b)
{
	return fabs(a - b) < 1e-9;
}

static double p_of(const double *first, const double *second, unsigned int n)
{
	struct px_ratio ratio;

	return px_stats_ratio(first, second, n, &ratio) ? -1 : ratio.p;
}

static void test_p(void)
{
	const double one[] = { 1, 1, 1, 1, 1, 1 };
	const double up[] = { 1.1, 1.2, 1.3, 1.4, 1.5, 1.6 };
	const double but_one[] = { 0.99, 1.2, 1.3, 1.4, 1.5, 1.6 };
	const double but_largest[] = { 1.1, 1.2, 1.3, 1.4, 1.5, 0.1 };
	const double gap[] = { 1.1, NAN, 1.3, -1, 1.5, 0 };

	tap_ok(near(p_of(up, one, 6), 2.0 / 64), "six of six above 1: 2/64");
	tap_ok(near(p_of(one, up, 6), 2.0 / 64), "six of six below 1: 2/64");
	tap_ok(near(p_of(but_one, one, 6), 4.0 / 64),
	       "rank 1 of six is below: sums 0 and 1, 2 of 64 ways on each side");
	/* Sums of at most 6 of the ranks 1 to 6: 0 1 2 3 3 4 4 5 5 5 6 6 6 6, of 64. */
	tap_ok(near(p_of(but_largest, one, 6), 28.0 / 64),
	       "rank 6 of six is below: 28/64, %g", p_of(but_largest, one, 6));
	tap_ok(near(p_of(one, one, 6), 1), "no difference at all: 1");
	tap_ok(near(p_of(gap, one, 6), 2.0 / 8), "three valid pairs: 2/8");
	tap_ok(isnan(p_of(one, one, 0)), "no pair: no p-value");
}

/* The p-value and the interval must agree, for exact and for normal distributions. */
static void test_agreement(void)
{
	static const unsigned int sizes[] = { 5, 6, 7, 11, 30, 60, 61, 100 };
	double first[100], second[100];
	unsigned int wrong = 0, differ = 0, all = 0;
	unsigned int seed = 1;

	for (unsigned int s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++) {
		for (unsigned int repeat = 0; repeat < 40; repeat++, all++) {
			struct px_ratio ratio;

			for (unsigned int i = 0; i < sizes[s]; i++) {
				seed = seed * 1103515245u + 12345u;
				first[i] = 100 + (seed >> 16) % 50 + repeat;
				second[i] = 120;
			}
			if (px_stats_ratio(first, second, sizes[s], &ratio))
				tap_ok(false, "memory");
			wrong += px_ratio_differs(&ratio) != (ratio.p <= PX_LEVEL);
			differ += px_ratio_differs(&ratio);
		}
	}
	tap_ok(!wrong && differ > all / 10 && differ < all,
	       "p is at most 0.05 exactly if 1 is outside of the interval: %u of %u differ, "
	       "%u contradict", differ, all, wrong);
}

static void test_levels(void)
{
	tap_ok(near(px_stats_level(6), 2.0 / 64), "6 pairs: 3.1 %%");
	tap_ok(fabs(px_stats_level(11) - 0.0420) < 0.0001, "11 pairs: 4.2 %%, as tabulated");
	tap_ok(px_stats_level(5) == 0, "5 pairs never differ");
	tap_ok(px_holm_pairs(1) == 6 && px_holm_pairs(2) == 7 && px_holm_pairs(31) == 11 &&
	       px_holm_pairs(52) == 12, "pairs that some row of 1, 2, 31 and 52 needs");
}

static void test_holm(void)
{
	/* Sorted: 0.01, 0.015, 0.02, 0.04; limits: 0.0125, 0.0167, 0.025, 0.05. */
	const double all[] = { 0.04, 0.01, 0.02, 0.015 };
	/* Sorted: 0.01, 0.02, 0.03, 0.04: the second is above 0.0167 and stops the rest. */
	const double first[] = { 0.02, 0.03, 0.01, 0.04 };
	const double none[] = { 0.0126, 0.02, 0.03, 0.04 };
	const double gaps[] = { NAN, 0.02, NAN, 0.05 };
	const double equal[] = { 0.012, 0.012, 0.012, 0.012 };
	bool s[4];

	tap_ok(px_holm(all, 4, s) == 4 && s[0] && s[1] && s[2] && s[3], "four survive");
	px_holm(first, 4, s);
	tap_ok(!s[0] && !s[1] && s[2] && !s[3],
	       "0.04 is below its own limit, but comes after one that fails");
	px_holm(none, 4, s);
	tap_ok(!s[0] && !s[1] && !s[2] && !s[3], "0.0126 of four does not survive");
	tap_ok(px_holm(gaps, 4, s) == 2 && !s[0] && s[1] && !s[2] && s[3],
	       "rows that are not judged do not count");
	px_holm(equal, 4, s);
	tap_ok(s[0] && s[1] && s[2] && s[3], "equal p-values survive together");
	tap_ok(px_holm(all, 0, s) == 0, "no row");
}

int main(void)
{
	test_p();
	test_agreement();
	test_levels();
	test_holm();
	return tap_done();
}
