// SPDX-License-Identifier: GPL-2.0-only
/* A simulated side is compared with itself, without a bias and with planted ones. */
#include <errno.h>
#include <math.h>
#include <string.h>
#include "fake_results.h"
#include "stats/self_comparison.h"
#include "tap.h"

#define ROWS	8u
#define TABLES	40u
#define ROUNDS	11u
#define RUNS	(2 * ROWS * (ROUNDS + 1))	/* of one table, with warm-ups */

static uint64_t random_state;
static unsigned int runs;
static double drift;			/* the time of a run rises by this share in each table */

/* splitmix64; above 0 and below 1. */
static double uniform(void)
{
	uint64_t z = random_state += 0x9e3779b97f4a7c15ull;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
	return ((double)((z ^ (z >> 31)) >> 11) + 0.5) * 0x1p-53;
}

static int probe(char *why, size_t size)
{
	return 0;
}

static int probe_absent(char *why, size_t size)
{
	return -ENODEV;
}

/* 1 us, with one-sided noise of 2 % on average, and of 50 % in one run of ten. */
static int run(const struct px_side *side, const char *workload, const struct px_run_spec *spec,
	       const struct px_input_file *input, struct px_record *rec)
{
	double ns = 1000 * (1 - 0.02 * log(uniform()));

	ns *= uniform() < 0.1 ? 1.5 : 1;
	fake_record(rec, spec->threads, ns * (1 + drift * (runs++ % RUNS) / RUNS));
	return 0;
}

static int run_late(const struct px_side *side, const char *workload,
		    const struct px_run_spec *spec, const struct px_input_file *input,
		    struct px_record *rec)
{
	return -EIO;
}

static int run_stopped(const struct px_side *side, const char *workload,
		       const struct px_run_spec *spec, const struct px_input_file *input,
		       struct px_record *rec)
{
	return -EINTR;
}

static const struct px_side simulated = { .name = "simulated", .probe = probe, .run = run };
static const struct px_side absent = { .name = "absent", .probe = probe_absent, .run = run };
static const struct px_side late = { .name = "late", .probe = probe, .run = run_late };
static const struct px_side stopped = { .name = "stopped", .probe = probe, .run = run_stopped };

static struct px_bench_case cases[ROWS];

static struct px_plan plan_of(bool sides_in_order)
{
	for (unsigned int c = 0; c < ROWS; c++)
		cases[c] = (struct px_bench_case){ .workload = "w", .spec = { .threads = 2 } };
	random_state = 4;
	runs = 0;
	return (struct px_plan){ .cases = cases, .nr_cases = ROWS, .rounds = ROUNDS, .seed = 1,
				 .sides_in_order = sides_in_order };
}

/* Runs the self-test, and checks whether it fails. */
static struct px_self_comparison expect(bool failure, enum px_bias bias, bool sides_in_order,
					const char *what)
{
	struct px_plan plan = plan_of(sides_in_order);
	struct px_self_comparison self = { 0 };
	int err = px_self_comparison_run(&self, &plan, &simulated, &simulated, bias, TABLES);

	tap_ok(!err && px_self_comparison_fails(&self) == failure, "%s: it %s, %u claims of %u",
	       what, failure ? "fails" : "passes", self.claims, self.comparisons);
	return self;
}

static void test_equal(void)
{
	struct px_self_comparison self = expect(false, PX_BIAS_NONE, false, "equal copies");

	tap_ok(self.tables == TABLES && self.comparisons == TABLES * ROWS,
	       "each row of each table is compared");
	tap_ok(self.claims >= 4 && self.tables_claimed <= 6,
	       "some claims are false, but survive the adjustment in few tables: %u of %u",
	       self.tables_claimed, self.tables);
	tap_ok(self.found > self.comparisons / 2, "a difference of 5 %% is found in %u of %u",
	       self.found, self.comparisons);
	drift = 0.5;
	expect(false, PX_BIAS_NONE, false, "a machine that becomes slower");
	drift = 0;
}

/* The random order protects against a bias of the order. Without it, the bias must be found. */
static void test_planted(void)
{
	struct px_self_comparison self;

	expect(false, PX_BIAS_ORDER, false, "the first run of a block is slower, random order");
	expect(true, PX_BIAS_ORDER, true, "the first run of a block is slower, order of the list");
	expect(false, PX_BIAS_NONE, true, "order of the list alone");
	drift = 20;
	expect(false, PX_BIAS_NONE, false, "a steep drift, random order");
	expect(true, PX_BIAS_NONE, true, "a steep drift, order of the list");
	drift = 0;
	expect(true, PX_BIAS_WARMUP, false, "one copy is slower at first");
	self = expect(true, PX_BIAS_FACTOR, false, "one copy is slower");
	tap_ok(self.tables_claimed == TABLES, "a true difference survives the adjustment");
}

/* 21 claims of 320 are 6.6 %, with an interval from 4.1 %; 25 are 7.8 %, from 5.1 %. */
static void test_verdict(void)
{
	struct px_self_comparison self = { .comparisons = 320, .claims = 21 };

	tap_ok(!px_self_comparison_fails(&self), "21 of 320 may be chance");
	self.claims = 25;
	tap_ok(px_self_comparison_fails(&self), "25 of 320 are more than 5 %%");
	self = (struct px_self_comparison){ 0 };
	tap_ok(!px_self_comparison_fails(&self), "without a comparison nothing is above 5 %%");
}

static void test_copies(void)
{
	struct px_side_copies copies;

	px_side_copies_init(&copies, &simulated, &simulated, ROWS, PX_BIAS_NONE);
	tap_ok(!strcmp(copies.list[0]->name, "simulated") &&
	       !strcmp(copies.list[1]->name, "simulated again"), "two names");
	tap_ok(copies.list[0]->run == copies.list[1]->run &&
	       copies.list[0]->probe == simulated.probe, "the same functions");
}

static void test_errors(void)
{
	struct px_plan plan = plan_of(false);
	struct px_self_comparison self = { 0 };

	tap_ok(px_self_comparison_run(&self, &plan, &absent, &absent, PX_BIAS_NONE, 3) == -EIO &&
	       self.tables == 1, "an absent side ends the self-test");
	tap_ok(px_self_comparison_run(&self, &plan, &late, &late, PX_BIAS_FACTOR, 1) == -EIO,
	       "a side without a valid run ends it");
	tap_ok(px_self_comparison_run(&self, &plan, &stopped, &stopped, PX_BIAS_NONE, 1) == -EINTR,
	       "Ctrl-C ends it");
}

int main(void)
{
	test_equal();
	test_planted();
	test_verdict();
	test_copies();
	test_errors();
	return tap_done();
}
