// SPDX-License-Identifier: GPL-2.0-only
#include <stdlib.h>
#include "run_choose.h"
#include "util/error.h"
#include "util/input.h"
#include "util/nearest.h"

static uint64_t most_threads(const struct px_run_options *r)
{
	return px_list_most(&r->sweep.lists[PX_DIM_THREADS]);
}

static int add_workload(struct px_run_options *r, const char *name)
{
	const struct px_workload *workload = px_workload_find(name);
	struct px_nearest near = { .text = name };

	for (u32 i = 0; !workload && i < px_workload_count; i++)
		px_nearest_try(&near, px_workloads[i]->name);
	if (!workload)
		return px_nearest_fail(&near, "workload", "parallax list");
	if (most_threads(r) < px_workload_min_workers(workload))
		return px_usage_error("--threads: %s needs at least %u threads", workload->name,
				      px_workload_min_workers(workload));
	r->workloads[r->nr_workloads++] = workload;
	return PX_EXIT_FINE;
}

int px_run_choose_workloads(struct px_run_options *r)
{
	int status = PX_EXIT_FINE;

	r->workloads = calloc(r->nr_names ? (size_t)r->nr_names : px_workload_count,
			      sizeof(*r->workloads));
	if (!r->workloads)
		return px_fail("not enough memory");
	for (u32 i = 0; !r->nr_names && i < px_workload_count; i++)
		if (!px_workloads[i]->broken)
			r->workloads[r->nr_workloads++] = px_workloads[i];
	for (int i = 0; i < r->nr_names && !status; i++)
		status = add_workload(r, r->names[i]);
	return status;
}

static bool takes_input(const struct px_run_options *r)
{
	for (unsigned int i = 0; i < r->nr_workloads; i++)
		if (r->workloads[i]->load)
			return true;
	return false;
}

/* Each thread needs at least one line. */
static int check_lines(const struct px_run_options *r, unsigned long long lines)
{
	if (most_threads(r) > lines)
		return px_usage_error("%llu lines for %u threads: expected at least as many lines",
				      lines, (unsigned int)most_threads(r));
	return PX_EXIT_FINE;
}

int px_run_read_input(struct px_run_options *r)
{
	const struct px_list *lines = &r->sweep.lists[PX_DIM_LINES];
	int status;

	if (!r->input_path && !lines->count)
		return PX_EXIT_FINE;
	if (r->input_path && lines->count)
		return px_usage_error("--input and --lines: expected only one of them");
	if (!takes_input(r))
		return px_usage_error("--%s: none of these workloads takes input (scope_chunks "
				      "does)",
				r->input_path ? "input" : "lines");
	if (!r->input_path)
		return check_lines(r, px_list_least(lines));
	status = px_input_read(&r->input, r->input_path);
	return status ? status : check_lines(r, r->input->lines);
}
