// SPDX-License-Identifier: GPL-2.0-only
#include <stdlib.h>
#include <string.h>
#include "harness/run_spec.h"
#include "against.h"
#include "lock_kinds.h"
#include "run_choose.h"
#include "run_options.h"
#include "util/args.h"
#include "util/error.h"
#include "util/input.h"

#define MAX_ROUNDS	1000
#define MAX_DEVIATING	1023	/* bytes, as PX_ENVIRONMENT_LONG */

enum {
	SIDE = PX_OPTION, STEPS, BATCH, SQPOLL, ROUNDS, LATENCY, SEED, INPUT, CPUS, PLAN, CSV, JSON,
	AGAINST, REMOTE, DEVIATING,
	SWEEP		/* plus the number of the dimension */
};

static const struct argp_option options[] = {
	{ .doc = "What runs, and where:" },
	{ "side", SIDE, "LIST", 0, "kernel, user, ioctl, uring (default: all four)", 0 },
	{ "remote", REMOTE, "COMMAND", 0,
	  "the side kernel is on another kernel: COMMAND, for the shell, starts \"parallax agent\" "
	  "there; its stdin and stdout are the connection", 0 },
	{ "deviating", DEVIATING, "LIST", 0,
	  "with --remote: workloads to mark, since their kernel side executes other instructions "
	  "than a stock kernel, as \"spin_counter +20 %, arc_clone -16 %\" (make native-check)",
	  0 },
	{ "threads", SWEEP + PX_DIM_THREADS, "LIST", 0,
	  "workers: 1 to 1024, or ncpu, the number of CPUs that parallax may use (1,2). "
	  "shapes: 1, powers of two, ncpu, 1.25 and 4 times ncpu, and ncpu workers on one CPU", 0 },
	{ "pin", SWEEP + PX_DIM_PIN, "LIST", 0,
	  "none; spread: worker i on allowed CPU i, different cores first and CPU 0 late; "
	  "one: all on the first of these (spread)", 0 },
	{ "cpus", CPUS, "LIST", 0, "use these CPUs only: 0,2 or 0-3", 0 },
	{ "steps", STEPS, "LIST", 0, "side ioctl: steps of one call, 1 to 1024 (1)", 0 },
	{ "batch", BATCH, "LIST", 0, "side uring: commands of one submission, 1 to 1024 (64)", 0 },
	{ "sqpoll", SQPOLL, NULL, 0,
	  "side uring: a kernel thread polls the submission queue (IORING_SETUP_SQPOLL)", 0 },
	{ .doc = "What a worker does:" },
	{ "hold", SWEEP + PX_DIM_HOLD, "LIST", 0,
	  "time busy in the critical section, in ns or with a unit (0)", 0 },
	{ "think", SWEEP + PX_DIM_THINK, "LIST", 0,
	  "time busy between operations, in ns or with a unit (0); threads x hold and "
	  "threads x think: up to 50 ms", 0 },
	{ "read-share", SWEEP + PX_DIM_READ_SHARE, "LIST", 0,
	  "reads in 100 operations, for workloads with reads and writes (90)", 0 },
	{ "kind", SWEEP + PX_DIM_KIND, "LIST", 0,
	  "kind of the workload's lock: default, adaptive, pi, errorcheck, writer; all: all that "
	  "each workload has (default)", 0 },
	{ "payload", SWEEP + PX_DIM_PAYLOAD, "LIST", 0,
	  "bytes of a message: 8 to 4096, multiples of 8 (8)", 0 },
	{ "capacity", SWEEP + PX_DIM_CAPACITY, "LIST", 0,
	  "messages that a bounded channel holds: 1 to 65536 (16)", 0 },
	{ "input", INPUT, "FILE", 0,
	  "equations for scope_chunks, one on each line: TARGET: NUMBER...", 0 },
	{ "lines", SWEEP + PX_DIM_LINES, "LIST", 0,
	  "instead of --input: the number of random equations, up to 10^7 (2000)", 0 },
	{ .doc = "How it is measured:" },
	{ "rounds", ROUNDS, "N", 0, "1 to 1000; an interval needs at least 6 (11)", 0 },
	{ "seconds", SWEEP + PX_DIM_SECONDS, "LIST", 0,
	  "length of one run, in seconds or with a unit, up to 60 s (0.1)", 0 },
	{ "ops", SWEEP + PX_DIM_OPS, "LIST", 0,
	  "instead of --seconds: operations of each worker, up to 10^12", 0 },
	{ "rate", SWEEP + PX_DIM_RATE, "LIST", 0,
	  "open loop: all workers together begin this many operations per second, 1 to 10^9, "
	  "at fixed intervals; print the response times from the intended starts", 0 },
	{ "latency", LATENCY, NULL, 0,
	  "one more run of each row, in which every step is timed: p50 to p99.9, max; with "
	  "--rate every run is timed anyway", 0 },
	{ "seed", SEED, "N", 0,
	  "seed of the order of runs and of the workers' random numbers, up to 2^53-1 (1)", 0 },
	{ .doc = "Output:" },
	{ "against", AGAINST, "SIDE", 0,
	  "compare with this side, such as user or ioctl×8 (the second side that is present)", 0 },
	{ "plan", PLAN, NULL, 0,
	  "print the runs, their time, and the limit that make run sets; run nothing", 0 },
	{ "csv", CSV, "FILE", 0, "write each round as a line of comma-separated values", 0 },
	{ "json", JSON, "FILE", 0,
	  "write the results as JSON; -: to stdout, instead of the table", 0 },
	{ 0 }
};

/* Sets the value of an option: NULL, or a text that says what was expected. */
static const char *set(struct px_run_options *r, int key, const char *text)
{
	switch (key) {
	case STEPS:
		return px_parse_list(text, 1, PX_MAX_BATCH, &r->sizes.steps) ? NULL :
		       "1 to 1024, as 1,64";
	case BATCH:
		return px_parse_list(text, 1, PX_MAX_BATCH, &r->sizes.batches) ? NULL :
		       "1 to 1024, as 1,8,64";
	case ROUNDS:
		return px_parse_whole(text, 1, MAX_ROUNDS, &r->rounds) ? NULL : "1 to 1000";
	case DEVIATING:
		r->deviating = text;
		return strlen(text) <= MAX_DEVIATING ? NULL : "at most 1023 bytes";
	case REMOTE:
		r->remote = text;
		return *text ? NULL : "a command";
	case INPUT:
		r->input_path = text;
		return *text ? NULL : "the name of a file";
	case CPUS:
		r->has_cpus = true;
		return px_parse_cpus(text, &r->cpus) ? NULL : "numbers of CPUs, as 0,2 or 0-3";
	case SEED:
		return px_parse_whole(text, 0, PX_MAX_SEED, &r->seed) ? NULL :
		       "0 to 9007199254740991";
	case AGAINST:
		r->against = text;
		return *text ? NULL : "the name of a side";
	case CSV:
		r->csv = text;
		return *text ? NULL : "the name of a file";
	case JSON:
		r->json = text;
		return *text ? NULL : "the name of a file, or -";
	default:
		return px_sweep_set(&r->sweep, (enum px_dimension)(key - SWEEP), text);
	}
}

static const char *name_of(int key)
{
	const struct argp_option *o = options;

	while (o->key != key)
		o++;
	return o->name;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct px_run_options *r = state->input;
	const char *expected;

	switch (key) {
	case SIDE:
		return px_side_kinds_parse(&r->kinds, arg);
	case SQPOLL:
		r->sizes.polled = true;
		return 0;
	case LATENCY:
		r->latency = true;
		return 0;
	case PLAN:
		r->plan_only = true;
		return 0;
	case ARGP_KEY_ARGS:
		r->names = state->argv + state->next;
		r->nr_names = state->argc - state->next;
		return 0;
	default:
		if (key < PX_OPTION || key >= SWEEP + PX_DIMENSIONS)
			return ARGP_ERR_UNKNOWN;
		expected = set(r, key, arg);
		return !expected ? 0 :
		       px_usage_error("--%s '%s': expected %s", name_of(key), arg, expected);
	}
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.args_doc = "[WORKLOAD...]",
	.doc = "Run workloads on each side, in rounds of random order. Print the cost of an "
	       "operation on each side, the ratio of the costs, and the result of the checks. "
	       "Without a WORKLOAD: all that are not broken on purpose (parallax list).\v"
	       "A LIST has commas between its items: 1,2,5. For numbers, an item can also be "
	       "FIRST:LAST:STEP or FIRST:LAST:xFACTOR, and FIRST-LAST except for times. There is a "
	       "row for each combination that applies to the workload. A time takes a unit: "
	       "100ns, 1us, 50ms, 2s. Ctrl-C ends the command early: it prints what it has "
	       "measured, and marks it incomplete.\n\n"
	       "Exit status: 0 every check passed; 1 a check or a run failed, or Ctrl-C; 2 usage "
	       "error.",
};

/* Adds each side in each of its sizes. */
static int choose_sides(struct px_run_options *r)
{
	for (unsigned int i = 0; i < r->kinds.nr; i++)
		if (!px_side_set_add(&r->sides, r->kinds.list[i], &r->sizes))
			return px_usage_error("--side, --steps and --batch ask for more than %u "
					      "sides",
					PX_MAX_SIDES);
	return px_against_find(r->sides.list, r->sides.nr, r->against, &r->reference);
}

/* Checks that every combination of the values is within the limits. */
static int check_specs(struct px_run_options *r)
{
	unsigned int count = px_sweep_count(&r->sweep);
	const char *why;

	if (count > PX_MAX_SPECS)
		return px_usage_error("the lists have more than %u combinations", PX_MAX_SPECS);
	if (!r->sweep.lists[PX_DIM_OPS].count && !r->sweep.lists[PX_DIM_SECONDS].count)
		r->sweep.base.duration_ns = 100000000;
	for (unsigned int i = 0; i < count; i++) {
		struct px_run_spec spec = px_sweep_spec(&r->sweep, i);

		if (px_run_spec_check(&spec, &px_limits_hard, &why))
			return px_usage_error("%s", why);
	}
	return PX_EXIT_FINE;
}

int px_run_options_parse(struct px_run_options *r, int argc, char **argv)
{
	int status;

	*r = (struct px_run_options) {
		.sweep = {
			.lists[PX_DIM_THREADS] = { .count = 2, .values = { 1, 2 } },
			.base = {
				.pin = PX_PIN_SPREAD,
				.read_share = 90,
				.payload = PX_DEFAULT_PAYLOAD,
				.capacity = PX_DEFAULT_CAPACITY,
			},
		},
		.deviating = "",
		.rounds = 11,
		.seed = 1,
	};
	for (const struct px_side *const *side = px_sides; *side; side++)
		r->kinds.list[r->kinds.nr++] = *side;
	status = px_args_parse(&argp, argc, argv, r);
	if (!status)
		status = px_sizes_complete(&r->sizes, px_run_options_paced(r));
	if (!status)
		status = choose_sides(r);
	if (!status)
		status = check_specs(r);
	if (!status)
		status = px_run_choose_workloads(r);
	if (!status)
		status = px_lock_kinds_check(r);
	if (!status)
		status = px_run_read_input(r);
	return status;
}

void px_run_options_free(struct px_run_options *r)
{
	px_input_free(r->input);
	free(r->workloads);
}
