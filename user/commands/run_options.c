// SPDX-License-Identifier: GPL-2.0-only
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include "command.h"
#include "util/input.h"
#include "run_options.h"
#include "harness/run_spec.h"

#define MAX_ROUNDS	1000

const char px_run_options_help[] =
"usage: parallax run [WORKLOAD…] [OPTION…]\n"
"\n"
"Runs the workloads on every side, in rounds whose order is shuffled, and prints\n"
"the cost of an operation on each, their ratio, and whether the checks hold.\n"
"Without a WORKLOAD: all that are not broken on purpose (parallax list).\n"
"\n"
"  --side LIST        kernel, user, ioctl, uring (all four)\n"
"  --steps LIST       steps that one ioctl asks for: 1 to 1024 (1)\n"
"  --batch LIST       steps that are submitted to a ring at once: 1 to 1024 (64)\n"
"  --sqpoll           a thread of the kernel's looks for what is in the ring\n"
"  --threads LIST     workers, 1 to 1024, or ncpu (1,2); shapes: one, powers of two, as\n"
"                     many as CPUs, 1.25 and 4 times that, and all on one CPU\n"
"  --seconds LIST     length of a run, up to 60 (0.1)\n"
"  --ops LIST         or: operations of each worker, up to 10^12\n"
"  --rounds N         1 to 1000; an interval needs 6 (11)\n"
"  --hold LIST        busy in the critical section, ns (0)\n"
"  --think LIST       busy between operations, ns (0); threads x both: up to 50 ms\n"
"  --read-share LIST  reads in a hundred operations, where there are both (90)\n"
"  --input FILE       equations for scope_chunks, one a line: TARGET: NUMBER…\n"
"  --lines LIST       or: so many made up from the seed, up to 10^7 (2000)\n"
"  --payload LIST     bytes of a message: 8 to 4096, multiples of 8 (8)\n"
"  --capacity LIST    messages in a bounded channel, 1 to 65536 (16)\n"
"  --pin LIST         none; spread: worker i on CPU i; one: all on one CPU (spread)\n"
"  --cpus LIST        use these CPUs only: 0,2 or 0-3\n"
"  --latency          one more pass, in which every step is timed: p50 to p99.9, max\n"
"  --seed N           of the order and of the workers' random numbers, up to 2^53-1 (1)\n"
"  --plan             say what would be run, and how long that takes; run nothing\n"
"  --csv FILE         every round as a row of comma-separated values\n"
"  --json FILE        results as JSON to FILE; -: to stdout, instead of the table\n"
"\n"
"A LIST of numbers: 1,2,5, or FIRST:LAST:STEP, or FIRST:LAST:xFACTOR. Every combination\n"
"is a row. Ctrl-C ends it early: what was measured is printed, marked incomplete.\n"
"\n"
"Exit status: 0 every check held; 1 one did not, a run failed, or Ctrl-C; 2 usage.\n";

enum option_id {
	SIDE = 1, ROUNDS, CPUS, SEED, JSON, INPUT, STEPS, BATCH, SQPOLL, LATENCY, PLAN, CSV, SWEEP
};

static const struct option options[] = {
	{ "side", required_argument, NULL, SIDE },
	{ "steps", required_argument, NULL, STEPS },
	{ "batch", required_argument, NULL, BATCH },
	{ "sqpoll", no_argument, NULL, SQPOLL },
	{ "threads", required_argument, NULL, SWEEP },
	{ "seconds", required_argument, NULL, SWEEP },
	{ "ops", required_argument, NULL, SWEEP },
	{ "rounds", required_argument, NULL, ROUNDS },
	{ "hold", required_argument, NULL, SWEEP },
	{ "think", required_argument, NULL, SWEEP },
	{ "read-share", required_argument, NULL, SWEEP },
	{ "input", required_argument, NULL, INPUT },
	{ "lines", required_argument, NULL, SWEEP },
	{ "payload", required_argument, NULL, SWEEP },
	{ "capacity", required_argument, NULL, SWEEP },
	{ "pin", required_argument, NULL, SWEEP },
	{ "cpus", required_argument, NULL, CPUS },
	{ "latency", no_argument, NULL, LATENCY },
	{ "plan", no_argument, NULL, PLAN },
	{ "seed", required_argument, NULL, SEED },
	{ "csv", required_argument, NULL, CSV },
	{ "json", required_argument, NULL, JSON },
	{ NULL, 0, NULL, 0 },
};

static const struct px_side *find_side(const char *name, size_t length)
{
	for (const struct px_side *const *side = px_sides; *side; side++)
		if (strlen(px_side_kind(*side)) == length &&
		    !strncmp(px_side_kind(*side), name, length))
			return *side;
	return NULL;
}

static bool parse_sides(const char *text, struct px_run_options *r)
{
	for (r->nr_kinds = 0;; text++) {
		size_t length = strcspn(text, ",");
		const struct px_side *side = find_side(text, length);

		if (!side || r->nr_kinds == PX_MAX_SIDES)
			return false;
		for (unsigned int i = 0; i < r->nr_kinds; i++)
			if (r->kinds[i] == side)
				return false;
		r->kinds[r->nr_kinds++] = side;
		text += length;
		if (!*text)
			return true;
	}
}

/* What was expected, or NULL when the option's value was understood. */
static const char *set(struct px_run_options *r, int index, const char *text)
{
	switch (options[index].val) {
	case SIDE:
		return parse_sides(text, r) ? NULL : 
		       "some of kernel,user,ioctl,uring";
	case STEPS:
		return px_parse_list(text, 1, PX_MAX_BATCH, &r->sizes.steps) ? NULL :
		       "1 to 1024, as 1,64";
	case BATCH:
		return px_parse_list(text, 1, PX_MAX_BATCH, &r->sizes.batches) ? NULL :
		       "1 to 1024, as 1,8,64";
	case SQPOLL:
		r->sizes.polled = true;
		return NULL;
	case LATENCY:
		r->latency = true;
		return NULL;
	case PLAN:
		r->plan_only = true;
		return NULL;
	case ROUNDS:
		return px_parse_whole(text, 1, MAX_ROUNDS, &r->rounds) ? NULL : "1 to 1000";
	case INPUT:
		r->input_path = text;
		return *text ? NULL : "a file's name";
	case CPUS:
		r->has_cpus = true;
		return px_parse_cpus(text, &r->cpus) ? NULL : "CPUs, as 0,2 or 0-3";
	case SEED:
		return px_parse_whole(text, 0, PX_MAX_SEED, &r->seed) ? NULL :
		       "0 to 9007199254740991";
	case CSV:
		r->csv = text;
		return *text ? NULL : "a file's name";
	case JSON:
		r->json = text;
		return *text ? NULL : "a file's name, or -";
	default:
		return px_sweep_set(&r->sweep, options[index].name, text);
	}
}

static int parse_options(struct px_run_options *r, int argc, char **argv)
{
	int id;

	opterr = 0;
	for (;;) {
		int before = optind ? optind : 1;
		int index = 0;
		const char *expected;

		id = getopt_long(argc, argv, ":", options, &index);
		if (id == -1)
			return PX_EXIT_FINE;
		if (id == ':')
			return px_usage_error("%s lacks its value (try --help)", argv[optind - 1]);
		if (id == '?')
			return px_usage_error("'%s' is not an option of run (try --help)",
					argv[before < argc ? before : argc - 1]);
		expected = set(r, index, optarg);
		if (expected)
			return px_usage_error("--%s '%s': expected %s", options[index].name, optarg,
					expected);
	}
}

/* Those named, in their sizes. */
static int choose_sides(struct px_run_options *r)
{
	for (unsigned int i = 0; i < r->nr_kinds; i++)
		if (!px_side_set_add(&r->sides, r->kinds[i], &r->sizes))
			return px_usage_error("more than %u sides (--side, --steps, --batch)",
					PX_MAX_SIDES);
	return PX_EXIT_FINE;
}

static uint64_t most_threads(const struct px_run_options *r)
{
	return px_list_most(&r->sweep.lists[PX_DIM_THREADS]);
}

/* Those named; or all that are whole. */
static int choose_workloads(struct px_run_options *r, int nr, char **names)
{
	r->workloads = calloc(nr ? (size_t)nr : px_workload_count, sizeof(*r->workloads));
	if (!r->workloads)
		return px_fail("not enough memory");
	for (u32 i = 0; !nr && i < px_workload_count; i++)
		if (!px_workloads[i]->broken)
			r->workloads[r->nr_workloads++] = px_workloads[i];
	for (int i = 0; i < nr; i++) {
		const struct px_workload *workload = px_workload_find(names[i]);

		if (!workload)
			return px_usage_error("unknown workload '%s' (parallax list names them)",
					names[i]);
		if (most_threads(r) < px_workload_min_workers(workload))
			return px_usage_error("%s needs at least %u threads (--threads)",
					workload->name, px_workload_min_workers(workload));
		r->workloads[r->nr_workloads++] = workload;
	}
	return PX_EXIT_FINE;
}

/* The numbers together: all combinations must be within the bounds. */
static int check_specs(struct px_run_options *r)
{
	unsigned int count = px_sweep_count(&r->sweep);
	const char *why;

	if (count > PX_MAX_SPECS)
		return px_usage_error("more than %u combinations of these numbers", PX_MAX_SPECS);
	if (!r->sweep.lists[PX_DIM_OPS].count && !r->sweep.lists[PX_DIM_SECONDS].count)
		r->sweep.base.duration_ns = 100000000;
	for (unsigned int i = 0; i < count; i++) {
		struct px_run_spec spec = px_sweep_spec(&r->sweep, i);

		if (px_run_spec_check(&spec, &px_limits_hard, &why))
			return px_usage_error("%s", why);
	}
	return PX_EXIT_FINE;
}

static bool takes_input(const struct px_run_options *r)
{
	for (unsigned int i = 0; i < r->nr_workloads; i++)
		if (r->workloads[i]->load)
			return true;
	return false;
}

/* chunks(len / c) of fewer lines than threads would be chunks of none. */
static int check_lines(const struct px_run_options *r, unsigned long long lines)
{
	if (most_threads(r) > lines)
		return px_usage_error("%llu lines for %u threads: expected a line for each", lines,
				(unsigned int)most_threads(r));
	return PX_EXIT_FINE;
}

/* Read once, before anything runs. */
static int read_input(struct px_run_options *r)
{
	const struct px_list *lines = &r->sweep.lists[PX_DIM_LINES];
	int status;

	if (!r->input_path && !lines->count)
		return PX_EXIT_FINE;
	if (r->input_path && lines->count)
		return px_usage_error("either --input or --lines, not both");
	if (!takes_input(r))
		return px_usage_error("--%s: no workload of these takes input (scope_chunks does)",
				r->input_path ? "input" : "lines");
	if (!r->input_path)
		return check_lines(r, px_list_least(lines));
	status = px_input_read(&r->input, r->input_path);
	return status ? status : check_lines(r, r->input->lines);
}

int px_run_options_parse(struct px_run_options *r, int argc, char **argv)
{
	int status;

	*r = (struct px_run_options) {
		.sizes = {
			.steps = { .count = 1, .values = { 1 } },
			.batches = { .count = 1, .values = { 64 } },
		},
		.sweep = {
			.lists[PX_DIM_THREADS] = { .count = 2, .values = { 1, 2 } },
			.base = {
				.pin = PX_PIN_SPREAD,
				.read_share = 90,
				.payload = PX_DEFAULT_PAYLOAD,
				.capacity = PX_DEFAULT_CAPACITY,
			},
		},
		.rounds = 11,
		.seed = 1,
	};
	for (const struct px_side *const *side = px_sides; *side; side++)
		r->kinds[r->nr_kinds++] = *side;
	status = parse_options(r, argc, argv);
	if (!status)
		status = choose_sides(r);
	if (!status)
		status = check_specs(r);
	if (!status)
		status = choose_workloads(r, argc - optind, argv + optind);
	if (!status)
		status = read_input(r);
	return status;
}

void px_run_options_free(struct px_run_options *r)
{
	px_input_free(r->input);
	free(r->workloads);
}
