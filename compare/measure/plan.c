// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <math.h>
#include <string.h>
#include "plan.h"

#define WARMUP_NS	20000000ull
#define WARMUP_OPS	1000ull

/* In px_plan_limit(): seconds for all, seconds for each run, and a factor of its length. */
#define START_LIMIT	120
#define RUN_LIMIT	2
#define LENGTH_LIMIT	3

/* splitmix64: its increment, and its mix of one state into one number. */
#define GOLDEN		0x9e3779b97f4a7c15ull

static uint64_t mix(uint64_t z)
{
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
	return z ^ (z >> 31);
}

static uint64_t next(uint64_t *state)
{
	*state += GOLDEN;
	return mix(*state);
}

/* A random number below bound, all equally likely: rejection sampling. */
static uint64_t draw(uint64_t *state, uint64_t bound)
{
	uint64_t uneven = -bound % bound;
	uint64_t x;

	do {
		x = next(state);
	} while (x < uneven);
	return x % bound;
}

enum purpose { FOR_ORDER = 1, FOR_RUNS };

/* Independent states for each purpose and round of a plan. */
static uint64_t derive(uint64_t seed, enum purpose purpose, unsigned int round)
{
	return mix(mix(seed + purpose * GOLDEN) + (round + 1ull) * GOLDEN);
}

int px_plan_check(const struct px_plan *plan)
{
	if (!plan->nr_cases || !plan->rounds)
		return -EINVAL;
	if (!plan->nr_sides || plan->nr_sides > PX_MAX_SIDES)
		return -EINVAL;
	return plan->seed > PX_MAX_SEED ? -EINVAL : 0;
}

unsigned int px_plan_passes(const struct px_plan *plan)
{
	return plan->rounds + plan->timed;
}

unsigned int px_plan_slots(const struct px_plan *plan)
{
	return plan->nr_cases * plan->nr_sides;
}

/* Shuffles n blocks of slots. Each block has size slots, which keep their order. */
static void shuffle(struct px_slot *slots, unsigned int n, unsigned int size, uint64_t *state)
{
	for (unsigned int i = n; i > 1; i--) {
		struct px_slot *last = slots + (i - 1) * size;
		struct px_slot *other = slots + draw(state, i) * size;

		for (unsigned int k = 0; k < size; k++) {
			struct px_slot slot = last[k];

			last[k] = other[k];
			other[k] = slot;
		}
	}
}

void px_plan_order(const struct px_plan *plan, unsigned int round,
		   struct px_slot *slots)
{
	uint64_t state = derive(plan->seed, FOR_ORDER, round);
	unsigned int n = px_plan_slots(plan);

	for (unsigned int i = 0; i < n; i++) {
		slots[i].bench_case = i / plan->nr_sides;
		slots[i].side = i % plan->nr_sides;
	}
	shuffle(slots, plan->nr_cases, plan->nr_sides, &state);
	for (unsigned int i = 0; i < n && !plan->sides_in_order; i += plan->nr_sides)
		shuffle(slots + i, plan->nr_sides, 1, &state);
}

uint64_t px_plan_seed(const struct px_plan *plan, unsigned int round)
{
	return derive(plan->seed, FOR_RUNS, plan->same_job ? 0 : round) & PX_MAX_SEED;
}

static bool same_input(const struct px_input_file *a, const struct px_input_file *b)
{
	if (!a || !b)
		return a == b;
	return !strcmp(a->path, b->path) && a->lines == b->lines;
}

int px_plan_find(const struct px_plan *plan, const struct px_bench_case *bench_case)
{
	for (unsigned int c = 0; c < plan->nr_cases; c++) {
		const struct px_bench_case *one = &plan->cases[c];

		if (!strcmp(one->workload, bench_case->workload) &&
		    same_input(one->input, bench_case->input) &&
		    !memcmp(&one->spec, &bench_case->spec, sizeof(one->spec)))
			return (int)c;
	}
	return -1;
}

struct px_run_spec px_plan_spec(const struct px_plan *plan, unsigned int bench_case,
				unsigned int pass)
{
	struct px_run_spec spec = plan->cases[bench_case].spec;

	spec.seed = px_plan_seed(plan, pass);
	spec.timed = pass == plan->rounds || spec.rate;
	spec.counting = spec.timed ? PX_COUNT_NONE : plan->counting;
	return spec;
}

struct px_run_spec px_plan_warmup(const struct px_run_spec *spec)
{
	struct px_run_spec warmup = *spec;

	if (warmup.duration_ns > WARMUP_NS)
		warmup.duration_ns = WARMUP_NS;
	if (warmup.ops > WARMUP_OPS)
		warmup.ops = WARMUP_OPS;
	return warmup;
}

double px_plan_seconds(const struct px_plan *plan, unsigned int sides)
{
	double ns = 0;

	for (unsigned int c = 0; c < plan->nr_cases; c++) {
		const struct px_run_spec *spec = &plan->cases[c].spec;
		struct px_run_spec warmup = px_plan_warmup(spec);

		if (!spec->duration_ns)
			return NAN;
		ns += (double)warmup.duration_ns +
			(double)spec->duration_ns * px_plan_passes(plan);
	}
	return ns * sides * 1e-9;
}

double px_plan_limit(const struct px_plan *plan, unsigned int sides)
{
	double runs = (double)plan->nr_cases * sides * (px_plan_passes(plan) + 1);

	return ceil(START_LIMIT + runs * RUN_LIMIT + LENGTH_LIMIT * px_plan_seconds(plan, sides));
}

void px_plan_print_summary(FILE *out, const struct px_plan *plan, unsigned int sides)
{
	double seconds = px_plan_seconds(plan, sides);

	fprintf(out, "plan: %u row%s on %u side%s, %u round%s%s: %u runs", plan->nr_cases,
		plan->nr_cases == 1 ? "" : "s", sides, sides == 1 ? "" : "s", plan->rounds,
		plan->rounds == 1 ? "" : "s", plan->timed ? " and a timed pass" : "",
		plan->nr_cases * sides * px_plan_passes(plan));
	if (isnan(seconds))
		fputs(", as long as their operations take\n", out);
	else if (seconds < 99.5)
		fprintf(out, ", at least %.*f s\n", seconds < 9.5, seconds);
	else
		fprintf(out, ", at least %.0f min\n", ceil(seconds / 60));
}
