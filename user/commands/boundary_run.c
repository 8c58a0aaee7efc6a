// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "boundary.h"
#include "harness/workload.h"
#include "measure/plan_run.h"
#include "os.h"
#include "sides/side_agent.h"
#include "sides/side_nop.h"
#include "sides/side_pingpong.h"
#include "sides/side_syscall.h"
#include "sides/sides.h"
#include "stats/check_status.h"

#define MAX_STEPS	65536.0		/* most steps of one measured call */

static struct px_bench_case case_of(const char *workload, unsigned int threads,
				    const struct px_boundary_options *o)
{
	return (struct px_bench_case) {
		.workload = workload,
		.spec = {
			.threads = threads,
			.pin = PX_PIN_SPREAD,
			.duration_ns = o->duration_ns,
			.read_share = 90,
			.payload = PX_DEFAULT_PAYLOAD,
			.capacity = PX_DEFAULT_CAPACITY,
		},
	};
}

static void add_case(struct px_boundary_group *g, const char *workload, unsigned int threads,
		     const struct px_boundary_options *o)
{
	if (g->plan.nr_cases < PX_BOUNDARY_CASES)
		g->cases[g->plan.nr_cases++] = case_of(workload, threads, o);
}

static void add_side(struct px_boundary_group *g, const struct px_side *side, struct px_list sizes,
		     bool polled)
{
	const struct px_sizes all = { .steps = sizes, .batches = sizes, .polled = polled };

	px_side_set_add(&g->sides, side, &all);
}

static int compare(struct px_boundary_group *g, const struct px_boundary_options *o)
{
	g->plan.cases = g->cases;
	g->plan.sides = g->sides.list;
	g->plan.nr_sides = g->sides.nr;
	g->plan.rounds = (unsigned int)o->rounds;
	g->plan.seed = o->seed;
	return px_plan_run(&g->plan, stderr, &g->results);
}

static const struct px_list one = { .count = 1, .values = { 1 } };

static int compare_calls(struct px_boundary_group *g, const struct px_boundary_options *o)
{
	add_case(g, "empty", 1, o);
	add_side(g, &px_side_getppid, one, false);
	add_side(g, &px_side_refused, one, false);
	add_side(g, &px_side_ioctl, one, false);
	add_side(g, &px_side_uring, (struct px_list){ .count = 3, .values = { 1, 8, 64 } }, false);
	add_side(g, &px_side_uring, (struct px_list){ .count = 2, .values = { 64, 256 } }, true);
	return compare(g, o);
}

static int compare_crossings(struct px_boundary_group *g, const struct px_boundary_options *o)
{
	add_case(g, "empty", 1, o);
	add_side(g, &px_side_getppid, one, false);
	add_side(g, &px_side_refused, one, false);
	add_side(g, &px_side_read_zero, one, false);
	add_side(g, &px_side_futex_wake, one, false);
	add_side(g, &px_side_nop, (struct px_list){ .count = 3, .values = { 1, 8, 64 } }, false);
	add_side(g, &px_side_nop, (struct px_list){ .count = 1, .values = { 64 } }, true);
	return compare(g, o);
}

/* Runs the workloads that are not broken and take no input, with their least number of workers. */
static int compare_primitives(struct px_boundary_group *g, const struct px_boundary_options *o,
			      bool has_module)
{
	for (u32 i = 0; i < px_workload_count; i++) {
		const struct px_workload *w = px_workloads[i];

		if (!w->broken && !w->load && strcmp(w->name, "empty"))
			add_case(g, w->name, px_workload_min_workers(w), o);
	}
	add_side(g, has_module ? &px_side_kernel : &px_side_agent, one, false);
	add_side(g, &px_side_user, one, false);
	if (has_module) {
		add_side(g, &px_side_ioctl, one, false);
		add_side(g, &px_side_uring, (struct px_list){ .count = 1, .values = { 64 } },
			 false);
	}
	return compare(g, o);
}

static int compare_messages(struct px_boundary_group *g, const struct px_boundary_options *o,
			    bool has_module)
{
	add_case(g, "message", 1, o);
	for (unsigned int i = 0; i < (has_module ? PX_PINGPONG_SIDES : PX_PINGPONG_OWN_SIDES); i++)
		add_side(g, &px_pingpong_sides[i], one, false);
	return compare(g, o);
}

/* The costs of broken code are not compared: then no value is known. */
static void gather(const struct px_results *results, unsigned int row, unsigned int side,
		   double (*figure)(const struct px_record *), double *values)
{
	px_results_gather(results, row, side, figure, values);
	for (unsigned int r = 0; r < results->plan->rounds; r++)
		if (!px_check_status_sound(results, row, side))
			values[r] = NAN;
}

/* Of the values that are known; NAN: none. */
static double median_of(const double *values, unsigned int nr)
{
	double known[PX_BOUNDARY_ROUNDS];
	unsigned int n = 0;

	for (unsigned int i = 0; i < nr; i++)
		if (isfinite(values[i]))
			known[n++] = values[i];
	return px_stats_median(known, n);
}

static double cpu_per_op(const struct px_record *rec)
{
	return (double)rec->workers[0].cpu_ns / (double)rec->workers[0].ops;
}

typedef double figure_fn(const struct px_record *);

static int ratio_of(const struct px_results *results, unsigned int side, unsigned int to,
		    figure_fn *figure, struct px_ratio *ratio)
{
	double first[PX_BOUNDARY_ROUNDS], second[PX_BOUNDARY_ROUNDS];

	gather(results, 0, side, figure, first);
	gather(results, 0, to, figure, second);
	return px_stats_ratio(first, second, results->plan->rounds, ratio);
}

static int analyze_calls(struct px_boundary *b)
{
	const struct px_results *results = &b->calls.results;
	double cpu[PX_BOUNDARY_ROUNDS];
	int err = 0;

	for (unsigned int s = 0; s < PX_CALLS && !err; s++)
		err = ratio_of(results, s, PX_CALL_IOCTL, px_record_ns_per_op, &b->ratios[s]);
	if (err)
		return err;
	gather(results, 0, PX_CALL_POLLED_256, cpu_per_op, cpu);
	b->submitter_ns = median_of(cpu, results->plan->rounds);
	return ratio_of(results, PX_CALL_POLLED_256, PX_CALL_IOCTL, cpu_per_op, &b->submitter);
}

static int analyze_crossings(struct px_boundary *b)
{
	int err = 0;

	for (unsigned int s = 0; s < PX_CROSSINGS && !err; s++)
		err = ratio_of(&b->calls.results, s, PX_CROSSING_GETPPID, px_record_ns_per_op,
			       &b->ratios[s]);
	return err;
}

/* A step by a call: the step in the kernel, and the crossing. The NOP stands for a ring of 64. */
static void estimate(const struct px_boundary *b, const double *kernel,
		     enum px_boundary_crossing crossing, double *values)
{
	gather(&b->calls.results, 0, crossing, px_record_ns_per_op, values);
	for (unsigned int r = 0; r < b->calls.plan.rounds; r++)
		values[r] += kernel[r];
}

static int analyze_primitive(struct px_boundary *b, unsigned int row)
{
	const struct px_results *results = &b->primitives.results;
	double ns[PX_BOUNDARY_SIDES][PX_BOUNDARY_ROUNDS];
	unsigned int rounds = results->plan->rounds;
	int err;

	for (unsigned int s = 0; s < results->plan->nr_sides; s++)
		gather(results, row, s, px_record_ns_per_op, ns[s]);
	if (!b->has_module) {
		estimate(b, ns[PX_BOUNDARY_KERNEL], PX_CROSSING_REFUSED, ns[PX_BOUNDARY_IOCTL]);
		estimate(b, ns[PX_BOUNDARY_KERNEL], PX_CROSSING_NOP_64, ns[PX_BOUNDARY_URING]);
	}
	for (unsigned int s = 0; s < PX_BOUNDARY_SIDES; s++)
		b->crossovers[row].ns[s] = median_of(ns[s], rounds);
	err = px_break_even(ns[PX_BOUNDARY_IOCTL], ns[PX_BOUNDARY_KERNEL], ns[PX_BOUNDARY_USER],
			    rounds, &b->crossovers[row].ioctl);
	if (err)
		return err;
	return px_break_even(ns[PX_BOUNDARY_URING], ns[PX_BOUNDARY_KERNEL], ns[PX_BOUNDARY_USER],
			     rounds, &b->crossovers[row].uring);
}

/* Measures a call with the number of steps from which crossing is shown to pay. */
static int measure(struct px_boundary *b, unsigned int row, const struct px_boundary_options *o)
{
	const struct px_bench_case *bench_case = &b->primitives.cases[row];
	struct px_crossover *x = &b->crossovers[row];
	struct px_boundary_group *g;
	int err;

	if (!b->has_module || x->ioctl.pays != PX_PAYS_FROM || x->ioctl.high > MAX_STEPS)
		return 0;
	g = calloc(1, sizeof(*g));
	if (!g)
		return -ENOMEM;
	x->steps = (unsigned int)x->ioctl.high;
	add_case(g, bench_case->workload, bench_case->spec.threads, o);
	add_side(g, &px_side_ioctl, (struct px_list){ .count = 1, .values = { x->steps } }, false);
	add_side(g, &px_side_user, one, false);
	err = compare(g, o);
	if (!err)
		err = ratio_of(&g->results, 0, 1, px_record_ns_per_op, &x->measured);
	px_results_free(&g->results);
	free(g);
	return err;
}

static int run_primitives(struct px_boundary *b, const struct px_boundary_options *o)
{
	int err = compare_primitives(&b->primitives, o, b->has_module);

	for (unsigned int c = 0; c < b->primitives.plan.nr_cases && !err; c++) {
		err = analyze_primitive(b, c);
		if (!err)
			err = measure(b, c, o);
	}
	return err;
}

static int run_messages(struct px_boundary *b, const struct px_boundary_options *o)
{
	int err = compare_messages(&b->messages, o, b->has_module);

	for (unsigned int s = 0; s < b->messages.plan.nr_sides && !err; s++)
		err = ratio_of(&b->messages.results, s, 0, px_record_ns_per_op,
			       &b->message_ratios[s]);
	return err;
}

int px_boundary_run(struct px_boundary *b, const struct px_boundary_options *o)
{
	int err;

	for (unsigned int i = 0; i < 2; i++)
		b->cpus[i] = px_os_cpu(i);
	err = b->has_module ? compare_calls(&b->calls, o) : compare_crossings(&b->calls, o);
	if (!err)
		err = b->has_module ? analyze_calls(b) : analyze_crossings(b);
	if (!err && (b->has_module || b->has_agent))
		err = run_primitives(b, o);
	return err ? err : run_messages(b, o);
}
