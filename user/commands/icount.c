// SPDX-License-Identifier: GPL-2.0-only
/* parallax icount: instructions of an operation, on a machine whose clock counts them. */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "command.h"
#include "harness/workload.h"
#include "icount_clock.h"
#include "measure/plan_run.h"
#include "output/report_header.h"
#include "measure/text.h"
#include "side_set.h"
#include "sides/sides.h"
#include "stats/baseline.h"
#include "stats/check_status.h"
#include "util/args.h"
#include "util/atomic_file.h"
#include "util/device.h"
#include "util/error.h"

/*
 * The time of 2 * OPS operations, less that of OPS, is the cost of OPS operations: set-up is
 * subtracted. The least time of all rounds is used, since an interrupt only adds to it. So every
 * round must do the same job. Of the runs that submit linked commands only a third take the least
 * time: 15 rounds find it almost always.
 */
#define OPS	512u
#define ROUNDS	15u

#define NAME	18u		/* columns of a workload's name */
#define FIGURE	11u		/* columns of a number */

struct options {
	const char *baseline, *write;
};

/* True if the workload runs with one worker and no other thread. */
static bool runs_alone(const struct px_workload *w)
{
	return !w->broken && !w->single_worker && !w->spawns && px_workload_min_workers(w) == 1;
}

/* Makes two cases for each workload: OPS operations, and 2 * OPS. */
static struct px_bench_case *make_cases(unsigned int *nr)
{
	struct px_bench_case *cases = calloc(2ul * px_workload_count, sizeof(*cases));

	*nr = 0;
	for (u32 w = 0; cases && w < px_workload_count; w++)
		for (u32 times = 1; times <= 2 && runs_alone(px_workloads[w]); times++)
			cases[(*nr)++] = (struct px_bench_case) {
				.workload = px_workloads[w]->name,
				.spec = { .threads = 1, .ops = times * OPS, .read_share = 90 },
			};
	return cases;
}

static double least_wall(const struct px_results *results, unsigned int row, unsigned int side)
{
	double least = NAN;

	for (unsigned int r = 0; r < results->plan->rounds; r++) {
		const struct px_round *round = px_results_round(results, row, side, r);

		if (px_round_valid(round))
			least = fmin(least, (double)px_record_wall_ns(&round->record));
	}
	return least;
}

static void compute_costs(const struct px_results *results, struct px_baseline *costs)
{
	const struct px_plan *plan = results->plan;

	costs->nr = 0;
	for (unsigned int c = 0; c < plan->nr_cases; c += 2) {
		for (unsigned int s = 0; s < plan->nr_sides; s++) {
			struct px_cost *cost = &costs->costs[costs->nr++];

			snprintf(cost->workload, sizeof(cost->workload), "%s",
				 plan->cases[c].workload);
			snprintf(cost->side, sizeof(cost->side), "%s", plan->sides[s]->name);
			cost->instructions = (least_wall(results, c + 1, s) -
					      least_wall(results, c, s)) / OPS;
		}
	}
}

static void print_head(const struct px_plan *plan, const struct px_environment *env)
{
	px_report_header_machine(stdout, env);
	puts("\nInstructions of one operation: one thread, no contention\n");
	px_text_left(stdout, "workload", NAME);
	for (unsigned int s = 0; s < plan->nr_sides; s++)
		px_text_right(stdout, plan->sides[s]->name, FIGURE);
	putchar('\n');
	for (unsigned int i = 0; i < NAME + plan->nr_sides * FIGURE; i++)
		fputs("─", stdout);
	putchar('\n');
}

/* Prints a row, and below it each change from the baseline. Returns the number of longer costs. */
static unsigned int print_row(const struct px_cost *costs, unsigned int nr,
			      const struct px_baseline *before)
{
	static const char *const words[] = {
		[PX_CHANGE_LONGER] = "LONGER", [PX_CHANGE_SHORTER] = "shorter",
	};
	unsigned int longer = 0;

	px_text_left(stdout, costs[0].workload, NAME);
	for (unsigned int s = 0; s < nr; s++)
		printf("%*.2f", (int)FIGURE, costs[s].instructions);
	putchar('\n');
	for (unsigned int s = 0; s < nr && before->nr; s++) {
		double was = px_baseline_cost(before, costs[s].workload, costs[s].side);
		enum px_change change = px_baseline_change(was, costs[s].instructions);

		if (change == PX_CHANGE_NEW)
			printf("    %s: new\n", costs[s].side);
		else if (change != PX_CHANGE_NONE)
			printf("    %s: %s by %.2f than the %.2f of the baseline\n", costs[s].side,
			       words[change], fabs(costs[s].instructions - was), was);
		longer += change == PX_CHANGE_LONGER;
	}
	return longer;
}

static int print_end(const struct options *o, const struct px_baseline *before,
		     const char *why, unsigned int longer)
{
	putchar('\n');
	if (!before->nr)
		px_text_sentence(stdout, "", "no baseline%s%s%s", o->baseline ? " in " : "",
				 o->baseline ? o->baseline : "", why);
	else
		px_text_sentence(stdout, "", "%u of %u costs are longer than in the baseline%s",
				 longer, before->nr,
				 longer ? ": if intended, run \"make icount-update\"" : "");
	px_text_sentence(stdout, "", "Each number includes the loop, whose cost is in the first "
			 "row. Instructions measure the length of a path, not its time. A change "
			 "within 0.5 %% or a quarter of an instruction is ignored.");
	return longer ? PX_EXIT_FAILED : PX_EXIT_FINE;
}

static int print(const struct options *o, const struct px_results *results,
		 const struct px_baseline *costs, const struct px_environment *env)
{
	static struct px_baseline before;
	unsigned int sides = results->plan->nr_sides, longer = 0;
	char reason[128] = "", why[192] = "";
	int err = o->baseline ? px_baseline_read(&before, o->baseline, env, reason,
						 sizeof(reason)) : 0;

	if (err)
		before.nr = 0;
	if (err && err != -ESTALE && err != -ENOENT)
		return px_fail("%s: %s", o->baseline, reason);
	snprintf(why, sizeof(why), "%s%s", err ? ": " : "", err ? reason : "");
	print_head(results->plan, env);
	for (unsigned int i = 0; i < costs->nr; i += sides)
		longer += print_row(&costs->costs[i], sides, &before);
	return print_end(o, &before, why, longer);
}

static int write_baseline(const char *path, const struct px_baseline *costs,
			  const struct px_environment *env)
{
	struct px_atomic_file out;
	int err = px_atomic_file_open(&out, path);

	if (!err)
		err = px_atomic_file_close(&out, px_baseline_write(out.file, costs, env));
	return err ? px_fail("%s: %s", path, strerror(-err)) : PX_EXIT_FINE;
}

static int report(const struct options *o, const struct px_results *results,
		  const struct px_environment *env)
{
	static struct px_baseline costs;
	int status, kept;

	if (px_check_status_exit(results))
		return px_fail("a check or a run failed; \"parallax run\" shows which");
	compute_costs(results, &costs);
	status = print(o, results, &costs, env);
	kept = o->write ? write_baseline(o->write, &costs, env) : PX_EXIT_FINE;
	return kept ? kept : status;
}

static int measure(const struct options *o, const struct px_environment *env)
{
	static const struct px_sizes sizes = {
		.steps = { .count = 1, .values = { 1 } },
		.batches = { .count = 1, .values = { 64 } },
	};
	struct px_side_set sides = { 0 };
	struct px_plan plan = { .rounds = ROUNDS, .seed = 1, .same_job = true };
	struct px_results results;
	struct px_bench_case *cases = make_cases(&plan.nr_cases);
	int err, status;

	for (const struct px_side *const *side = px_sides; *side; side++)
		px_side_set_add(&sides, *side, &sizes);
	plan.cases = cases;
	plan.sides = sides.list;
	plan.nr_sides = sides.nr;
	err = cases ? px_plan_run(&plan, stderr, &results) : -ENOMEM;
	status = err ? px_fail("%s", strerror(-err)) : report(o, &results, env);
	if (cases)
		px_results_free(&results);
	free(cases);
	return status;
}

enum { BASELINE = PX_OPTION, WRITE };

static const struct argp_option options[] = {
	{ "baseline", BASELINE, "FILE", 0,
	  "report each cost that is longer than in this file, or that the file has no baseline for "
	  "this kernel, C library and compiler", 0 },
	{ "write", WRITE, "FILE", 0, "write the costs as a baseline", 0 },
	{ 0 }
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct options *o = state->input;

	if (key != BASELINE && key != WRITE)
		return ARGP_ERR_UNKNOWN;
	if (!*arg)
		return px_usage_error("expected the name of a file, but got ''");
	*(key == BASELINE ? &o->baseline : &o->write) = arg;
	return 0;
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.doc = "Measure the instructions of an operation, for each workload that one thread can "
	       "run alone, on each side. It needs a machine whose clock counts executed "
	       "instructions: QEMU with -icount and one CPU (make icount). Two runs agree to "
	       "0.1 %, on each machine, idle or busy.\v"
	       "Exit status: 0 success; 1 a cost is longer by more than 0.5 % and a quarter of an "
	       "instruction, or an error occurred; 2 usage error.",
};

static int run(int argc, char **argv)
{
	struct options o = { 0 };
	struct px_environment env;
	struct px_info module;
	char why[PX_WHY_SIZE];
	int status = px_args_parse(&argp, argc, argv, &o);

	if (status)
		return status;
	if (!px_icount_clock())
		return px_fail("the clock does not count instructions; run \"make icount\"");
	if (px_device_info(&module, why, sizeof(why)))
		return px_fail("%s", why);
	if (px_environment_read(&env, &module))
		return px_fail("cannot read the properties of this machine");
	return measure(&o, &env);
}

const struct px_command px_command_icount = {
	.name = "icount",
	.summary = "measure the instructions of an operation (make icount)",
	.run = run,
};
