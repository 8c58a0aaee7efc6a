// SPDX-License-Identifier: GPL-2.0-only
/* parallax boundary: what a call across the boundary costs. */
#include <stdlib.h>
#include <string.h>
#include "boundary.h"
#include "command.h"
#include "sides/side_agent.h"
#include "stats/check_status.h"
#include "util/args.h"
#include "util/atomic_file.h"
#include "util/device.h"
#include "util/error.h"
#include "util/parse_number.h"

static int write_json(const char *path, const struct px_boundary *b)
{
	struct px_atomic_file out;
	int err = px_atomic_file_open(&out, path);

	if (!err)
		err = px_atomic_file_close(&out, px_boundary_json(out.file, b));
	return err ? px_fail("%s: %s", path, strerror(-err)) : PX_EXIT_FINE;
}

static int report(const struct px_boundary *b, const struct px_boundary_options *o)
{
	int status = o->json ? write_json(o->json, b) : PX_EXIT_FINE;

	if (!o->json || strcmp(o->json, "-"))
		status |= px_report_write_error("the table", px_boundary_table(stdout, b));
	if (!status)
		status = px_check_status_exit(&b->calls.results) |
			 px_check_status_exit(&b->messages.results);
	if (!status && b->primitives.plan.nr_cases)
		status = px_check_status_exit(&b->primitives.results);
	return status;
}

static int measure_all(struct px_boundary *b, const struct px_boundary_options *o)
{
	struct px_info module;
	char why[PX_WHY_SIZE];
	int status, err = px_device_info(&module, why, sizeof(why));

	if (err == -ESTALE)
		return px_fail("%s", why);
	b->has_module = !err && !o->remote;
	b->has_agent = o->remote;
	err = px_environment_read(&b->environment, b->has_module ? &module : NULL);
	if (err)
		return px_fail_machine(err);
	if (b->has_agent)
		px_agent_describe(&b->environment);
	err = px_boundary_run(b, o);
	px_environment_finish(&b->environment);
	status = err ? px_fail("cannot run the comparison: %s", strerror(-err)) :
		       report(b, o);
	px_results_free(&b->calls.results);
	px_results_free(&b->primitives.results);
	px_results_free(&b->messages.results);
	return status;
}

enum { ROUNDS = PX_OPTION, SECONDS, SEED, JSON, REMOTE };

static const struct argp_option options[] = {
	{ "rounds", ROUNDS, "N", 0, "1 to 100; an interval needs at least 6 (11)", 0 },
	{ "seconds", SECONDS, "TIME", 0,
	  "length of one run, in seconds or with a unit as 50ms, up to 60 s (0.05); a round has "
	  "about 90 runs", 0 },
	{ "seed", SEED, "N", 0,
	  "seed of the order of runs and of the workers' random numbers (1)", 0 },
	{ "remote", REMOTE, "COMMAND", 0,
	  "the side kernel is on another kernel, as for \"parallax run\"", 0 },
	{ "json", JSON, "FILE", 0,
	  "write the results as JSON; -: to stdout, instead of the tables", 0 },
	{ 0 }
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct px_boundary_options *o = state->input;

	switch (key) {
	case ROUNDS:
		return px_parse_whole(arg, 1, PX_BOUNDARY_ROUNDS, &o->rounds) ? 0 :
		       px_usage_error("--rounds '%s': expected 1 to 100", arg);
	case SECONDS:
		return px_parse_duration(arg, PX_UNIT_S, PX_MAX_DURATION_NS, &o->duration_ns) ? 0 :
		       px_usage_error("--seconds '%s': expected a duration above 0, up to 60 s, as "
				      "0.1 or 50ms", arg);
	case SEED:
		return px_parse_whole(arg, 0, PX_MAX_SEED, &o->seed) ? 0 :
		       px_usage_error("--seed '%s': expected 0 to 9007199254740991", arg);
	case REMOTE:
		o->remote = arg;
		return *arg ? 0 : px_usage_error("--remote '': expected a command");
	case JSON:
		o->json = arg;
		return *arg ? 0 : px_usage_error("--json '': expected the name of a file, or -");
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.doc = "Measure the cost of a call from user space into the kernel. There are three "
	       "comparisons, each in rounds of random order.\v"
	       "  a call       getppid, an ioctl, and io_uring commands that do nothing\n"
	       "  a primitive  in the kernel, in user space, by ioctl and by io_uring; and\n"
	       "               the number of steps in one call from which a call pays\n"
	       "  a message    from one process to another and back: by pipe, eventfd, shared\n"
	       "               memory, and a channel of the module\n\n"
	       "Without the module: calls that every kernel has, and messages. With --remote: also "
	       "primitives in the kernel of the agent, and an estimate of their cost by a call.\n\n"
	       "Exit status: 0 every check passed; 1 a check or a run failed; 2 usage error.",
};

static int run(int argc, char **argv)
{
	struct px_boundary_options o = { .rounds = 11, .seed = 1, .duration_ns = 50000000 };
	int status = px_args_parse(&argp, argc, argv, &o);
	struct px_boundary *b;
	char why[PX_WHY_SIZE];

	if (status)
		return status;
	if (o.remote && px_agent_begin(o.remote, why, sizeof(why))) {
		px_agent_end();
		return px_fail("--remote '%s': %s", o.remote, why);
	}
	b = calloc(1, sizeof(*b));
	status = b ? measure_all(b, &o) : px_fail("not enough memory");
	free(b);
	px_agent_end();
	return status;
}

const struct px_command px_command_boundary = {
	.name = "boundary",
	.summary = "measure the cost of a call into the kernel, and when it pays",
	.run = run,
};
