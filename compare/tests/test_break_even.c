// SPDX-License-Identifier: GPL-2.0-only
/* The break-even point, on rounds with a known answer. */
#include <math.h>
#include "stats/break_even.h"
#include "tap.h"

#define ROUNDS	11u

static double call[ROUNDS], kernel[ROUNDS], user[ROUNDS];

/* Equal rounds, with a relative scatter: a common one, and one for each of the three. */
static void fill(double c, double k, double u, double scatter)
{
	for (unsigned int i = 0; i < ROUNDS; i++) {
		double own = 1 + scatter * ((double)(i * 7 % ROUNDS) / (ROUNDS - 1) - 0.5);

		call[i] = c;
		kernel[i] = k * own;
		user[i] = u;
	}
}

static struct px_break_even break_even_of(unsigned int rounds)
{
	struct px_break_even b;

	tap_ok(!px_break_even(call, kernel, user, rounds, &b), "the break-even point is computed");
	return b;
}

static void test_known(void)
{
	struct px_break_even b;

	fill(110, 10, 20, 0);
	b = break_even_of(ROUNDS);
	tap_ok(b.pays == PX_PAYS_FROM && b.estimate == 11 && b.low == 11 && b.high == 11,
	       "100 + 10 n < 20 n from 11 on (%g, %g to %g)", b.estimate, b.low, b.high);
	fill(110.5, 10, 20, 0);
	b = break_even_of(ROUNDS);
	tap_ok(b.estimate == 11, "100.5 + 10 n < 20 n from 11 on as well");
	fill(12, 10, 20, 0);
	b = break_even_of(ROUNDS);
	tap_ok(b.pays == PX_PAYS_FROM && b.estimate == 1, "a call pays from one step on");
	fill(5, 10, 20, 0);
	b = break_even_of(ROUNDS);
	tap_ok(b.pays == PX_PAYS_FROM && b.estimate == 1, "a negative cost of a call counts as 0");
}

static void test_never(void)
{
	struct px_break_even b;

	fill(110, 20, 10, 0);
	b = break_even_of(ROUNDS);
	tap_ok(b.pays == PX_PAYS_NEVER && isnan(b.estimate),
	       "never, if a step takes longer in the kernel");
	fill(110, 10, 10, 0);
	b = break_even_of(ROUNDS);
	tap_ok(b.pays == PX_PAYS_NEVER, "never, if both take the same time in every round");
}

static void test_scatter(void)
{
	struct px_break_even b;

	fill(110, 10, 20, 0.5);
	b = break_even_of(ROUNDS);
	tap_ok(b.pays == PX_PAYS_FROM && b.low < b.high && b.low <= b.estimate &&
		       b.estimate <= b.high,
	       "scatter makes an interval (%g in %g to %g)", b.estimate, b.low, b.high);
	fill(110, 10, 10.2, 0.5);
	b = break_even_of(ROUNDS);
	tap_ok(b.pays == PX_PAYS_UNKNOWN && isnan(b.high), "unknown, if the interval contains 1");
}

static void test_few(void)
{
	struct px_break_even b;

	fill(110, 10, 20, 0);
	b = break_even_of(5);
	tap_ok(b.pays == PX_PAYS_UNKNOWN && b.estimate == 11, "with five rounds it is unknown");
	b = break_even_of(6);
	tap_ok(b.pays == PX_PAYS_FROM, "with six rounds it is known");
	b = break_even_of(0);
	tap_ok(b.pays == PX_PAYS_UNKNOWN && isnan(b.estimate), "without a round it is unknown");
	for (unsigned int i = 0; i < 6; i++)
		call[i] = NAN;
	b = break_even_of(ROUNDS);
	tap_ok(b.pays == PX_PAYS_UNKNOWN, "failed rounds are not used");
	user[9] = 0;
	b = break_even_of(ROUNDS);
	tap_ok(b.pays == PX_PAYS_UNKNOWN && b.estimate == 11, "a time of 0 is not used");
}

static void test_far(void)
{
	struct px_break_even b;

	fill(1e6 + 10, 10, 10.5, 0);
	b = break_even_of(ROUNDS);
	tap_ok(b.pays == PX_PAYS_FROM && fabs(b.estimate - 2e6) <= 1,
	       "two million steps are found (%g)", b.estimate);
	fill(1e30, 10, 20, 0);
	b = break_even_of(ROUNDS);
	tap_ok(b.pays == PX_PAYS_UNKNOWN && isnan(b.estimate),
	       "beyond the largest number of steps there is none");
}

/* A call costs 100, a step 10. */
static void test_exact(void)
{
	const struct px_step_cost one = { 1, 110 }, eight = { 8, 22.5 };

	tap_ok(px_break_even_exact(one, eight, 20) == 11,
	       "exact: 10 steps cost as much as in user space, 11 cost less");
	tap_ok(px_break_even_exact(one, eight, 200) == 1, "exact: one step pays");
	tap_ok(isnan(px_break_even_exact(one, eight, 10)), "exact: equal steps never pay");
	tap_ok(isnan(px_break_even_exact(one, eight, 9)), "exact: dearer steps never pay");
	tap_ok(px_break_even_exact((struct px_step_cost) { 1, 10 },
				   (struct px_step_cost) { 8, 11 }, 20) == 1,
	       "exact: a call that costs nothing pays at once");
}

int main(void)
{
	test_known();
	test_never();
	test_scatter();
	test_few();
	test_far();
	test_exact();
	return tap_done();
}
