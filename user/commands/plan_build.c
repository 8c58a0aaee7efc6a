// SPDX-License-Identifier: GPL-2.0-only
#include <stdio.h>
#include <stdlib.h>
#include "lock_kinds.h"
#include "plan_build.h"

/* Sets the input of a workload that takes one: the file, or a number of random lines. */
static void set_input(struct px_bench_case *bench_case, const struct px_run_options *r,
		      const struct px_workload *workload)
{
	bench_case->input = workload->load ? r->input : NULL;
	if (!workload->load || bench_case->input)
		bench_case->spec.lines = 0;
	else if (!bench_case->spec.lines)
		bench_case->spec.lines = PX_DEFAULT_LINES;
}

struct px_bench_case *px_plan_build_cases(const struct px_run_options *r, unsigned int *nr)
{
	unsigned int specs = px_sweep_count(&r->sweep);
	struct px_bench_case *cases = calloc((size_t)r->nr_workloads * specs, sizeof(*cases));

	*nr = 0;
	for (unsigned int w = 0; cases && w < r->nr_workloads; w++) {
		for (unsigned int i = 0; i < specs; i++) {
			struct px_bench_case *bench_case = &cases[*nr];

			bench_case->spec = px_sweep_spec(&r->sweep, i);
			if (bench_case->spec.threads < px_workload_min_workers(r->workloads[w]) ||
			    !px_workload_has_kind(r->workloads[w], bench_case->spec.kind))
				continue;
			++*nr;
			bench_case->workload = r->workloads[w]->name;
			bench_case->same = r->workloads[w]->deterministic;
			bench_case->broken = r->workloads[w]->broken;
			if (r->workloads[w]->kinds)
				bench_case->lock = r->workloads[w]->kinds[bench_case->spec.kind];
			set_input(bench_case, r, r->workloads[w]);
		}
	}
	return cases;
}

static void print_too_few_threads(FILE *out, const struct px_run_options *r)
{
	const char *separator = "left out, too few threads: ";

	for (unsigned int w = 0; w < r->nr_workloads; w++) {
		u32 least = px_workload_min_workers(r->workloads[w]);

		if (px_list_least(&r->sweep.lists[PX_DIM_THREADS]) >= least)
			continue;
		fprintf(out, "%s%s (%u)", separator, r->workloads[w]->name, least);
		separator = ", ";
	}
}

char *px_plan_build_left_out(const struct px_run_options *r)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	if (out) {
		print_too_few_threads(out, r);
		px_lock_kinds_print_left_out(out, r);
		fclose(out);
	}
	if (text && *text)
		return text;
	free(text);
	return NULL;
}
