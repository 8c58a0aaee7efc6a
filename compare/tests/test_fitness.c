// SPDX-License-Identifier: GPL-2.0-only
/* Which pairs of sides must not be compared, and the reason. */
#include "fake_results.h"
#include "output/table.h"
#include "stats/comparison.h"
#include "stats/fitness.h"
#include "tap.h"

#define ROUNDS	6u

static const struct px_side fake_ioctl = { .name = "ioctl", .batch = 1 };
static const struct px_side *const fake_three[] = { &fake_kernel, &fake_user, &fake_ioctl };
static const unsigned int mixed[2] = { 0, 1 }, alike[2] = { 1, 2 };

/* Each worker ran for that share of its time. */
static void run(struct px_results *results, unsigned int bench_case, unsigned int side,
		double share, uint64_t sleeps)
{
	fake_rounds(results, bench_case, side, 30);
	for (unsigned int r = 0; r < ROUNDS; r++) {
		struct px_record *rec = &px_results_round(results, bench_case, side, r)->record;

		for (unsigned int i = 0; i < rec->nr_workers; i++) {
			rec->workers[i].cpu_ns = (uint64_t)(share * (double)rec->workers[i].end_ns);
			rec->workers[i].voluntary_switches = sleeps;
		}
	}
}

static bool has_reason(const struct px_results *results, const unsigned int pair[2],
		       const char *expected)
{
	char text[128] = "none";

	px_fitness_reason(results, 0, pair, text, sizeof(text));
	if (!strcmp(text, expected))
		return true;
	printf("# \"%s\", expected \"%s\"\n", text, expected);
	return false;
}

static void test_limits(const struct px_plan *plan)
{
	struct px_environment environment = fake_environment;
	struct px_comparison comparison;
	struct px_results results;
	char *text;

	px_results_init(&results, plan);
	for (unsigned int s = 0; s < 3; s++)
		run(&results, 0, s, 1, 0);
	tap_ok(has_reason(&results, mixed, "none"), "unknown environment: fit");
	results.environment = &environment;
	tap_ok(has_reason(&results, mixed, "none"), "no limit: fit");
	px_limit_append(environment.limits.cpu, "cpu.max 20 %% of a CPU in /a");
	tap_ok(has_reason(&results, mixed, "user has cpu.max 20 % of a CPU in /a, kernel has not"),
	       "a limit of CPU time: unfit");
	tap_ok(has_reason(&results, alike, "none"), "two sides in the same cgroup: fit");
	px_comparison_get(&results, 0, mixed, &comparison);
	tap_ok(comparison.kind == PX_COMPARED_UNFIT && !strncmp(comparison.text, "unfit: user", 11),
	       "the comparison says so");
	text = fake_print(px_table_print, &results, &environment);
	tap_ok(strstr(text, " 30.5   30.8†   30.5† ") && strstr(text, "\n†      unfit:") &&
	       strstr(text, "\nlimits of CPU time: cpu.max 20 % of a CPU in /a\n"),
	       "the table marks the limited sides");
	free(text);
	environment.limits.cpu[0] = '\0';
	px_limit_threads(&environment.limits, 1, "pids.max 9 in /a");
	tap_ok(has_reason(&results, mixed, "user can have 1 threads: pids.max 9 in /a"),
	       "too few threads: unfit");
	environment.limits.threads_left = 2;
	tap_ok(has_reason(&results, mixed, "none"), "enough threads: fit");
	px_limit_append(environment.limits.changed, "allowed CPUs: 0-1, then 0");
	tap_ok(has_reason(&results, mixed, "allowed CPUs: 0-1, then 0"), "a change: unfit");
	px_results_free(&results);
}

static void test_cpu_share(const struct px_plan *plan)
{
	static const struct {
		double share[2];
		uint64_t sleeps[2];
		const char *reason, *what;
	} rows[] = {
		{ { 1, 0.21 }, { 0, 0 }, "workers of user ran 21 % of their time without sleeping; "
		  "expected 100 %", "a side that did not get the CPU: unfit" },
		{ { 1, 0.21 }, { 0, 9 }, "none", "a side that slept: fit" },
		{ { 1, 0.85 }, { 0, 0 }, "none", "85 %: fit" },
		{ { 0.5, 0.5 }, { 0, 0 }, "none", "a busy machine: both sides suffer alike: fit" },
		{ { 0.5, 0.9 }, { 9, 0 }, "none", "90 %, and a side that slept: fit" },
		{ { 0.5, 0.3 }, { 9, 0 }, "workers of user ran 30 % of their time without "
		  "sleeping; expected 100 %", "30 %, and a side that slept: unfit" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct px_results results;

		px_results_init(&results, plan);
		results.environment = &fake_environment;
		for (unsigned int s = 0; s < 2; s++)
			run(&results, 0, s, rows[i].share[s], rows[i].sleeps[s]);
		tap_ok(has_reason(&results, mixed, rows[i].reason), "%s", rows[i].what);
		px_results_free(&results);
	}
}

/* Eight workers on two CPUs each get a quarter. */
static void test_oversubscribed(void)
{
	const struct px_bench_case many[] = { { "a", false, { .threads = 8,
							      .pin = PX_PIN_SPREAD } } };
	const struct px_plan plan = { many, 1, fake_pair, 2, ROUNDS, 1 };
	struct px_results results;

	px_results_init(&results, &plan);
	results.environment = &fake_environment;
	run(&results, 0, 0, 0.3, 9);
	run(&results, 0, 1, 0.24, 0);
	tap_ok(has_reason(&results, mixed, "none"), "four times as many workers as CPUs: fit");
	run(&results, 0, 1, 0.1, 0);
	tap_ok(!has_reason(&results, mixed, "none"), "a fraction of the share: unfit");
	px_results_free(&results);
}

static void test_overlap(const struct px_plan *plan)
{
	struct px_results results;

	px_results_init(&results, plan);
	for (unsigned int s = 0; s < 2; s++)
		run(&results, 0, s, 1, 0);
	for (unsigned int r = 0; r < ROUNDS; r++)
		px_results_round(&results, 0, 1, r)->record.workers[1].start_ns = 6160;
	tap_ok(has_reason(&results, mixed, "overlap 79.9 % (user)"),
	       "an overlap below 80 %% is not called 80 %%");
	tap_ok(px_fitness_is_cause(&results, 0, 1) && !px_fitness_is_cause(&results, 0, 0),
	       "it is the side of low overlap that is marked");
	px_results_free(&results);
}

int main(void)
{
	const struct px_bench_case cases[] = { { "a", false, { .threads = 2,
							       .pin = PX_PIN_SPREAD } } };
	const struct px_plan plan = { cases, 1, fake_three, 3, ROUNDS, 1 };

	test_limits(&plan);
	test_cpu_share(&plan);
	test_oversubscribed();
	test_overlap(&plan);
	return tap_done();
}
