// SPDX-License-Identifier: GPL-2.0-only
/*
 * The table: what it says, and that it fits.
 */
#include <errno.h>
#include "fake_results.h"
#include "line_width.h"
#include "output/table_row.h"
#include "output/table.h"
#include "tap.h"
#include "stats/figure.h"

#define LONG_NAME	"a_name_of_thirty_one_characters"

static const struct px_run_spec one = { .threads = 1, .duration_ns = 200000000 };
static const struct px_run_spec two = { .threads = 2, .duration_ns = 200000000 };

/* The text has the line, and the line is all there is between two ends. */
static bool has_line(const char *text, const char *line)
{
	size_t n = strlen(line);

	for (const char *at = strstr(text, line); at; at = strstr(at + 1, line))
		if ((at == text || at[-1] == '\n') && at[n] == '\n')
			return true;
	printf("# no line: %s\n%s", line, text);
	return false;
}

static void test_plain(void)
{
	const struct px_bench_case cases[] = {
		{ "mutex_counter", false, one }, { "rwlock_mix", false, two },
	};
	const struct px_plan plan = { cases, 2, fake_pair, 2, 11, 42 };
	struct px_results results;
	char *text;

	px_results_init(&results, &plan);
	fake_rounds(&results, 0, 0, 30);
	fake_rounds(&results, 0, 1, 10);
	fake_rounds(&results, 1, 0, 200);
	fake_rounds(&results, 1, 1, 200);
	text = fake_print(px_table_print, &results, &fake_environment);
	tap_ok(fits(text), "the plain table fits");
	tap_ok(has_line(text, "parallax 0.1 · Linux 6.12.117+deb12-amd64 (voluntary"
			" preemption) · KVM guest · 2 CPUs · glibc 2.36"),
	       "the environment");
	tap_ok(has_line(text, "11 rounds in random order · seed 42 · 0.2 s a run · "
			"workers not pinned · read share 0 %"), "what was run");
	tap_ok(has_line(text, "workload       threads   ns/op  ns/op  "
			"[95 % interval]      check"), "heads with units");
	tap_ok(has_line(text, "mutex_counter        1    30.6   10.2  "
			"2.99 [2.91, 3.06]    ok"), "a row with a difference");
	tap_ok(has_line(text, "rwlock_mix           2   204    204    "
			"1.00 [0.97, 1.02] ≈  ok"), "a row without one");
	tap_ok(strstr(text, "\n≈      no difference shown"), "its footnote");
	tap_ok(!strstr(text, "†") && !strstr(text, "–") && !strstr(text, "may not be"),
	       "no footnote without need");
	free(text);
	px_results_free(&results);
}

/* Rounds of which one failed on either side, and a broken workload. */
static void test_checks(void)
{
	const struct px_bench_case cases[] = {
		{ "arc_clone", false, one }, { "counter_unlocked", true, two },
		{ "counter_unlocked", true, one }, { "late", false, one },
	};
	const struct px_plan plan = { cases, 4, fake_pair, 2, 6, 1 };
	struct px_results results;
	char *text;

	px_results_init(&results, &plan);
	for (unsigned int c = 0; c < 4; c++)
		for (unsigned int s = 0; s < 2; s++)
			fake_rounds(&results, c, s, 10);
	px_results_round(&results, 0, 1, 3)->record.findings[0].observed = 998;
	for (unsigned int r = 0; r < 6; r++)
		px_results_round(&results, 1, 0, r)->record.findings[0].observed = 959;
	px_results_round(&results, 3, 0, 3)->record.error = -ETIME;
	text = fake_print(px_table_print, &results, &fake_environment);
	tap_ok(strstr(text, " FAILED\n    kernel: ok · user: failed: count expected "
		      "1000, observed 998 in 1 of 6 rounds\n"), "a failed check");
	tap_ok(strstr(text, " fault shown\n    kernel: lost 246 (4.1 %) · "
		      "user: none shown\n"), "a fault that showed on one side");
	tap_ok(strstr(text, "1.00 [0.97, 1.03] ≈  none shown\n\n") == NULL &&
	       strstr(text, " none shown\nlate"), "and one that showed on none");
	tap_ok(strstr(text, "\"none shown\" proves nothing"), "which proves nothing");
	tap_ok(strstr(text, " ERROR\n    kernel: error: Timer expired in 1 of 6 "
		      "rounds · user: ok\n"), "a run that ended early");
	tap_ok(strstr(text, "1.00 –") && strstr(text, "\n–      no interval"),
	       "with five rounds left there is no interval");
	tap_ok(fits(text), "and it all fits");
	free(text);
	px_results_free(&results);
}

static void test_notices(void)
{
	const struct px_bench_case cases[] = { { "arc_clone", false, two } };
	const struct px_plan plan = { cases, 1, fake_pair, 2, 6, 1 };
	struct px_environment environment = fake_environment;
	struct px_results results;
	char *text;

	environment.debug = PX_DEBUG_LOCKDEP | PX_DEBUG_KASAN;
	environment.emulated = true;
	environment.cpu_after = 1000;
	environment.steal_after = 50;
	snprintf(environment.accelerator, sizeof(environment.accelerator), "TCG emulation");
	px_results_init(&results, &plan);
	fake_rounds(&results, 0, 0, 30);
	fake_rounds(&results, 0, 1, 10);
	for (unsigned int r = 0; r < 6; r++)
		px_results_round(&results, 0, 0, r)->record.workers[1].start_ns = 10000;
	text = fake_print(px_table_print, &results, &environment);
	tap_ok(strstr(text, "† ") && strstr(text, "\n†      the workers"),
	       "workers that hardly ran together");
	tap_ok(strstr(text, "A debug kernel (lockdep, KASAN)"), "a debug kernel");
	tap_ok(strstr(text, "5.0 % of CPU time stolen"), "stolen time");
	tap_ok(strstr(text, "\nTCG emulation: columns may be compared with one "
		      "another, absolute times may not be quoted.\n"), "emulation");
	snprintf(results.absent[0], PX_WHY_SIZE, "no /dev/parallax");
	free(text);
	text = fake_print(px_table_print, &results, &environment);
	tap_ok(has_line(text, "kernel side absent: no /dev/parallax"),
	       "an absent side says why");
	tap_ok(has_line(text, "workload   threads  ns/op  check") &&
	       has_line(text, "arc_clone        2   10.2  ok"),
	       "it has no column, and there is no ratio");
	tap_ok(!strstr(text, "†"), "nor a mark");
	free(text);
	px_results_free(&results);
}

static void test_busy(void)
{
	struct px_run_spec busy = { .threads = 1, .ops = 1000, .payload = 64, .capacity = 3,
				.hold_ns = 100 };
	const struct px_bench_case cases[] = { { "a", false, busy }, { "b", false, one },
					 { "c", false, busy } };
	const struct px_plan plan = { cases, 3, fake_pair, 2, 6, 1, "something is left out" };
	struct px_results results;
	char *text;

	px_results_init(&results, &plan);
	for (unsigned int s = 0; s < 2; s++) {
		fake_rounds(&results, 0, s, 130);
		fake_rounds(&results, 1, s, 30);
		fake_rounds(&results, 2, s, 130);
		for (unsigned int r = 0; r < 6; r++)
			px_results_round(&results, 0, s, r)->record.workers[0].hold_ns =
				101 + s;
	}
	text = fake_print(px_table_print, &results, &fake_environment);
	tap_ok(has_line(text, "    hold of 100 ns took 101 ns (kernel), 102 ns (user)"),
	       "a hold is shown as measured");
	tap_ok(!strstr(text, "took 0 ns"), "where there was none, nothing is");
	tap_ok(has_line(text, "    1000 ops a worker · payload 64 bytes · capacity 3 · hold 100 ns"),
	       "cases say how they were run in what they differ");
	tap_ok(strstr(text, "seed 1 · workers not pinned · read share 0 %\n"),
	       "and what they have in common is said once");
	tap_ok(has_line(text, "something is left out"), "and what was left out is said");
	free(text);
	px_results_free(&results);
}

static void test_digits(void)
{
	const struct px_bench_case cases[] = { { "a", false, one }, { "b", false, one } };
	const struct px_plan plan = { cases, 2, fake_pair, 2, 1, 1 };
	const double ns[2][2] = { { 9.994, 9.996 }, { 99.94, 99.96 } };
	struct px_results results;
	struct px_table_row row;

	px_results_init(&results, &plan);
	for (unsigned int i = 0; i < 4; i++)
		fake_round(&results, i / 2, i % 2, 0, ns[i / 2][i % 2]);
	px_table_row_make(&results, 0, &row);
	tap_ok(!strcmp(row.ns[0], "9.99") && !strcmp(row.ns[1], "10.0"),
	       "three digits count, also where rounding adds one");
	px_table_row_make(&results, 1, &row);
	tap_ok(!strcmp(row.ns[0], "99.9") && !strcmp(row.ns[1], "100"),
	       "and where it adds another");
	tap_ok(px_figure_fraction("12") == 0 && px_figure_fraction("12.3") == 2 &&
	       px_figure_fraction("1.23e6") == 0, "points are aligned, powers are not");
	px_results_free(&results);
}

/* Four sides as they will be, and the longest of the workloads' names. */
static void test_four_sides(void)
{
	static const struct px_side third = { .name = "ioctl" };
	static const struct px_side fourth = { .name = "uring" };
	static const struct px_side *const sides[] = {
		&fake_kernel, &fake_user, &third, &fourth
	};
	const struct px_bench_case cases[] = {
		{ "thread_spawn_join", false, one }, { "empty", false, one },
	};
	const struct px_plan plan = { cases, 2, sides, 4, 6, 1 };
	struct px_results results;
	char *text;

	px_results_init(&results, &plan);
	for (unsigned int s = 0; s < 4; s++) {
		fake_rounds(&results, 0, s, 123456);
		fake_rounds(&results, 1, s, 1.234);
	}
	text = fake_print(px_table_print, &results, &fake_environment);
	tap_ok(strstr(text, "thread_spawn_join       1 125308"),
	       "with four sides the names still stand in their rows");
	tap_ok(fits(text), "and all fits");
	free(text);
	px_results_free(&results);
}

/* As many sides as there may be: the figures and the names are what remains. */
static void test_many_sides(void)
{
	static const struct px_side sized[] = {
		{ .name = "ioctl", .batch = 1 },
		{ .name = "ioctl×64", .kind = "ioctl", .batch = 64 },
		{ .name = "uring×8", .kind = "uring", .batch = 8, .queued = true },
		{ .name = "sqpoll×64", .kind = "uring", .batch = 64, .queued = true, .polled = true },
	};
	static const struct px_side *const sides[] = {
		&fake_kernel, &fake_user, &sized[0], &sized[1], &sized[2], &sized[3], &sized[2], &sized[3]
	};
	const struct px_bench_case cases[] = { { "thread_spawn_join", false, one } };
	const struct px_plan plan = { cases, 1, sides, PX_MAX_SIDES, 6, 1 };
	struct px_results results;
	char *text;

	px_results_init(&results, &plan);
	for (unsigned int s = 0; s < PX_MAX_SIDES; s++)
		fake_rounds(&results, 0, s, 123456);
	text = fake_print(px_table_print, &results, &fake_environment);
	tap_ok(fits(text), "eight sides fit");
	tap_ok(!strstr(text, "kernel/user"), "without a ratio, which is not explained either");
	tap_ok(strstr(text, "ioctl: a call is 1 step\n") &&
	       strstr(text, "ioctl×64: a call is 64 steps\n") &&
	       strstr(text, "uring×8: a call submits 8 commands") &&
	       strstr(text, "sqpoll×64: batches of 64 commands"), "it is said what a call is");
	free(text);
	px_results_free(&results);
}

static void test_decisive_digits(void)
{
	const struct px_bench_case cases[] = { { "a", false, one }, { "b", false, one } };
	const struct px_plan plan = { cases, 2, fake_pair, 2, 6, 1 };
	struct px_results results;
	char *text;

	px_results_init(&results, &plan);
	for (unsigned int r = 0; r < 6; r++) {
		fake_round(&results, 0, 0, r, 1002);
		fake_round(&results, 0, 1, r, 1000);
		fake_round(&results, 1, 0, r, 9998);
		fake_round(&results, 1, 1, r, 10000);
	}
	text = fake_print(px_table_print, &results, &fake_environment);
	tap_ok(strstr(text, "1.002 [1.002, 1.002]"),
	       "a bound beside 1 has the digits that tell");
	tap_ok(strstr(text, "0.9998 [0.9998, 0.9998]"), "as many as it takes");
	tap_ok(strstr(text, " no check\n"), "no finding: no check");
	free(text);
	px_results_free(&results);
}

/* Long names, four sides, and figures from the least to the greatest. */
static void test_extremes(void)
{
	static const struct px_side third = { .name = "ioctl" };
	static const struct px_side fourth = { .name = "a_side_of_a_long_name" };
	static const struct px_side *const sides[] = {
		&fake_kernel, &fake_user, &third, &fourth
	};
	const double ns[] = { 0.001, 9.996, 99.96, 123456, 7e9, 6e13 };
	struct px_run_spec many = { .threads = 1024, .ops = 1000000000000, .pin = 1,
				.hold_ns = 40000, .think_ns = 8000 };
	const struct px_bench_case cases[] = {
		{ LONG_NAME, false, one }, { LONG_NAME, true, many },
		{ "mutex_counter", false, two }, { "b", false, one },
		{ "c", false, one }, { "d", false, one },
	};
	const struct px_plan plan = { cases, 6, sides, 4, 11, PX_MAX_SEED };
	struct px_environment environment = fake_environment;
	struct px_results results;
	char *text;

	px_results_init(&results, &plan);
	for (unsigned int c = 0; c < 6; c++)
		for (unsigned int s = 0; s < 4; s++)
			fake_rounds(&results, c, s, ns[(c * (s + 1)) % 6]);
	for (unsigned int s = 0; s < 4; s++) {
		struct px_record *rec = &px_results_round(&results, 2, s, 0)->record;

		for (unsigned int r = 0; r < 11; r++)
			px_results_round(&results, 2, s, r)->record.workers[1].start_ns =
				px_results_round(&results, 2, s, r)->record.workers[1].end_ns;
		snprintf(rec->findings[0].what, PX_NAME_SIZE, "%031d", 0);
		rec->findings[0].expected = UINT64_MAX;
		rec->findings[0].observed = UINT64_MAX - 1;
	}
	memset(environment.cpu_model, 'm', sizeof(environment.cpu_model) - 1);
	memset(environment.module_compiler, 'c', sizeof(environment.module_compiler) - 1);
	memset(environment.kernel, 'k', sizeof(environment.kernel) - 1);
	text = fake_print(px_table_print, &results, &environment);
	tap_ok(fits(text), "four sides with extreme figures and long names fit");
	tap_ok(strstr(text, LONG_NAME), "no workload's name is lost");
	tap_ok(strstr(text, " a_side_o… "), "a side's is clipped");
	tap_ok(strstr(text, "18446744073709551615"), "nor are a finding's digits");
	tap_ok(strstr(text, "1.00e-3") && strstr(text, "7.14e9") &&
	       strstr(text, "6.12e13"), "figures take another form when they must");
	tap_ok(strstr(text, "10.2") && strstr(text, " 102") && strstr(text, "125925"),
	       "and have three digits that count");
	free(text);
	memset(results.absent[3], 'w', PX_WHY_SIZE - 1);
	text = fake_print(px_table_print, &results, &environment);
	tap_ok(fits(text), "a reason without a space fits");
	free(text);
	px_results_free(&results);
}

static void test_full_disk(void)
{
	const struct px_bench_case cases[] = { { "a", false, one } };
	const struct px_plan plan = { cases, 1, fake_pair, 2, 6, 1 };
	FILE *full = fopen("/dev/full", "w");
	struct px_results results;

	px_results_init(&results, &plan);
	tap_ok(full && px_table_print(full, &results, &fake_environment) == -ENOSPC,
	       "a table that cannot be written is an error");
	if (full)
		fclose(full);
	px_results_free(&results);
}

int main(void)
{
	test_plain();
	test_checks();
	test_notices();
	test_busy();
	test_digits();
	test_four_sides();
	test_many_sides();
	test_decisive_digits();
	test_extremes();
	test_full_disk();
	return tap_done();
}
