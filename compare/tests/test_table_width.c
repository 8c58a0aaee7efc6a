// SPDX-License-Identifier: GPL-2.0-only
/* The table fits into 100 columns, with any number of sides and any figures. */
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

static void test_digits(void)
{
	const struct px_bench_case cases[] = { { "a", false, one }, { "b", false, one } };
	const struct px_plan plan = { cases, 2, fake_pair, 2, 1, 1 };
	const double ns[2][2] = { { 9.994, 9.996 }, { 99.94, 99.96 } };
	const struct px_comparisons none = { 0 };
	struct px_results results;
	struct px_table_row row;

	px_results_init(&results, &plan);
	for (unsigned int i = 0; i < 4; i++)
		fake_round(&results, i / 2, i % 2, 0, ns[i / 2][i % 2]);
	px_table_row_make(&results, 0, &none, &row);
	tap_ok(!strcmp(row.ns[0], "9.99") && !strcmp(row.ns[1], "10.0"),
	       "three significant digits, also if rounding adds one");
	px_table_row_make(&results, 1, &none, &row);
	tap_ok(!strcmp(row.ns[0], "99.9") && !strcmp(row.ns[1], "100"),
	       "three significant digits from 99.96");
	tap_ok(px_figure_fraction("12") == 0 && px_figure_fraction("12.3") == 2 &&
	       px_figure_fraction("1.23e6") == 0, "powers of ten are not aligned");
	px_results_free(&results);
}

/* Four sides, and a long name of a workload. */
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
	       "with four sides the names are in their rows");
	tap_ok(fits(text), "four sides fit");
	tap_ok(!strstr(text, "left out"), "no column is left out");
	free(text);
	for (px_text_columns = 50; px_text_columns < PX_TEXT_COLUMNS; px_text_columns += 10) {
		text = fake_print(px_table_print, &results, &fake_environment);
		tap_ok(fits(text) && strstr(text, "125308"), "four sides fit in %u columns",
		       px_text_columns);
		tap_ok(!strstr(text, "kernel/user") == !!strstr(text, "Columns are left out"),
		       "a line says so if the ratio is left out");
		free(text);
	}
	px_results_free(&results);
}

/* The largest number of sides: no ratio. */
static void test_many_sides(void)
{
	static const struct px_side sized[] = {
		{ .name = "ioctl", .batch = 1 },
		{ .name = "ioctl×64", .kind = "ioctl", .batch = 64 },
		{ .name = "uring×8", .kind = "uring", .batch = 8, .queued = true },
		{ .name = "sqpoll×64", .kind = "uring", .batch = 64, .queued = true,
		  .polled = true },
	};
	static const struct px_side *const sides[] = { &fake_kernel, &fake_user, &sized[0],
						       &sized[1],    &sized[2],	 &sized[3],
						       &sized[2],    &sized[3] };
	const struct px_bench_case cases[] = { { "thread_spawn_join", false, one } };
	const struct px_plan plan = { cases, 1, sides, PX_MAX_SIDES, 6, 1 };
	struct px_results results;
	char *text;

	px_results_init(&results, &plan);
	for (unsigned int s = 0; s < PX_MAX_SIDES; s++)
		fake_rounds(&results, 0, s, 123456);
	text = fake_print(px_table_print, &results, &fake_environment);
	tap_ok(fits(text), "eight sides fit");
	tap_ok(!strstr(text, "kernel/user"), "eight sides: no ratio and no footnote for it");
	tap_ok(strstr(text, "ioctl: a call is 1 step\n") &&
		       strstr(text, "ioctl×64: a call is 64 steps\n") &&
		       strstr(text, "uring×8: a call submits 8 commands") &&
		       strstr(text, "sqpoll×64: batches of 64 commands"),
	       "the footnotes explain the calls");
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
	       "a bound near 1 has enough digits");
	tap_ok(strstr(text, "0.9998 [0.9998, 0.9998]"), "four digits near 1");
	tap_ok(strstr(text, " no check\n"), "no finding: no check");
	free(text);
	px_results_free(&results);
}

/* Long names, four sides, and figures from the smallest to the largest. */
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
	tap_ok(strstr(text, LONG_NAME), "no name of a workload is cut");
	tap_ok(strstr(text, " a_side_o… "), "the name of a side is clipped");
	tap_ok(strstr(text, "18446744073709551615"), "no digits of a finding are cut");
	tap_ok(strstr(text, "1.00e-3") && strstr(text, "7.14e9") &&
	       strstr(text, "6.12e13"), "small and large figures are powers of ten");
	tap_ok(strstr(text, "10.2") && strstr(text, " 102") && strstr(text, "125925"),
	       "figures have three significant digits");
	free(text);
	memset(results.absent[3], 'w', PX_WHY_SIZE - 1);
	text = fake_print(px_table_print, &results, &environment);
	tap_ok(fits(text), "a reason without a space fits");
	free(text);
	px_results_free(&results);
}

int main(void)
{
	test_digits();
	test_four_sides();
	test_many_sides();
	test_decisive_digits();
	test_extremes();
	return tap_done();
}
