// SPDX-License-Identifier: GPL-2.0-only
/* How many steps a call must do, on rounds whose answer is known. */
#include <math.h>
#include "stats/break_even.h"
#include "tap.h"

#define ROUNDS	11u

static double call[ROUNDS], kernel[ROUNDS], user[ROUNDS];

/* The same in all rounds, but for a relative scatter that is shared by all three, and own. */
static void fill(double c, double k, double u, double scatter)
{
	for (unsigned int i = 0; i < ROUNDS; i++) {
		double own = 1 + scatter * ((double)(i * 7 % ROUNDS) / (ROUNDS - 1) - 0.5);

		call[i] = c;
		kernel[i] = k * own;
		user[i] = u;
	}
}

static struct px_break_even judged(unsigned int rounds)
{
	struct px_break_even b;

	tap_ok(!px_break_even(call, kernel, user, rounds, &b), "it is judged");
	return b;
}

static void test_known(void)
{
	struct px_break_even b;

	fill(110, 10, 20, 0);
	b = judged(ROUNDS);
	tap_ok(b.pays == PX_PAYS_FROM && b.estimate == 11 && b.low == 11 && b.high == 11,
	       "100 + 10 n < 20 n from 11 on (%g, %g to %g)", b.estimate, b.low, b.high);
	fill(110.5, 10, 20, 0);
	b = judged(ROUNDS);
	tap_ok(b.estimate == 11, "100.5 + 10 n < 20 n from 11 on as well");
	fill(12, 10, 20, 0);
	b = judged(ROUNDS);
	tap_ok(b.pays == PX_PAYS_FROM && b.estimate == 1, "a call of one step pays at once");
	fill(5, 10, 20, 0);
	b = judged(ROUNDS);
	tap_ok(b.pays == PX_PAYS_FROM && b.estimate == 1, "a call that costs less than nothing costs nothing");
}

static void test_never(void)
{
	struct px_break_even b;

	fill(110, 20, 10, 0);
	b = judged(ROUNDS);
	tap_ok(b.pays == PX_PAYS_NEVER && isnan(b.estimate), "never where the kernel's step takes longer");
	fill(110, 10, 10, 0);
	b = judged(ROUNDS);
	tap_ok(b.pays == PX_PAYS_NEVER, "never where both take the same in every round");
}

static void test_scatter(void)
{
	struct px_break_even b;

	fill(110, 10, 20, 0.5);
	b = judged(ROUNDS);
	tap_ok(b.pays == PX_PAYS_FROM && b.low < b.high && b.low <= b.estimate && b.estimate <= b.high,
	       "scatter makes an interval (%g in %g to %g)", b.estimate, b.low, b.high);
	fill(110, 10, 10.2, 0.5);
	b = judged(ROUNDS);
	tap_ok(b.pays == PX_PAYS_UNKNOWN && isnan(b.high), "nothing is shown where the interval has 1 in it");
}

static void test_few(void)
{
	struct px_break_even b;

	fill(110, 10, 20, 0);
	b = judged(5);
	tap_ok(b.pays == PX_PAYS_UNKNOWN && b.estimate == 11, "five rounds show nothing");
	b = judged(6);
	tap_ok(b.pays == PX_PAYS_FROM, "six do");
	b = judged(0);
	tap_ok(b.pays == PX_PAYS_UNKNOWN && isnan(b.estimate), "no round");
	for (unsigned int i = 0; i < 6; i++)
		call[i] = NAN;
	b = judged(ROUNDS);
	tap_ok(b.pays == PX_PAYS_UNKNOWN, "rounds that failed do not count");
	user[9] = 0;
	b = judged(ROUNDS);
	tap_ok(b.pays == PX_PAYS_UNKNOWN && b.estimate == 11, "nor does a time of nothing");
}

static void test_far(void)
{
	struct px_break_even b;

	fill(1e6 + 10, 10, 10.5, 0);
	b = judged(ROUNDS);
	tap_ok(b.pays == PX_PAYS_FROM && fabs(b.estimate - 2e6) <= 1,
	       "two million steps are a number like any other (%g)", b.estimate);
	fill(1e30, 10, 20, 0);
	b = judged(ROUNDS);
	tap_ok(b.pays == PX_PAYS_UNKNOWN && isnan(b.estimate), "beyond every use there is none");
}

int main(void)
{
	test_known();
	test_never();
	test_scatter();
	test_few();
	test_far();
	return tap_done();
}
