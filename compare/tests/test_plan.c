// SPDX-License-Identifier: GPL-2.0-only
/* Plans are complete, random, and the same for the same seed. */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "measure/plan.h"
#include "tap.h"

#define CELLS	5u
#define SLOTS	(2 * CELLS)
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
	struct px_slot slots[SLOTS];
	bool complete = true;

	for (unsigned int r = 0; r < ROUNDS; r++) {
		unsigned int taken[CELLS][2] = { 0 };

		px_plan_order(&plan, r, slots);
		for (unsigned int i = 0; i < SLOTS; i++)
			taken[slots[i].bench_case][slots[i].side]++;
		for (unsigned int i = 0; i < SLOTS; i++)
			complete &= taken[i / 2][i % 2] == 1;
	}
	tap_ok(px_plan_slots(&plan) == SLOTS, "a round has a slot for each case and side");
	tap_ok(complete, "each case runs once on each side in every round");
}

static bool same_order(uint64_t seed_a, unsigned int round_a, uint64_t seed_b,
		       unsigned int round_b)
{
	struct px_plan a = plan_of(seed_a), b = plan_of(seed_b);
	struct px_slot first[SLOTS], second[SLOTS];

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
	one.same_job = true;
	tap_ok(px_plan_seed(&one, 3) == px_plan_seed(&one, 4),
	       "same job: every round has the same seed");
	tap_ok(px_plan_seed(&one, 3) <= PX_MAX_SEED, "seeds fit 53 bits");
}

/* With three sides, a pair need not be the first two runs of its block. */
static void test_blocks(void)
{
	static const struct px_side ioctl = { .name = "ioctl" };
	static const struct px_side *const three[] = { &kernel, &user, &ioctl };
	struct px_plan plan = plan_of(3);
	struct px_slot slots[3 * CELLS];
	bool adjacent = true, random = false;

	plan.sides = three;
	plan.nr_sides = 3;
	for (unsigned int r = 0; r < ROUNDS; r++) {
		px_plan_order(&plan, r, slots);
		for (unsigned int i = 0; i < 3 * CELLS; i++) {
			adjacent &= slots[i].bench_case == slots[i - i % 3].bench_case;
			random |= slots[i].side != slots[i % 3].side;
		}
	}
	tap_ok(adjacent, "the sides of a case run one directly after the other");
	tap_ok(random, "each case has its own order of the sides");
}

static void test_sides_in_order(void)
{
	struct px_plan plan = plan_of(3);
	struct px_slot slots[SLOTS], other[SLOTS];
	bool in_order = true;

	plan.sides_in_order = true;
	for (unsigned int r = 0; r < ROUNDS; r++) {
		px_plan_order(&plan, r, slots);
		for (unsigned int i = 0; i < SLOTS; i++)
			in_order &= slots[i].side == i % 2;
	}
	px_plan_order(&plan, 0, other);
	tap_ok(in_order, "broken on purpose: the sides in the order of the list");
	tap_ok(memcmp(slots, other, sizeof(slots)), "the cases are in random order then too");
}

/*
 * Each place has each slot in 30 of 300 rounds on average, with a standard deviation of 5.2. A
 * side is first in 150 of 300, with a deviation of 8.7. Five deviations do not happen by chance.
 */
static void test_evenness(void)
{
	struct px_plan plan = plan_of(7);
	unsigned int at[SLOTS][SLOTS] = { 0 }, kernel_first[CELLS] = { 0 };
	struct px_slot slots[SLOTS];
	bool even = true, first = true;

	for (unsigned int r = 0; r < ROUNDS; r++) {
		px_plan_order(&plan, r, slots);
		for (unsigned int i = 0; i < SLOTS; i++) {
			at[slots[i].bench_case * 2 + slots[i].side][i]++;
			kernel_first[slots[i].bench_case] += !(i % 2) && !slots[i].side;
		}
	}
	for (unsigned int i = 0; i < SLOTS * SLOTS; i++)
		even &= at[i / SLOTS][i % SLOTS] >= 4 && at[i / SLOTS][i % SLOTS] <= 56;
	for (unsigned int c = 0; c < CELLS; c++)
		first &= kernel_first[c] > 107 && kernel_first[c] < 193;
	tap_ok(even, "every slot is at every place about equally often");
	tap_ok(first, "in each case either side is first about equally often: kernel in %u of %u",
	       kernel_first[0], ROUNDS);
}

static void test_warmup(void)
{
	struct px_run_spec timed = { .threads = 3, .duration_ns = 1000000000 };
	struct px_run_spec brief = { .duration_ns = 5000000 };
	struct px_run_spec counted = { .ops = 1000000 }, few = { .ops = 7 };

	tap_ok(px_plan_warmup(&timed).duration_ns == 20000000 &&
	       !px_plan_warmup(&timed).ops, "a warm-up lasts 20 ms");
	tap_ok(px_plan_warmup(&timed).threads == 3, "a warm-up is otherwise the same run");
	tap_ok(px_plan_warmup(&brief).duration_ns == 5000000,
	       "a warm-up is not longer than the run");
	tap_ok(px_plan_warmup(&counted).ops == 1000 &&
	       !px_plan_warmup(&counted).duration_ns, "a warm-up has 1000 operations");
	tap_ok(px_plan_warmup(&few).ops == 7, "a warm-up has not more operations than the run");
}

static void test_print_summary(void)
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
	       "the time includes all passes and warm-ups");
	plan.rounds = 1000;
	out = open_memstream(&text, &size);
	px_plan_print_summary(out, &plan, 2);
	fclose(out);
	tap_ok(!strcmp(text, "plan: 2 rows on 2 sides, 1000 rounds and a timed pass: "
		       "4004 runs, at least 34 min\n"), "a long time is printed in minutes");
	free(text);
	two[1].spec = (struct px_run_spec) { .ops = 7 };
	tap_ok(isnan(px_plan_seconds(&plan, 2)), "runs by operations: the time is unknown");
}

static void test_refused(void)
{
	struct px_plan plan = plan_of(PX_MAX_SEED);

	tap_ok(px_plan_check(&plan) == 0, "a valid plan is accepted");
	plan.seed++;
	tap_ok(px_plan_check(&plan) == -EINVAL, "a seed of 54 bits is refused");
	plan = plan_of(1);
	plan.rounds = 0;
	tap_ok(px_plan_check(&plan) == -EINVAL, "a plan without a round is refused");
	plan = plan_of(1);
	plan.nr_cases = 0;
	tap_ok(px_plan_check(&plan) == -EINVAL, "a plan without a case is refused");
	plan = plan_of(1);
	plan.nr_sides = 0;
	tap_ok(px_plan_check(&plan) == -EINVAL, "a plan without a side is refused");
	plan.nr_sides = PX_MAX_SIDES + 1;
	tap_ok(px_plan_check(&plan) == -EINVAL, "too many sides are refused");
}

int main(void)
{
	test_complete();
	test_seeds();
	test_blocks();
	test_sides_in_order();
	test_evenness();
	test_warmup();
	test_print_summary();
	test_refused();
	return tap_done();
}
