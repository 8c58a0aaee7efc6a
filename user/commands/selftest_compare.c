// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include "measure/plan_run.h"
#include "measure/progress.h"
#include "plan_build.h"
#include "run_options.h"
#include "selftest_compare.h"

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

int px_selftest_compare(struct px_selftest *t)
{
	char seconds[32], rounds[32];
	char *argv[] = { "parallax run", "--seconds", seconds, "--rounds", rounds, NULL };
	struct px_run_options options;
	struct px_bench_case *cases = NULL;
	int err = -EINVAL;

	snprintf(seconds, sizeof(seconds), "%lluns", t->run_ns);
	snprintf(rounds, sizeof(rounds), "%llu", t->rounds);
	if (!px_run_options_parse(&options, 5, argv)) {
		cases = px_plan_build_cases(&options, &t->rows);
		err = cases ? compare_and_repeat(t, &(struct px_plan) {
			.cases = cases, .nr_cases = t->rows, .rounds = (unsigned int)t->rounds,
			.seed = options.seed, .sides_in_order = t->bias == PX_BIAS_ORDER,
		}) : -ENOMEM;
	}
	px_run_options_free(&options);
	free(cases);
	return err;
}
