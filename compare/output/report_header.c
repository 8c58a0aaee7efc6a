// SPDX-License-Identifier: GPL-2.0-only
#include <inttypes.h>
#include <string.h>
#include "measure/case_name.h"
#include "measure/text.h"
#include "report_header.h"

#define HASH_SHOWN	12

static const char *preemption(const struct px_environment *environment)
{
	static const char *const names[][2] = {
		{ "", "preemption unknown" },
		{ "none", "no preemption" },
		{ "voluntary", "voluntary preemption" },
		{ "full", "full preemption" },
		{ "lazy", "lazy preemption" },
		{ "rt", "PREEMPT_RT" },
		{ "dynamic", "dynamic preemption" },
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (!strcmp(environment->preempt, names[i][0]))
			return names[i][1];
	return environment->preempt;
}

static void show_cpus(struct px_flow *flow, const struct px_environment *environment)
{
	const char *plural = environment->cpus_online == 1 ? "" : "s";

	if (environment->cpus_allowed == environment->cpus_online)
		px_flow_item(flow, "%u CPU%s", environment->cpus_online, plural);
	else
		px_flow_item(flow, "%u of %u CPU%s", environment->cpus_allowed,
			     environment->cpus_online, plural);
}

static void show_kernel(struct px_flow *flow, const struct px_environment *environment)
{
	px_flow_item(flow, "parallax " PX_VERSION);
	px_flow_item(flow, "Linux %s (%s)", environment->kernel, preemption(environment));
	px_flow_item(flow, "%s", environment->accelerator[0] ? environment->accelerator :
		     "accelerator unknown");
	show_cpus(flow, environment);
	if (environment->libc[0])
		px_flow_item(flow, "%s", environment->libc);
}

void px_report_header_machine(FILE *out, const struct px_environment *environment)
{
	struct px_flow flow = { .out = out, .separator = " · ", .indent = 2 };

	show_kernel(&flow, environment);
	px_flow_end(&flow);
}

/* Less than 0.1 % is not printed. */
static void show_steal(struct px_flow *flow, const struct px_environment *environment)
{
	double share = px_environment_steal_share(environment);

	if (share >= 0.001)
		px_flow_item(flow, "%.1f %% of CPU time stolen by other guests",
			     100 * share);
}

static void show_machine(struct px_flow *flow, const struct px_environment *environment)
{
	if (environment->remote[0])
		px_flow_item(flow, "side kernel: %s", environment->remote);
	px_flow_item(flow, "%s", environment->machine);
	if (environment->cpu_model[0])
		px_flow_item(flow, "%s", environment->cpu_model);
	if (environment->smt[0])
		px_flow_item(flow, "SMT %s", environment->smt);
	if (environment->governor[0])
		px_flow_item(flow, "governor %s", environment->governor);
	show_steal(flow, environment);
	px_flow_end(flow);
}

/* What holds for the program, but not for kernel threads. */
static void show_limits(struct px_flow *flow, const struct px_environment *environment)
{
	const struct px_limits *limits = &environment->limits;

	if (*limits->cpu)
		px_flow_item(flow, "limits of CPU time: %s", limits->cpu);
	if (*limits->threads)
		px_flow_item(flow, "limits of threads: %s", limits->threads);
	if (*limits->others)
		px_flow_item(flow, "other limits: %s", limits->others);
	if (*limits->unknown)
		px_flow_item(flow, "limits unknown: %s", limits->unknown);
	if (*limits->changed)
		px_flow_item(flow, "changed in the run: %s", limits->changed);
	px_flow_end(flow);
}

static void show_builds(struct px_flow *flow, const struct px_environment *environment)
{
	if (environment->has_module)
		px_flow_item(flow, "module by %s", environment->module_compiler);
	px_flow_item(flow, "program by %s", environment->user_compiler);
	if (environment->user_hash[0])
		px_flow_item(flow, "source %.*s", HASH_SHOWN, environment->user_hash);
	px_flow_end(flow);
}

/* Prints the input of the first case that has one: all have the same. */
static void show_input(struct px_flow *flow, const struct px_plan *plan)
{
	for (unsigned int c = 0; c < plan->nr_cases; c++) {
		const struct px_bench_case *bench_case = &plan->cases[c];

		if (bench_case->input)
			px_flow_item(flow, "input %s, %" PRIu64 " lines", bench_case->input->path,
				     bench_case->input->lines);
		else if (bench_case->spec.lines)
			px_flow_item(flow, "%" PRIu64 " generated lines",
				     (uint64_t)bench_case->spec.lines);
		else
			continue;
		return;
	}
}

static void show_plan(struct px_flow *flow, const struct px_plan *plan)
{
	px_flow_item(flow, "%u round%s in random order", plan->rounds,
		     plan->rounds == 1 ? "" : "s");
	px_flow_item(flow, "seed %" PRIu64, plan->seed);
	px_case_spec(flow, plan, &plan->cases[0].spec, false);
	show_input(flow, plan);
	px_flow_end(flow);
}

void px_report_header_print(FILE *out, const struct px_results *results,
			    const struct px_environment *environment)
{
	struct px_flow flow = { .out = out, .separator = " · ", .indent = 2 };

	show_kernel(&flow, environment);
	show_machine(&flow, environment);
	show_limits(&flow, environment);
	show_builds(&flow, environment);
	show_plan(&flow, results->plan);
}
