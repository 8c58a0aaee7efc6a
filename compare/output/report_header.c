// SPDX-License-Identifier: GPL-2.0-only
#include <inttypes.h>
#include <stddef.h>
#include <string.h>
#include "report_header.h"

#define HASH_SHOWN	12

static const char *preemption(const struct px_environment *stamp)
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
		if (!strcmp(stamp->preempt, names[i][0]))
			return names[i][1];
	return stamp->preempt;
}

static void show_cpus(struct px_flow *flow, const struct px_environment *stamp)
{
	const char *plural = stamp->cpus_online == 1 ? "" : "s";

	if (stamp->cpus_allowed == stamp->cpus_online)
		px_flow_item(flow, "%u CPU%s", stamp->cpus_online, plural);
	else
		px_flow_item(flow, "%u of %u CPU%s", stamp->cpus_allowed,
			     stamp->cpus_online, plural);
}

static void show_kernel(struct px_flow *flow, const struct px_environment *stamp)
{
	px_flow_item(flow, "parallax " PX_VERSION);
	px_flow_item(flow, "Linux %s (%s)", stamp->kernel, preemption(stamp));
	px_flow_item(flow, "%s", stamp->accelerator[0] ? stamp->accelerator :
		     "accelerator unknown");
	show_cpus(flow, stamp);
	if (stamp->libc[0])
		px_flow_item(flow, "%s", stamp->libc);
}

void px_report_header_machine(FILE *out, const struct px_environment *stamp)
{
	struct px_flow flow = { .out = out, .separator = " · ", .indent = 2 };

	show_kernel(&flow, stamp);
	px_flow_end(&flow);
}

/* Below a thousandth, stolen time is not worth a word. */
static void show_steal(struct px_flow *flow, const struct px_environment *stamp)
{
	double share = px_environment_steal_share(stamp);

	if (share >= 0.001)
		px_flow_item(flow, "%.1f %% of CPU time stolen by other guests",
			     100 * share);
}

static void show_machine(struct px_flow *flow, const struct px_environment *stamp)
{
	px_flow_item(flow, "%s", stamp->machine);
	if (stamp->cpu_model[0])
		px_flow_item(flow, "%s", stamp->cpu_model);
	if (stamp->smt[0])
		px_flow_item(flow, "SMT %s", stamp->smt);
	if (stamp->governor[0])
		px_flow_item(flow, "governor %s", stamp->governor);
	show_steal(flow, stamp);
	px_flow_end(flow);
}

static void show_builds(struct px_flow *flow, const struct px_environment *stamp)
{
	if (stamp->has_module)
		px_flow_item(flow, "module by %s", stamp->module_compiler);
	px_flow_item(flow, "program by %s", stamp->user_compiler);
	if (stamp->user_hash[0])
		px_flow_item(flow, "source %.*s", HASH_SHOWN, stamp->user_hash);
	px_flow_end(flow);
}

/* All cells that have any have the same. */
static void show_input(struct px_flow *flow, const struct px_plan *plan)
{
	for (unsigned int c = 0; c < plan->nr_cells; c++) {
		const struct px_bench_case *cell = &plan->cells[c];

		if (cell->input)
			px_flow_item(flow, "input %s, %" PRIu64 " lines", cell->input->path,
				     cell->input->lines);
		else if (cell->spec.lines)
			px_flow_item(flow, "%" PRIu64 " lines made up",
				     (uint64_t)cell->spec.lines);
		else
			continue;
		return;
	}
}

/* Whether not all cells are asked the same, in what is so many bytes from offset on. */
static bool varies(const struct px_plan *plan, size_t offset, size_t size)
{
	const char *first = (const char *)&plan->cells[0].spec + offset;

	for (unsigned int c = 1; c < plan->nr_cells; c++)
		if (memcmp((const char *)&plan->cells[c].spec + offset, first, size))
			return true;
	return false;
}

#define VARIES(field)							\
	varies(plan, offsetof(struct px_run_spec, field), sizeof(((struct px_run_spec *)NULL)->field))

bool px_report_header_uniform(const struct px_plan *plan)
{
	return !VARIES(duration_ns) && !VARIES(ops) && !VARIES(pin) && !VARIES(read_share) &&
	       !VARIES(payload) && !VARIES(capacity) && !VARIES(hold_ns) && !VARIES(think_ns);
}

#define SHOWN(field)	(VARIES(field) == varying)

void px_report_header_spec(struct px_flow *flow, const struct px_plan *plan,
		    const struct px_run_spec *spec, bool varying)
{
	static const char *const pins[] = {
		[PX_PIN_NONE] = "workers not pinned",
		[PX_PIN_SPREAD] = "workers spread over the CPUs",
		[PX_PIN_ONE] = "all workers on one CPU",
	};

	if (SHOWN(duration_ns) && spec->duration_ns)
		px_flow_item(flow, "%.4g s a run", (double)spec->duration_ns * 1e-9);
	if (SHOWN(ops) && spec->ops)
		px_flow_item(flow, "%" PRIu64 " ops a worker", (uint64_t)spec->ops);
	if (SHOWN(pin) && spec->pin < sizeof(pins) / sizeof(pins[0]))
		px_flow_item(flow, "%s", pins[spec->pin]);
	if (SHOWN(read_share))
		px_flow_item(flow, "read share %u %%", spec->read_share);
	if (SHOWN(payload) && spec->payload)
		px_flow_item(flow, "payload %u bytes", spec->payload);
	if (SHOWN(capacity) && spec->capacity)
		px_flow_item(flow, "capacity %u", spec->capacity);
	if (SHOWN(hold_ns) && (varying || spec->hold_ns))
		px_flow_item(flow, "hold %" PRIu64 " ns", (uint64_t)spec->hold_ns);
	if (SHOWN(think_ns) && (varying || spec->think_ns))
		px_flow_item(flow, "think %" PRIu64 " ns", (uint64_t)spec->think_ns);
}

static void show_plan(struct px_flow *flow, const struct px_plan *plan)
{
	px_flow_item(flow, "%u round%s in random order", plan->rounds,
		     plan->rounds == 1 ? "" : "s");
	px_flow_item(flow, "seed %" PRIu64, plan->seed);
	px_report_header_spec(flow, plan, &plan->cells[0].spec, false);
	show_input(flow, plan);
	px_flow_end(flow);
}

void px_report_header_print(FILE *out, const struct px_results *results,
		     const struct px_environment *stamp)
{
	struct px_flow flow = { .out = out, .separator = " · ", .indent = 2 };

	show_kernel(&flow, stamp);
	show_machine(&flow, stamp);
	show_builds(&flow, stamp);
	show_plan(&flow, results->plan);
}
