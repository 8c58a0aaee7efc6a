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
#include "icount_table.h"
#include "measure/plan_run.h"
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
 *
 * With a coarse clock there are more operations, and only sides that make no calls: User Mode Linux
 * hands each call from one thread to another.
 */
#define OPS	512u
#define MORE	40u	/* times as many */
#define ROUNDS	15u

#define MAX_SIZES	3u	/* of two sides, beside kernel and user: PX_MAX_SIDES */

/* True if the workload runs with one worker and no other thread. */
static bool runs_alone(const struct px_workload *w)
{
	return !w->broken && !w->single_worker && !w->spawns && px_workload_min_workers(w) == 1;
}

/* Makes two cases for each workload: ops operations, and 2 * ops. */
static struct px_bench_case *make_cases(unsigned int ops, unsigned int *nr)
{
	struct px_bench_case *cases = calloc(2ul * px_workload_count, sizeof(*cases));

	*nr = 0;
	for (u32 w = 0; cases && w < px_workload_count; w++)
		for (u32 times = 1; times <= 2 && runs_alone(px_workloads[w]); times++)
			cases[(*nr)++] = (struct px_bench_case) {
				.workload = px_workloads[w]->name,
				.spec = { .threads = 1, .ops = times * ops, .read_share = 90 },
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

static void compute_costs(const struct px_results *results, unsigned int ops,
			  struct px_baseline *costs)
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
					      least_wall(results, c, s)) / ops;
		}
	}
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

static int report(const struct px_icount_options *o, const struct px_results *results,
		  const struct px_environment *env)
{
	static struct px_baseline costs;
	int status, kept;

	if (px_check_status_exit(results))
		return px_fail("a check or a run failed; \"parallax run\" shows which");
	compute_costs(results, (unsigned int)results->plan->cases[0].spec.ops, &costs);
	status = px_icount_print(o, results, &costs, env);
	kept = o->write ? write_baseline(o->write, &costs, env) : PX_EXIT_FINE;
	return kept ? kept : status;
}

static int measure(const struct px_icount_options *o, const struct px_environment *env,
		   bool coarse)
{
	const struct px_list one = { .count = 1, .values = { 1 } };
	const struct px_list many = { .count = 1, .values = { 64 } };
	const struct px_sizes sizes = {
		.steps = o->steps.count ? o->steps : one,
		.batches = o->steps.count ? o->steps : many,
	};
	struct px_side_set sides = { 0 };
	struct px_plan plan = { .rounds = ROUNDS, .seed = 1, .same_job = true };
	struct px_results results;
	struct px_bench_case *cases = make_cases(coarse ? MORE * OPS : OPS, &plan.nr_cases);
	int err, status;

	for (const struct px_side *const *side = px_sides; *side; side++)
		if (!coarse || !(*side)->batch)
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

enum { BASELINE = PX_OPTION, WRITE, STEPS };

static const struct argp_option options[] = {
	{ "baseline", BASELINE, "FILE", 0,
	  "report each cost that is longer than in this file, or that the file has no baseline for "
	  "this kernel, C library and compiler", 0 },
	{ "write", WRITE, "FILE", 0, "write the costs as a baseline", 0 },
	{ "steps", STEPS, "LIST", 0,
	  "steps of one ioctl, and commands of one submission to a ring: up to 3 numbers that "
	  "divide 512; prints from how many on a call pays (1; 64 commands)", 0 },
	{ 0 }
};

/* Every run makes the same number of whole calls. */
static int parse_steps(const char *text, struct px_list *steps)
{
	bool valid = px_parse_list(text, 1, OPS, steps) && steps->count <= MAX_SIZES;

	for (unsigned int i = 0; valid && i < steps->count; i++)
		valid = OPS % steps->values[i] == 0;
	return valid ? 0 : px_usage_error("--steps '%s': expected 1 to %u numbers that divide %u, "
					  "such as 1,8,64", text, MAX_SIZES, OPS);
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct px_icount_options *o = state->input;

	if (key == STEPS)
		return parse_steps(arg, &o->steps);
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
	struct px_icount_options o = { 0 };
	struct px_environment env;
	struct px_info module;
	char why[PX_WHY_SIZE];
	int status = px_args_parse(&argp, argc, argv, &o);
	unsigned int precision;
	int err;

	if (status)
		return status;
	precision = px_icount_clock();
	if (!precision)
		return px_fail("the clock does not count instructions; run \"make icount\"");
	if (px_device_info(&module, why, sizeof(why)))
		return px_fail("%s", why);
	err = px_environment_read(&env, &module);
	if (err)
		return px_fail_machine(err);
	return measure(&o, &env, precision > PX_ICOUNT_FINE);
}

const struct px_command px_command_icount = {
	.name = "icount",
	.summary = "measure the instructions of an operation (make icount)",
	.run = run,
};
