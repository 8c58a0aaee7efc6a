// SPDX-License-Identifier: GPL-2.0-only
/* Resource usage: the figures, and no column for an unknown figure. */
#include <math.h>
#include "fake_results.h"
#include "line_width.h"
#include "measure/plan_run.h"
#include "tap.h"
#include "stats/resource_usage.h"

static const struct px_bench_case cases[] = {
	{ "a_name_of_thirty_one_characters", false, { .threads = 2, .duration_ns = 200000000 } },
};
static const struct px_plan plan = { cases, 1, fake_pair, 2, 7, 42 };

static int print(FILE *out, const struct px_results *results,
		 const struct px_environment *environment)
{
	px_resource_usage_print(out, results, environment);
	return 0;
}

/* Each worker did 1000 operations, and one of them 3000. */
static void use(struct px_record *rec, bool counted)
{
	rec->workers[0].ops = 3000;
	for (uint32_t i = 0; i < rec->nr_workers; i++) {
		rec->workers[i].cpu_ns = 40000;
		rec->workers[i].voluntary_switches = 10;
		rec->workers[i].involuntary_switches = 6;
	}
	rec->counted = counted ? 1u << PX_CYCLES | 1u << PX_CACHE_MISSES : 0;
	rec->counts[PX_CYCLES] = 480000;
	rec->counts[PX_CACHE_MISSES] = 100;
}

static void make(struct px_results *results, bool counted)
{
	px_results_init(results, &plan);
	for (unsigned int s = 0; s < 2; s++) {
		fake_rounds(results, 0, s, 30);
		for (unsigned int r = 0; r < plan.rounds; r++)
			use(&px_results_round(results, 0, s, r)->record, counted);
	}
}

static double median(const struct px_results *results, const char *head)
{
	for (const struct px_resource_usage *u = px_resource_usages; u->head; u++)
		if (!strcmp(u->head, head))
			return px_resource_usage_median(results, 0, 0, u);
	return -1;
}

static void test_figures(void)
{
	struct px_results results;

	make(&results, true);
	tap_ok(median(&results, "CPU ns") == 20, "CPU time per operation");
	tap_ok(median(&results, "sleeps") == 5, "voluntary switches per 1000 operations");
	tap_ok(median(&results, "preempt") == 3, "involuntary switches");
	tap_ok(median(&results, "max/min") == 3, "the most over the fewest");
	tap_ok(median(&results, "uneven") == 0.5, "standard deviation over mean");
	tap_ok(median(&results, "cycles") == 120, "cycles per operation");
	tap_ok(isnan(median(&results, "instr.")), "a counter that was not read is unknown");
	tap_ok(fabs(median(&results, "misses") - 0.025) < 1e-12, "misses");
	px_results_round(&results, 0, 0, 0)->record.workers[1].ops = 0;
	tap_ok(isnan(px_record_max_over_min(&px_results_round(&results, 0, 0, 0)->record)),
	       "a worker without operations: max/min is unknown");
	px_results_free(&results);
}

static void test_text(void)
{
	struct px_environment environment = fake_environment;
	struct px_results results;
	char *text;

	make(&results, true);
	snprintf(environment.counters, sizeof(environment.counters), "cycles, cache misses");
	text = fake_print(print, &results, &environment);
	tap_ok(fits(text), "the table fits");
	tap_ok(strstr(text, "cycles  misses\n") && !strstr(text, "instr."),
	       "only known figures have a column");
	tap_ok(strstr(text,
		      "a_name_of_thirty…      2  kernel        20.0    5.00    3.00    0.50    "
		      "3.00     120    0.03\n"),
	       "a line of figures");
	tap_ok(strstr(text, "\n                          user          20.0"),
	       "a row for the other side");
	free(text);
	px_results_free(&results);
	make(&results, false);
	snprintf(environment.counters, sizeof(environment.counters), "n/a: there are none");
	text = fake_print(print, &results, &environment);
	tap_ok(!strstr(text, "cycles") &&
		       strstr(text, "\nhardware counters: n/a: there are none\n"),
	       "without counters there is a reason");
	free(text);
	px_results_free(&results);
	px_results_init(&results, &plan);
	text = fake_print(print, &results, &environment);
	tap_ok(!*text, "without rounds nothing is printed");
	free(text);
	px_results_free(&results);
}

/* ---- a hook is called before and after each run, except warm-ups ---------------- */

static unsigned int begun, ended, runs, outside;

static void begin(struct px_run_hook *hook)
{
	begun++;
}

static void end(struct px_run_hook *hook, struct px_record *rec)
{
	ended++;
	rec->counted = 1u << PX_INSTRUCTIONS;
	rec->counts[PX_INSTRUCTIONS] = ended;
}

static int probe(char *why, size_t size)
{
	return 0;
}

static int run(const struct px_side *side, const char *name, const struct px_run_spec *spec,
	       const struct px_input_file *input, struct px_record *rec)
{
	runs++;
	outside += begun != ended + 1;
	fake_record(rec, spec->threads, 30);
	return 0;
}

static void test_hook(void)
{
	static const struct px_side side = { .name = "one", .probe = probe, .run = run };
	static const struct px_side *const sides[] = { &side };
	struct px_run_hook hook = { begin, end };
	struct px_plan hooked = { cases, 1, sides, 1, 3, 42, .hook = &hook };
	struct px_results results;
	bool kept = true;

	px_plan_run(&hooked, NULL, &results);
	for (unsigned int r = 0; r < 3; r++)
		kept &= px_results_round(&results, 0, 0, r)->record.counts[PX_INSTRUCTIONS] ==
			r + 1;
	tap_ok(runs == 4 && begun == 3 && ended == 3 && outside == 1,
	       "the hook is called around every run except warm-ups");
	tap_ok(kept, "the hook adds to the record");
	px_results_free(&results);
}

int main(void)
{
	test_figures();
	test_text();
	test_hook();
	return tap_done();
}
