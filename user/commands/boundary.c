// SPDX-License-Identifier: GPL-2.0-only
/* parallax boundary: what a call across the boundary costs. */
#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "boundary.h"
#include "command.h"
#include "util/device.h"
#include "sides/side_syscall.h"
#include "measure/plan_run.h"
#include "sides/side_pingpong.h"
#include "util/parse_number.h"
#include "util/atomic_file.h"
#include "sides/sides.h"
#include "stats/check_status.h"
#include "harness/workload.h"

#define MAX_ROUNDS	100		/* the break-even's search sorts their pairs often */
#define MOST_MEASURED	65536.0		/* steps of one call */

struct request {
	unsigned long long rounds, seed;
	__u64 duration_ns;
	const char *json;
};

static struct px_bench_case cell_of(const char *workload, unsigned int threads, const struct request *r)
{
	return (struct px_bench_case) {
		.workload = workload,
		.spec = {
			.threads = threads,
			.duration_ns = r->duration_ns,
			.read_share = 90,
			.payload = PX_DEFAULT_PAYLOAD,
			.capacity = PX_DEFAULT_CAPACITY,
		},
	};
}

static void add_cell(struct px_boundary_group *c, const char *workload, unsigned int threads,
		     const struct request *r)
{
	if (c->plan.nr_cases < PX_BOUNDARY_CELLS)
		c->cases[c->plan.nr_cases++] = cell_of(workload, threads, r);
}

static void add_side(struct px_boundary_group *c, const struct px_side *side, struct px_list sizes,
		     bool polled)
{
	const struct px_sizes all = { .steps = sizes, .batches = sizes, .polled = polled };

	px_side_set_add(&c->sides, side, &all);
}

static int compare(struct px_boundary_group *c, const struct request *r)
{
	c->plan.cases = c->cases;
	c->plan.sides = c->sides.list;
	c->plan.nr_sides = c->sides.nr;
	c->plan.rounds = (unsigned int)r->rounds;
	c->plan.seed = r->seed;
	return px_plan_run(&c->plan, stderr, &c->results);
}

static const struct px_list once = { .count = 1, .values = { 1 } };

static int compare_calls(struct px_boundary_group *c, const struct request *r)
{
	add_cell(c, "empty", 1, r);
	add_side(c, &px_side_getppid, once, false);
	add_side(c, &px_side_refused, once, false);
	add_side(c, &px_side_ioctl, once, false);
	add_side(c, &px_side_uring, (struct px_list){ .count = 3, .values = { 1, 8, 64 } }, false);
	add_side(c, &px_side_uring, (struct px_list){ .count = 2, .values = { 64, 256 } }, true);
	return compare(c, r);
}

/* Those that are whole and have no job of their own, each with as few workers as it needs. */
static int compare_primitives(struct px_boundary_group *c, const struct request *r)
{
	for (u32 i = 0; i < px_workload_count; i++) {
		const struct px_workload *w = px_workloads[i];

		if (!w->broken && !w->load && strcmp(w->name, "empty"))
			add_cell(c, w->name, px_workload_min_workers(w), r);
	}
	add_side(c, &px_side_kernel, once, false);
	add_side(c, &px_side_user, once, false);
	add_side(c, &px_side_ioctl, once, false);
	add_side(c, &px_side_uring, (struct px_list){ .count = 1, .values = { 64 } }, false);
	return compare(c, r);
}

static int compare_messages(struct px_boundary_group *c, const struct request *r)
{
	add_cell(c, "message", 1, r);
	for (unsigned int i = 0; i < PX_PINGPONG_SIDES; i++)
		add_side(c, &px_pingpong_sides[i], once, false);
	return compare(c, r);
}

static double cpu_per_op(const struct px_record *rec)
{
	return (double)rec->workers[0].cpu_ns / (double)rec->workers[0].ops;
}

typedef double figure_fn(const struct px_record *);

static int ratio_of(const struct px_results *results, unsigned int side, unsigned int to,
		    figure_fn *figure, struct px_ratio *ratio)
{
	double first[MAX_ROUNDS], second[MAX_ROUNDS];

	px_results_gather(results, 0, side, figure, first);
	px_results_gather(results, 0, to, figure, second);
	return px_stats_ratio(first, second, results->plan->rounds, ratio);
}

static int judge_calls(struct px_boundary *b)
{
	const struct px_results *results = &b->calls.results;
	double cpu[MAX_ROUNDS];
	unsigned int n = 0;
	int err = 0;

	for (unsigned int s = 0; s < PX_CALLS && !err; s++)
		err = ratio_of(results, s, PX_CALL_IOCTL, px_record_ns_per_op, &b->ratios[s]);
	if (err)
		return err;
	px_results_gather(results, 0, PX_CALL_POLLED_256, cpu_per_op, cpu);
	for (unsigned int r = 0; r < results->plan->rounds; r++)
		if (isfinite(cpu[r]))
			cpu[n++] = cpu[r];
	b->submitter_ns = px_stats_median(cpu, n);
	return ratio_of(results, PX_CALL_POLLED_256, PX_CALL_IOCTL, cpu_per_op, &b->submitter);
}

static int judge_primitive(struct px_boundary *b, unsigned int cell)
{
	const struct px_results *results = &b->primitives.results;
	double ns[PX_BOUNDARY_SIDES][MAX_ROUNDS];
	unsigned int rounds = results->plan->rounds;
	int err;

	for (unsigned int s = 0; s < PX_BOUNDARY_SIDES; s++)
		px_results_gather(results, cell, s, px_record_ns_per_op, ns[s]);
	err = px_break_even(ns[PX_BOUNDARY_IOCTL], ns[PX_BOUNDARY_KERNEL], ns[PX_BOUNDARY_USER],
			    rounds, &b->crossovers[cell].ioctl);
	if (err)
		return err;
	return px_break_even(ns[PX_BOUNDARY_URING], ns[PX_BOUNDARY_KERNEL], ns[PX_BOUNDARY_USER],
			     rounds, &b->crossovers[cell].uring);
}

/* With as many steps as are shown to pay, crossing must turn out to be cheaper. */
static int measure(struct px_boundary *b, unsigned int cell, const struct request *r)
{
	const struct px_bench_case *asked = &b->primitives.cases[cell];
	struct px_crossover *x = &b->crossovers[cell];
	struct px_boundary_group *c;
	int err;

	if (x->ioctl.pays != PX_PAYS_FROM || x->ioctl.high > MOST_MEASURED)
		return 0;
	c = calloc(1, sizeof(*c));
	if (!c)
		return -ENOMEM;
	x->steps = (unsigned int)x->ioctl.high;
	add_cell(c, asked->workload, asked->spec.threads, r);
	add_side(c, &px_side_ioctl, (struct px_list){ .count = 1, .values = { x->steps } }, false);
	add_side(c, &px_side_user, once, false);
	err = compare(c, r);
	if (!err)
		err = ratio_of(&c->results, 0, 1, px_record_ns_per_op, &x->measured);
	px_results_free(&c->results);
	free(c);
	return err;
}

static int make(struct px_boundary *b, const struct request *r)
{
	int err = compare_calls(&b->calls, r);

	if (!err)
		err = judge_calls(b);
	if (!err)
		err = compare_primitives(&b->primitives, r);
	for (unsigned int c = 0; c < b->primitives.plan.nr_cases && !err; c++) {
		err = judge_primitive(b, c);
		if (!err)
			err = measure(b, c, r);
	}
	if (!err)
		err = compare_messages(&b->messages, r);
	for (unsigned int s = 0; s < PX_PINGPONG_SIDES && !err; s++)
		err = ratio_of(&b->messages.results, s, 0, px_record_ns_per_op,
			       &b->message_ratios[s]);
	return err;
}

static int write_json(const char *path, const struct px_boundary *b)
{
	struct px_atomic_file out;
	int err = px_atomic_file_open(&out, path);

	if (!err)
		err = px_atomic_file_close(&out, px_boundary_json(out.file, b));
	return err ? px_fail("%s: %s", path, strerror(-err)) : PX_EXIT_FINE;
}

static int report(const struct px_boundary *b, const struct request *r)
{
	int status = r->json ? write_json(r->json, b) : PX_EXIT_FINE;

	if (!r->json || strcmp(r->json, "-"))
		status |= px_report_write_error("the table", px_boundary_table(stdout, b));
	if (!status)
		status = px_check_status_exit(&b->calls.results) |
			 px_check_status_exit(&b->primitives.results) |
			 px_check_status_exit(&b->messages.results);
	return status;
}

static int perform(struct px_boundary *b, const struct request *r)
{
	struct px_info module;
	char why[PX_WHY_SIZE];
	int status, err = px_device_info(&module, why, sizeof(why));

	if (err)
		return px_fail("%s", why);
	if (px_environment_read(&b->stamp, &module))
		return px_fail("the machine cannot be read");
	err = make(b, r);
	px_environment_finish(&b->stamp);
	status = err ? px_fail("the comparison could not be made: %s", strerror(-err)) :
		       report(b, r);
	px_results_free(&b->calls.results);
	px_results_free(&b->primitives.results);
	px_results_free(&b->messages.results);
	return status;
}

static const struct option options[] = {
	{ "rounds", required_argument, NULL, 'r' },
	{ "seconds", required_argument, NULL, 's' },
	{ "seed", required_argument, NULL, 'S' },
	{ "json", required_argument, NULL, 'j' },
	{ NULL, 0, NULL, 0 },
};

static int parse(struct request *r, int argc, char **argv)
{
	int o;

	opterr = 0;
	while ((o = getopt_long(argc, argv, "+", options, NULL)) != -1) {
		switch (o) {
		case 'r':
			if (!px_parse_whole(optarg, 1, MAX_ROUNDS, &r->rounds))
				return px_usage_error("--rounds '%s': expected 1 to 100", optarg);
			break;
		case 's':
			if (!px_parse_seconds(optarg, PX_MAX_DURATION_NS, &r->duration_ns))
				return px_usage_error("--seconds '%s': expected seconds above 0, up to 60",
						optarg);
			break;
		case 'S':
			if (!px_parse_whole(optarg, 0, PX_MAX_SEED, &r->seed))
				return px_usage_error("--seed '%s': expected 0 to 9007199254740991", optarg);
			break;
		case 'j':
			r->json = optarg;
			if (!*optarg)
				return px_usage_error("--json '': expected a file's name, or -");
			break;
		default:
			return px_usage_error("'%s' is not an option of boundary, or lacks its value "
					"(try --help)", argv[optind - 1]);
		}
	}
	if (optind < argc)
		return px_usage_error("boundary takes no '%s' (try --help)", argv[optind]);
	return PX_EXIT_FINE;
}

static int run(int argc, char **argv)
{
	struct request request = { .rounds = 11, .seed = 1, .duration_ns = 50000000 };
	int status = parse(&request, argc, argv);
	struct px_boundary *b;

	if (status)
		return status;
	b = calloc(1, sizeof(*b));
	if (!b)
		return px_fail("not enough memory");
	status = perform(b, &request);
	free(b);
	return status;
}

const struct px_command px_command_boundary = {
	.name = "boundary",
	.summary = "what a call across the boundary costs, and when it pays",
	.run = run,
	.help =
"usage: parallax boundary [OPTION…]\n"
"\n"
"Three comparisons, each in rounds whose order is shuffled:\n"
"\n"
"  a call       getppid, an ioctl, commands of an io_uring: what the way itself costs\n"
"  a primitive  in the kernel, in user space, by ioctl and by io_uring; and how many\n"
"               steps one call must do in the kernel before crossing pays\n"
"  a message    from one process to another and back, by pipe, eventfd, shared memory\n"
"               and a channel of the module's\n"
"\n"
"  --rounds N   1 to 100; an interval needs 6 (11)\n"
"  --seconds S  length of a run, up to 60 (0.05); there are some 90 of them a round\n"
"  --seed N     of the order and of the workers' random numbers (1)\n"
"  --json FILE  results as JSON to FILE; -: to stdout, instead of the tables\n"
"\n"
"Exit status: 0 every check held; 1 one did not, or a run failed; 2 usage.\n",
};
