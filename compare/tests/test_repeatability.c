// SPDX-License-Identifier: GPL-2.0-only
/* Two executions of a plan, on fixed data. */
#include "fake_results.h"
#include "stats/repeatability.h"
#include "tap.h"

#define ROUNDS	11u

enum { STEADY, MOVED, SLEEPS, ROWS };

static const struct px_bench_case cases[ROWS] = {
	[STEADY] = { .workload = "steady", .spec = { .threads = 1 } },
	[MOVED] = { .workload = "moved", .spec = { .threads = 1 } },
	[SLEEPS] = { .workload = "sleeps", .spec = { .threads = 1 } },
};

static const struct px_plan plan = { .cases = cases, .nr_cases = ROWS, .sides = fake_pair,
				     .nr_sides = 2, .rounds = ROUNDS, .seed = 1 };

/* A table; the side kernel of the row MOVED takes that many times as long. */
static void make(struct px_results *results, const struct px_plan *of, double times)
{
	px_results_init(results, of);
	for (unsigned int row = 0; row < ROWS; row++)
		for (unsigned int side = 0; side < of->nr_sides; side++)
			fake_rounds(results, row, side, row == MOVED && !side ? 30 * times : 30);
	for (unsigned int r = 0; r < ROUNDS; r++)
		px_results_round(results, SLEEPS, 0, r)->record.workers[0].voluntary_switches = 9;
}

static struct px_repeatability compare(const struct px_plan *of, double times, bool noisy)
{
	struct px_results first, second;
	struct px_repeatability found;

	make(&first, of, 1);
	make(&second, of, times);
	for (unsigned int r = 0; noisy && r < ROUNDS; r++)
		fake_round(&second, STEADY, 0, r, r % 3 ? 30 : 45);
	tap_ok(!px_repeatability(&first, &second, &found), "two executions are compared");
	px_results_free(&first);
	px_results_free(&second);
	return found;
}

int main(void)
{
	struct px_plan alone = plan;
	struct px_repeatability found = compare(&plan, 1.04, false);

	tap_ok(found.rows == 2, "a row that sleeps does not count: %u", found.rows);
	tap_ok(found.repeated[0] == 2 && found.repeated[1] == 2, "4 %% more is the same: %u, %u",
	       found.repeated[0], found.repeated[1]);
	tap_ok(found.ratios == 4 && found.precise == 4, "all ratios are precise: %u of %u",
	       found.precise, found.ratios);
	found = compare(&plan, 1.06, false);
	tap_ok(found.repeated[0] == 1 && found.repeated[1] == 2,
	       "6 %% more is not the same: %u, %u", found.repeated[0], found.repeated[1]);
	found = compare(&plan, 0.94, false);
	tap_ok(found.repeated[0] == 1, "nor is 6 %% less: %u", found.repeated[0]);
	found = compare(&plan, 1, true);
	tap_ok(found.ratios == 4 && found.precise == 3, "a noisy ratio is not precise: %u of %u",
	       found.precise, found.ratios);
	alone.nr_sides = 1;
	found = compare(&alone, 1, false);
	tap_ok(!found.ratios && found.repeated[0] == 2, "one side: no ratio");
	return tap_done();
}
