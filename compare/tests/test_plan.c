// SPDX-License-Identifier: GPL-2.0-only
/*
 * Plans: complete, random, and the same again for the same seed.
 */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "measure/plan.h"
#include "tap.h"

#define CELLS	5u
#define TURNS	(2 * CELLS)
#define ROUNDS	300u

static const struct px_side kernel = { .name = "kernel" };
static const struct px_side user = { .name = "user" };
static const struct px_side *const sides[] = { &kernel, &user };
static const struct px_bench_case cases[CELLS];

static struct px_plan plan_of(uint64_t seed)
{
	return (struct px_plan){ .cases = cases, .nr_cases = CELLS,
				 .sides = sides, .nr_sides = 2,
				 .rounds = ROUNDS, .seed = seed };
}

static void test_complete(void)
{
	struct px_plan plan = plan_of(1);
	struct px_slot slots[TURNS];
	bool complete = true;

	for (unsigned int r = 0; r < ROUNDS; r++) {
		unsigned int taken[CELLS][2] = { 0 };

		px_plan_order(&plan, r, slots);
		for (unsigned int i = 0; i < TURNS; i++)
			taken[slots[i].bench_case][slots[i].side]++;
		for (unsigned int i = 0; i < TURNS; i++)
			complete &= taken[i / 2][i % 2] == 1;
	}
	tap_ok(px_plan_slots(&plan) == TURNS, "a round has a slot for each bench_case and side");
	tap_ok(complete, "each bench_case runs once on each side in every round");
}

static bool same_order(uint64_t seed_a, unsigned int round_a, uint64_t seed_b,
		       unsigned int round_b)
{
	struct px_plan a = plan_of(seed_a), b = plan_of(seed_b);
	struct px_slot first[TURNS], second[TURNS];

	px_plan_order(&a, round_a, first);
	px_plan_order(&b, round_b, second);
	return !memcmp(first, second, sizeof(first));
}

static void test_seeds(void)
{
	struct px_plan one = plan_of(1), two = plan_of(2);

	tap_ok(same_order(1, 3, 1, 3), "same seed, same order");
	tap_ok(!same_order(1, 3, 2, 3), "another seed, another order");
	tap_ok(!same_order(1, 3, 1, 4), "another round, another order");
	tap_ok(px_plan_seed(&one, 3) == px_plan_seed(&one, 3),
	       "same seed, same seed of a round");
	tap_ok(px_plan_seed(&one, 3) != px_plan_seed(&two, 3),
	       "another seed, another seed of a round");
	tap_ok(px_plan_seed(&one, 3) != px_plan_seed(&one, 4),
	       "another round, another seed");
	tap_ok(px_plan_seed(&one, 3) <= PX_MAX_SEED, "seeds fit 53 bits");
}

/*
 * Each slot stands at each place in one round of ten: 30 of 300, with a
 * standard deviation of 5.2. Five deviations are beyond chance.
 */
static void test_evenness(void)
{
	struct px_plan plan = plan_of(7);
	unsigned int at[TURNS][TURNS] = { 0 }, kernel_first = 0;
	struct px_slot slots[TURNS];
	bool even = true;

	for (unsigned int r = 0; r < ROUNDS; r++) {
		unsigned int seen = TURNS;

		px_plan_order(&plan, r, slots);
		for (unsigned int i = 0; i < TURNS; i++) {
			at[slots[i].bench_case * 2 + slots[i].side][i]++;
			if (slots[i].bench_case == 0 && seen == TURNS)
				seen = slots[i].side;
		}
		kernel_first += seen == 0;
	}
	for (unsigned int i = 0; i < TURNS * TURNS; i++)
		even &= at[i / TURNS][i % TURNS] >= 4 && at[i / TURNS][i % TURNS] <= 56;
	tap_ok(even, "every slot comes at every place about as often");
	tap_ok(kernel_first > 107 && kernel_first < 193,
	       "either side is first about as often: kernel in %u of %u",
	       kernel_first, ROUNDS);
}

static void test_warmup(void)
{
	struct px_run_spec timed = { .threads = 3, .duration_ns = 1000000000 };
	struct px_run_spec brief = { .duration_ns = 5000000 };
	struct px_run_spec counted = { .ops = 1000000 }, few = { .ops = 7 };

	tap_ok(px_plan_warmup(&timed).duration_ns == 20000000 &&
	       !px_plan_warmup(&timed).ops, "a warm-up lasts 20 ms");
	tap_ok(px_plan_warmup(&timed).threads == 3, "and is otherwise the same run");
	tap_ok(px_plan_warmup(&brief).duration_ns == 5000000,
	       "or as long as the run, if that is shorter");
	tap_ok(px_plan_warmup(&counted).ops == 1000 &&
	       !px_plan_warmup(&counted).duration_ns, "or has 1000 operations");
	tap_ok(px_plan_warmup(&few).ops == 7, "or as many as the run has");
}

static void test_told(void)
{
	struct px_bench_case two[] = {
		{ .spec = { .duration_ns = 1000000000 } }, { .spec = { .duration_ns = 5000000 } },
	};
	struct px_plan plan = { .cases = two, .nr_cases = 2, .nr_sides = 2, .rounds = 3,
				.timed = true };
	char *text = NULL;
	size_t size;
	FILE *out;

	tap_ok(fabs(px_plan_seconds(&plan, 2) - 2 * (4 * 1.005 + 0.025)) < 1e-9,
	       "all passes and warm-ups are counted, on the sides that are there");
	plan.rounds = 1000;
	out = open_memstream(&text, &size);
	px_plan_print_summary(out, &plan, 2);
	fclose(out);
	tap_ok(!strcmp(text, "plan: 2 rows on 2 sides, 1000 rounds and a timed pass: "
		       "4004 runs, at least 34 min\n"), "and told, in minutes where it is long");
	free(text);
	two[1].spec = (struct px_run_spec) { .ops = 7 };
	tap_ok(isnan(px_plan_seconds(&plan, 2)), "how long operations take is not known");
}

static void test_refused(void)
{
	struct px_plan plan = plan_of(PX_MAX_SEED);

	tap_ok(px_plan_check(&plan) == 0, "a plan that is one");
	plan.seed++;
	tap_ok(px_plan_check(&plan) == -EINVAL, "a seed of 54 bits is refused");
	plan = plan_of(1);
	plan.rounds = 0;
	tap_ok(px_plan_check(&plan) == -EINVAL, "no round is refused");
	plan = plan_of(1);
	plan.nr_cases = 0;
	tap_ok(px_plan_check(&plan) == -EINVAL, "no bench_case is refused");
	plan = plan_of(1);
	plan.nr_sides = 0;
	tap_ok(px_plan_check(&plan) == -EINVAL, "no side is refused");
	plan.nr_sides = PX_MAX_SIDES + 1;
	tap_ok(px_plan_check(&plan) == -EINVAL, "too many sides are refused");
}

int main(void)
{
	test_complete();
	test_seeds();
	test_evenness();
	test_warmup();
	test_told();
	test_refused();
	return tap_done();
}
