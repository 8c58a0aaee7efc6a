// SPDX-License-Identifier: GPL-2.0-only
/* parallax run: the comparison. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "command.h"
#include "measure/case_name.h"
#include "measure/environment.h"
#include "measure/plan_run.h"
#include "output/csv.h"
#include "output/json_results.h"
#include "output/sanitize.h"
#include "plan_build.h"
#include "report.h"
#include "run_options.h"
#include "sides/side_agent.h"
#include "sides/sides.h"
#include "stats/check_status.h"
#include "util/atomic_file.h"
#include "util/device.h"
#include "util/error.h"
#include "util/perf_counters.h"
#include "util/sigint.h"

/* The threads of both sides inherit this CPU mask. */
static int set_cpus(const struct px_run_options *r)
{
	if (r->has_cpus && r->remote)
		return px_usage_error("--cpus and --remote: expected only one of them; taskset(1) "
				      "binds this program and COMMAND");
	if (r->has_cpus && sched_setaffinity(0, sizeof(r->cpus), &r->cpus))
		return px_fail("--cpus: none of these CPUs is online and allowed");
	return PX_EXIT_FINE;
}

/* Writes the results to a file. "-" is stdout. Returns an exit status. */
static int write_to(const char *path, const struct px_results *results,
		    const struct px_environment *env,
		    int (*write)(FILE *, const struct px_results *, const struct px_environment *))
{
	struct px_atomic_file out;
	int err = px_atomic_file_open(&out, path);

	if (!err)
		err = px_atomic_file_close(&out, write(out.file, results, env));
	return err ? px_fail("%s: %s", path, strerror(-err)) : PX_EXIT_FINE;
}

static int report(const struct px_run_options *r, const struct px_results *results,
		  const struct px_environment *env)
{
	int status = r->json ? write_to(r->json, results, env, px_json_write) : PX_EXIT_FINE;

	if (r->csv && !status)
		status = write_to(r->csv, results, env, px_csv_write);
	if (status || (r->json && !strcmp(r->json, "-")))
		return status;
	return px_report(stdout, results, env, true, r->json);
}

static int measure(const struct px_run_options *r, struct px_plan *plan, struct px_environment *env)
{
	struct px_results results;
	int status = PX_EXIT_FAILED;
	int err;

	if (px_perf_counters_probe(PX_COUNT_HARDWARE, env->counters, sizeof(env->counters)))
		plan->counting = PX_COUNT_HARDWARE;
	err = px_plan_run(plan, stderr, &results);
	px_environment_finish(env);
	results.environment = env;
	results.reference = r->reference;
	if (err == -ECONNRESET)
		px_fail("--remote: %s; the results are not complete", px_agent_lost());
	else if (err && err != -EINTR) {
		px_fail("cannot run the comparison: %s", strerror(-err));
		goto free;
	}
	status = report(r, &results, env);
	if (!status)
		status = err ? PX_EXIT_FAILED : px_check_status_exit(&results);
free:
	px_results_free(&results);
	return status;
}

static int print_plan(const struct px_plan *plan)
{
	int err = px_plan_print(plan, stdout);

	return err ? px_fail("cannot print the plan: %s", strerror(-err)) : PX_EXIT_FINE;
}

static int compare(const struct px_run_options *r)
{
	struct px_plan plan = {
		.sides = r->sides.list,
		.nr_sides = r->sides.nr,
		.rounds = (unsigned int)r->rounds,
		.timed = r->latency && !px_run_options_paced(r),
		.seed = r->seed,
	};
	struct px_environment env;
	struct px_info module;
	struct px_bench_case *cases;
	char why[PX_WHY_SIZE], *left_out;
	int err = px_device_info(&module, why, sizeof(why));
	int status;

	if (err == -ESTALE && !r->remote)
		return px_fail("%s", why);
	err = px_environment_read(&env, err ? NULL : &module);
	if (err)
		return px_fail_machine(err);
	if (r->remote)
		px_agent_describe(&env);
	px_sanitize_copy(env.deviating, sizeof(env.deviating), r->deviating);
	cases = px_plan_build_cases(r, &plan.nr_cases);
	if (!cases)
		return px_fail("not enough memory");
	plan.cases = cases;
	px_plan_compare_cases(&plan);
	plan.left_out = left_out = px_plan_build_left_out(r);
	status = r->plan_only ? print_plan(&plan) : measure(r, &plan, &env);
	free(left_out);
	free(cases);
	return status;
}

/* The side kernel is that of an agent. */
static int compare_remote(struct px_run_options *r)
{
	char why[PX_WHY_SIZE];
	int err = px_agent_begin(r->remote, why, sizeof(why));
	int status;

	for (unsigned int s = 0; s < r->sides.nr; s++)
		if (r->sides.list[s] == &px_side_kernel)
			r->sides.list[s] = &px_side_agent;
	status = err ? px_fail("--remote '%s': %s", r->remote, why) : compare(r);
	px_agent_end();
	return status;
}

static int run(int argc, char **argv)
{
	struct px_run_options options;
	int status = px_run_options_parse(&options, argc, argv);

	if (!status)
		status = set_cpus(&options);
	px_sigint_prepare();
	if (!status)
		status = options.remote ? compare_remote(&options) : compare(&options);
	px_run_options_free(&options);
	return status;
}

const struct px_command px_command_run = {
	.name = "run",
	.summary = "run workloads on all sides and compare them",
	.run = run,
};
