// SPDX-License-Identifier: GPL-2.0-only
/* The text of the table: rows, checks and footnotes. */
#include <errno.h>
#include "fake_results.h"
#include "line_width.h"
#include "output/table.h"
#include "tap.h"
#include "stats/figure.h"

static const struct px_run_spec one = { .threads = 1, .duration_ns = 200000000 };
static const struct px_run_spec two = { .threads = 2, .duration_ns = 200000000 };

/* The text contains exactly this line. */
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
			"[95 % interval]      check"), "the heads have units");
	tap_ok(has_line(text, "mutex_counter        1    30.6   10.2  "
			"2.99 [2.91, 3.06]    ok"), "a row with a difference");
	tap_ok(has_line(text, "rwlock_mix           2   204    204    "
			"1.00 [0.97, 1.02] ≈  ok"), "a row without one");
	tap_ok(strstr(text, "not the quotient of the two medians"),
	       "the footnote says what the ratio is not");
	tap_ok(strstr(text, "\n≈      no difference shown"), "the mark has a footnote");
	tap_ok(!strstr(text, "†") && !strstr(text, "–") && !strstr(text, "carry over"),
	       "no footnote without its mark");
	free(text);
	px_results_free(&results);
}

/* A failed round on each side, and a broken workload. */
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
	tap_ok(strstr(text, " none shown\nlate"), "a fault that showed on no side");
	tap_ok(strstr(text, "\"none shown\" proves nothing"), "the footnote of \"none shown\"");
	tap_ok(strstr(text, " ERROR\n    kernel: error: Timer expired in 1 of 6 "
		      "rounds · user: ok\n"), "a run that was cut short");
	tap_ok(!strchr(text, '[') || strchr(text, '[') == strstr(text, "[95 % interval]"),
	       "none of them has a ratio");
	tap_ok(strstr(text, "\n–      not judged: a check or a run failed"),
	       "the mark has a footnote");
	tap_ok(fits(text), "the table with checks fits");
	free(text);
	px_results_free(&results);
}

static void test_warnings(void)
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
	tap_ok(strstr(text, "† ") && strstr(text, "\n†      unfit: the workers"),
	       "little overlap");
	tap_ok(strstr(text, "A debug kernel (lockdep, KASAN)"), "a debug kernel");
	tap_ok(strstr(text, "5.0 % of CPU time stolen"), "stolen time");
	tap_ok(strstr(text, "\nTCG emulation: neither times nor ratios carry over to "
		      "hardware; instruction counts and verdicts do.\n"), "emulation");
	snprintf(results.absent[0], PX_WHY_SIZE, "no /dev/parallax");
	free(text);
	text = fake_print(px_table_print, &results, &environment);
	tap_ok(has_line(text, "kernel side absent: no /dev/parallax"),
	       "an absent side has a reason");
	tap_ok(has_line(text, "workload   threads  ns/op  check") &&
	       has_line(text, "arc_clone        2   10.2  ok"),
	       "an absent side has no column and no ratio");
	tap_ok(!strstr(text, "†"), "an absent side has no mark");
	free(text);
	px_results_free(&results);
}

/* A side kernel in User Mode Linux that sleeps has a mark; the side user has none. */
static void test_user_mode(void)
{
	const struct px_bench_case cases[] = { { "arc_clone", false, two } };
	const struct px_plan plan = { cases, 1, fake_pair, 2, 6, 1 };
	struct px_environment environment = fake_environment;
	struct px_results results;
	char *text;

	snprintf(environment.remote, sizeof(environment.remote),
		 "Linux 7.3.4, native (User Mode Linux)");
	px_results_init(&results, &plan);
	results.environment = &environment;
	fake_rounds(&results, 0, 0, 30);
	fake_rounds(&results, 0, 1, 10);
	text = fake_print(px_table_print, &results, &environment);
	tap_ok(strstr(text, " side kernel: Linux 7.3.4, native (User Mode Linux) ") &&
	       strstr(text, "\nThe side kernel is Linux as a program"), "User Mode Linux is named");
	tap_ok(!strchr(text, '*'), "without sleeps there is no mark");
	free(text);
	for (unsigned int i = 0; i < 12; i++) {
		struct px_record *rec = &px_results_round(&results, 0, i % 2, i / 2)->record;

		rec->workers[1].voluntary_switches = 9;
	}
	text = fake_print(px_table_print, &results, &environment);
	tap_ok(strstr(text, "30.5*   10.2  ") && strstr(text, "\n*      do not quote: its threads"),
	       "a side kernel that sleeps is marked");
	free(text);
	for (unsigned int r = 0; r < 6; r++)
		px_results_round(&results, 0, 0, r)->record.workers[1].voluntary_switches = 0;
	snprintf(environment.deviating, sizeof(environment.deviating), "arc_clone_2 +5 %%");
	text = fake_print(px_table_print, &results, &environment);
	tap_ok(!strchr(text, '*'), "another workload is listed: no mark");
	free(text);
	snprintf(environment.deviating, sizeof(environment.deviating), "a +1 %%, arc_clone +20 %%");
	text = fake_print(px_table_print, &results, &environment);
	tap_ok(strstr(text, "30.5*   10.2  ") && strstr(text, "native-check): a +1 %"),
	       "one with other instructions is marked");
	free(text);
	environment.remote[0] = '\0';
	text = fake_print(px_table_print, &results, &environment);
	tap_ok(!strchr(text, '*'), "a kernel on a machine has no mark");
	free(text);
	px_results_free(&results);
}

static void test_busy(void)
{
	struct px_run_spec busy = { .threads = 1, .ops = 1000, .payload = 64, .capacity = 3,
				.hold_ns = 100 };
	const struct px_bench_case cases[] = { { "a", false, busy }, { "b", false, one },
					 { "c", false, busy } };
	const struct px_plan plan = { cases, 3, fake_pair, 2, 6, 1,
				      .left_out = "some cases are left out" };
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
	tap_ok(!strstr(text, "took 0 ns"), "no hold: nothing is printed");
	tap_ok(has_line(text,
			"    1000 ops a worker · payload 64 bytes · capacity 3 · hold 100 ns"),
	       "parameters that differ are below each row");
	tap_ok(strstr(text, "seed 1 · workers not pinned · read share 0 %\n"),
	       "common parameters are printed once");
	tap_ok(has_line(text, "some cases are left out"), "a note about cases left out");
	free(text);
	px_results_free(&results);
}

static void test_kinds(void)
{
	struct px_run_spec pi = { .threads = 1, .duration_ns = 1000, .kind = PX_KIND_PI };
	struct px_run_spec plain = { .threads = 1, .duration_ns = 1000 };
	const struct px_bench_case cases[] = {
		{ "a", false, plain, .lock = { "struct mutex", "M" } },
		{ "a", false, pi, .lock = { "struct rt_mutex", "PI" } },
		{ "b", false, plain },
	};
	const struct px_plan plan = { cases, 3, fake_pair, 2, 6, 1 };
	const struct px_plan alone = { cases, 1, fake_pair, 2, 6, 1 };
	const struct px_plan only = { cases + 1, 1, fake_pair, 2, 6, 1 };
	const struct px_plan *plans[] = { &plan, &alone, &only };
	char *texts[3];

	for (unsigned int i = 0; i < 3; i++) {
		struct px_results results;

		px_results_init(&results, plans[i]);
		for (unsigned int c = 0; c < plans[i]->nr_cases; c++)
			for (unsigned int s = 0; s < 2; s++)
				fake_rounds(&results, c, s, 30);
		texts[i] = fake_print(px_table_print, &results, &fake_environment);
		px_results_free(&results);
	}
	tap_ok(has_line(texts[0], "    kind default · kernel: struct mutex · user: M") &&
	       has_line(texts[0], "    kind pi · kernel: struct rt_mutex · user: PI") &&
	       has_line(texts[0], "    kind default"),
	       "each row has its kind, and what the lock is on each side");
	tap_ok(!strstr(texts[1], "kind") && !strstr(texts[1], "struct mutex"),
	       "the default kind alone is not named");
	tap_ok(strstr(texts[2], " · kind pi\n") &&
	       has_line(texts[2], "    kernel: struct rt_mutex · user: PI"),
	       "another kind of all rows is in the head");
	for (unsigned int i = 0; i < 3; i++)
		free(texts[i]);
}

static void test_full_disk(void)
{
	const struct px_bench_case cases[] = { { "a", false, one } };
	const struct px_plan plan = { cases, 1, fake_pair, 2, 6, 1 };
	FILE *full = fopen("/dev/full", "w");
	struct px_results results;

	px_results_init(&results, &plan);
	tap_ok(full && px_table_print(full, &results, &fake_environment) == -ENOSPC,
	       "a write error is returned");
	if (full)
		fclose(full);
	px_results_free(&results);
}

int main(void)
{
	test_plain();
	test_checks();
	test_warnings();
	test_user_mode();
	test_busy();
	test_kinds();
	test_full_disk();
	return tap_done();
}
