// SPDX-License-Identifier: GPL-2.0-only
/* parallax selftest: measures the errors of the harness itself. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "command.h"
#include "measure/text.h"
#include "output/report_header.h"
#include "selftest_compare.h"
#include "selftest_report.h"
#include "sides/side_agent.h"
#include "sides/sides.h"
#include "stats/stats.h"
#include "util/args.h"
#include "util/device.h"
#include "util/error.h"
#include "util/parse_number.h"

#define MAX_TABLES	1000u
#define MAX_ROUNDS	1000u

static int judge(const struct px_selftest *t)
{
	int status = PX_EXIT_FINE;

	for (unsigned int s = 0; s < t->nr_sides; s++)
		if (px_self_comparison_fails(&t->comparisons[s]))
			status = px_fail("%s compared with %s: a difference in %u of %u "
					 "comparisons, expected at most 5 %%: do not use "
					 "comparisons from this machine",
					 t->sides[s]->name, t->copied[s] == t->sides[s] ?
					 "itself" : "the side kernel", t->comparisons[s].claims,
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
	err = px_selftest_compare(t);
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

enum { BIAS = PX_OPTION, TABLES, ROUNDS, SECONDS, REMOTE };

static const struct argp_option options[] = {
	{ "bias", BIAS, "KIND", 0, "plant an error that the self-test must find: factor, order "
	  "or warmup", 0 },
	{ "tables", TABLES, "N", 0, "tables of each side, 1 to 1000 (12, or as many as fit in a "
	  "minute)", 0 },
	{ "remote", REMOTE, "COMMAND", 0, "the side kernel is that of an agent, which COMMAND "
	  "starts, as for \"run\". If this kernel has the module, too, the agent is compared "
	  "with it", 0 },
	{ "rounds", ROUNDS, "N", 0, "6 to 1000 of each table (11)", 0 },
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
	case ROUNDS:
		return px_parse_whole(arg, PX_STATS_MIN_PAIRS, MAX_ROUNDS, &t->rounds) ? 0 :
		       px_usage_error("--rounds '%s': expected 6 to 1000", arg);
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
	       "\"run\": how often is a difference reported, and how often is one of 5 % found? "
	       "Execute the plan twice: how precise are its ratios, and are the medians the same?\v"
	       "With --bias the measured times of some runs are changed; then the status must "
	       "be 1.\n"
	       "  factor  the second copy is 3 times as slow\n"
	       "  order   the first run of each pair is, and the order is not random\n"
	       "  warmup  the second copy is slower in its first rounds\n\n"
	       "Exit status: 0 false differences are not shown to be above 5 %; 1 they are, or "
	       "an error occurred; 2 usage error.",
};

static void add_side(struct px_selftest *t, const struct px_side *side,
		     const struct px_side *with)
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
	if (t->remote)
		px_text_sentence(stdout, "", "agent: %s", env.remote);
	else if (no_module)
		px_text_sentence(stdout, "", "kernel side absent: %s", why);
	return measure(t);
}

static int run(int argc, char **argv)
{
	struct px_selftest t = { .rounds = 11, .run_ns = 2000000 };
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
