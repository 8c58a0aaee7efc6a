// SPDX-License-Identifier: GPL-2.0-only
/* parallax selftest: measures the errors of the harness itself. */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "command.h"
#include "measure/plan_run.h"
#include "measure/progress.h"
#include "measure/text.h"
#include "output/report_header.h"
#include "plan_build.h"
#include "run_options.h"
#include "selftest_report.h"
#include "sides/side_agent.h"
#include "sides/sides.h"
#include "util/args.h"
#include "util/device.h"
#include "util/error.h"
#include "util/parse_number.h"

#define MAX_TABLES	1000u

/* Without --tables. */
#define MOST_TABLES		12u
#define SECONDS_OF_A_SIDE	60.0

/* ---- progress: one line for all tables of all sides ----------------------------- */

struct progress {
	struct px_run_hook hook;	/* first: a hook is cast to its progress */
	struct px_progress line;
	const char *side;
};

static void begin_run(struct px_run_hook *hook)
{
	struct progress *progress = (struct progress *)hook;
	char text[64];

	snprintf(text, sizeof(text), "%s compared with itself …", progress->side);
	px_progress_print(&progress->line, text);
}

static void end_run(struct px_run_hook *hook, struct px_record *rec)
{
	(void)rec;
	((struct progress *)hook)->line.done++;
}

/* ---- measuring ------------------------------------------------------------------ */

static int add_tables(struct px_selftest *t, unsigned int side, struct px_plan *plan,
		      unsigned int tables)
{
	int err = px_self_comparison_run(&t->comparisons[side], plan, t->copied[side],
					 t->sides[side], t->bias, tables);

	plan->seed += tables;
	return err;
}

/* The tables that fit in the time, at least 1, if they take as long as the first one. */
static unsigned int tables_that_fit(double seconds)
{
	return (unsigned int)fmax(1, fmin(MOST_TABLES, SECONDS_OF_A_SIDE / seconds));
}

/* The number of tables depends on time only, not on what they show. */
static int compare_side(struct px_selftest *t, unsigned int side, struct px_plan *plan,
			struct progress *progress)
{
	unsigned int tables = t->tables ? (unsigned int)t->tables : MOST_TABLES;
	unsigned int runs = 2 * plan->nr_cases * plan->rounds;
	struct timespec start, end;
	int err;

	progress->side = t->sides[side]->name;
	progress->line.total = progress->line.done + (t->nr_sides - side) * tables * runs;
	clock_gettime(CLOCK_MONOTONIC, &start);
	err = add_tables(t, side, plan, 1);
	clock_gettime(CLOCK_MONOTONIC, &end);
	if (!t->tables)
		tables = tables_that_fit((double)(end.tv_sec - start.tv_sec) +
					 (double)(end.tv_nsec - start.tv_nsec) * 1e-9);
	progress->line.total = progress->line.done +
		((t->nr_sides - side) * tables - 1) * runs;
	return err ? err : add_tables(t, side, plan, tables - 1);
}

static int compare_sides(struct px_selftest *t, struct px_plan *plan)
{
	struct progress progress = { .hook = { begin_run, end_run } };
	int err = 0;

	px_progress_init(&progress.line, stderr, 0);
	px_progress_start(&progress.line);
	plan->hook = &progress.hook;
	for (unsigned int s = 0; s < t->nr_sides && !err; s++)
		err = compare_side(t, s, plan, &progress);
	px_progress_clear(&progress.line);
	return err;
}

/* Executes the plan twice, on the sides that a plan has. */
static int repeat(struct px_selftest *t, const struct px_plan *plan)
{
	struct px_results results[2] = { 0 };
	struct px_plan plans[2] = { *plan, *plan };
	int err = 0;

	for (unsigned int i = 0; i < 2 && !err; i++) {
		plans[i].sides = t->sides;
		plans[i].nr_sides = t->nr_plan;
		plans[i].seed += i;
		plans[i].hook = NULL;
		err = px_plan_run(&plans[i], stderr, &results[i]);
	}
	if (!err)
		err = px_repeatability(&results[0], &results[1], &t->repeatability);
	for (unsigned int i = 0; i < 2; i++)
		px_results_free(&results[i]);
	return err;
}

static int compare_and_repeat(struct px_selftest *t, struct px_plan *plan)
{
	int err = compare_sides(t, plan);

	return err || t->bias ? err : repeat(t, plan);
}

/* Compares each side with itself, in the plan of "run" with its default options. */
static int compare(struct px_selftest *t)
{
	char seconds[32], *argv[] = { "parallax run", "--seconds", seconds, NULL };
	struct px_run_options options;
	struct px_bench_case *cases = NULL;
	int err = -EINVAL;

	snprintf(seconds, sizeof(seconds), "%lluns", t->run_ns);
	if (!px_run_options_parse(&options, 3, argv)) {
		cases = px_plan_build_cases(&options, &t->rows);
		t->rounds = (unsigned int)options.rounds;
		err = cases ? compare_and_repeat(t, &(struct px_plan) {
			.cases = cases, .nr_cases = t->rows, .rounds = t->rounds,
			.seed = options.seed, .sides_in_order = t->bias == PX_BIAS_ORDER,
		}) : -ENOMEM;
	}
	px_run_options_free(&options);
	free(cases);
	return err;
}

static int judge(const struct px_selftest *t)
{
	int status = PX_EXIT_FINE;

	for (unsigned int s = 0; s < t->nr_sides; s++)
		if (px_self_comparison_fails(&t->comparisons[s]))
			status = px_fail("%s compared with itself: a difference in %u of %u "
					 "comparisons, expected at most 5 %%: do not use "
					 "comparisons from this machine",
					 t->sides[s]->name, t->comparisons[s].claims,
					 t->comparisons[s].comparisons);
	return status;
}

static int measure(struct px_selftest *t)
{
	int err = 0;

	for (unsigned int s = 0; s < t->nr_sides && !err; s++)
		err = px_harness_cost_measure(t->sides[s], &t->costs[s]);
	if (err)
		return px_fail("cannot measure the harness: %s", strerror(-err));
	px_selftest_print_harness(t);
	fflush(stdout);
	err = compare(t);
	if (err == -ECONNRESET)
		return px_fail("--remote: %s", px_agent_lost());
	if (err)
		return px_fail("cannot compare a side with itself: %s", strerror(-err));
	px_selftest_print_comparisons(t);
	if (!t->bias)
		px_selftest_print_repeatability(t);
	return judge(t);
}

/* ---- the command line ----------------------------------------------------------- */

enum { BIAS = PX_OPTION, TABLES, SECONDS, REMOTE };

static const struct argp_option options[] = {
	{ "bias", BIAS, "KIND", 0, "plant an error that the self-test must find: factor, order "
	  "or warmup", 0 },
	{ "tables", TABLES, "N", 0, "tables of each side, 1 to 1000 (12, or as many as fit in a "
	  "minute)", 0 },
	{ "remote", REMOTE, "COMMAND", 0, "the side kernel is that of an agent, which COMMAND "
	  "starts, as for \"run\". If this kernel has the module, too, the agent is compared with "
	  "it", 0 },
	{ "seconds", SECONDS, "TIME", 0, "length of one run, in seconds or with a unit, up to 60 s "
	  "(2ms)", 0 },
	{ 0 }
};

static bool parse_bias(const char *text, enum px_bias *bias)
{
	static const char *const names[] = {
		[PX_BIAS_NONE] = "none", [PX_BIAS_FACTOR] = "factor", [PX_BIAS_ORDER] = "order",
		[PX_BIAS_WARMUP] = "warmup",
	};

	for (unsigned int i = PX_BIAS_FACTOR; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(text, names[i]))
			continue;
		*bias = (enum px_bias)i;
		return true;
	}
	return false;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct px_selftest *t = state->input;

	switch (key) {
	case BIAS:
		return parse_bias(arg, &t->bias) ? 0 :
		       px_usage_error("--bias '%s': expected factor, order or warmup", arg);
	case TABLES:
		return px_parse_whole(arg, 1, MAX_TABLES, &t->tables) ? 0 :
		       px_usage_error("--tables '%s': expected 1 to 1000", arg);
	case SECONDS:
		return px_parse_duration(arg, PX_UNIT_S, PX_MAX_DURATION_NS, &t->run_ns) ? 0 :
		       px_usage_error("--seconds '%s': expected a duration above 0, up to 60 s, as "
				      "0.1 or 50ms", arg);
	case REMOTE:
		t->remote = arg;
		return *arg ? 0 : px_usage_error("--remote '': expected a command");
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.doc = "Measure the harness: the cost of its loop and of reading the clock, the difference "
	       "between the starts of two workers, and the error of a histogram on known "
	       "distributions. Then compare each side with a copy of itself, in the plan of "
	       "\"run\": how often is a difference reported, and how often is one of 5 % found? Execute "
	       "the plan twice: how precise are its ratios, and are the medians the same?\v"
	       "With --bias the measured times of some runs are changed; then the status must "
	       "be 1.\n"
	       "  factor  the second copy is 3 times as slow\n"
	       "  order   the first run of each pair is, and the order is not random\n"
	       "  warmup  the second copy is slower in its first rounds\n\n"
	       "Exit status: 0 false differences are not shown to be above 5 %; 1 they are, or "
	       "an error occurred; 2 usage error.",
};

static void add_side(struct px_selftest *t, const struct px_side *side, const struct px_side *with)
{
	t->copied[t->nr_sides] = with;
	t->sides[t->nr_sides++] = side;
}

static void choose_sides(struct px_selftest *t, bool has_module)
{
	static struct px_side agent;

	agent = px_side_agent;
	agent.name = "agent";
	add_side(t, &px_side_user, &px_side_user);
	if (has_module)
		add_side(t, &px_side_kernel, &px_side_kernel);
	else if (t->remote)
		add_side(t, &px_side_agent, &px_side_agent);
	t->nr_plan = t->nr_sides;
	if (has_module && t->remote)
		add_side(t, &agent, &px_side_kernel);
}

static int measure_here(struct px_selftest *t)
{
	struct px_environment env;
	struct px_info module;
	char why[PX_WHY_SIZE];
	int no_module = px_device_info(&module, why, sizeof(why));
	int err = px_environment_read(&env, no_module ? NULL : &module);

	if (err)
		return px_fail_machine(err);
	if (t->remote)
		px_agent_describe(&env);
	choose_sides(t, !no_module);
	px_report_header_machine(stdout, &env);
	if (no_module && !t->remote)
		px_text_sentence(stdout, "", "kernel side absent: %s", why);
	return measure(t);
}

static int run(int argc, char **argv)
{
	struct px_selftest t = { .run_ns = 2000000 };
	int status = px_args_parse(&argp, argc, argv, &t);
	char why[PX_WHY_SIZE];

	if (status)
		return status;
	if (t.remote && px_agent_begin(t.remote, why, sizeof(why)))
		status = px_fail("--remote '%s': %s", t.remote, why);
	else
		status = measure_here(&t);
	px_agent_end();
	return status;
}

const struct px_command px_command_selftest = {
	.name = "selftest",
	.summary = "measure the errors of the harness itself",
	.run = run,
};
