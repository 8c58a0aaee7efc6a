// SPDX-License-Identifier: GPL-2.0-only
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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

/* The parameters that some workloads do not use. */
static const struct parameter {
	enum px_dimension dimension;
	u32 use;			/* 0: workloads with load() use it */
	const char *option;
} parameters[] = {
	{ PX_DIM_HOLD, PX_USES_HOLD, "--hold" },
	{ PX_DIM_THINK, PX_USES_THINK, "--think" },
	{ PX_DIM_READ_SHARE, PX_USES_READ_SHARE, "--read-share" },
	{ PX_DIM_PAYLOAD, PX_USES_PAYLOAD, "--payload" },
	{ PX_DIM_CAPACITY, PX_USES_CAPACITY, "--capacity" },
	{ PX_DIM_LINES, 0, "--lines" },
};

#define PARAMETERS	(sizeof(parameters) / sizeof(parameters[0]))

/* Several values of it would be as many equal rows. */
static bool has_no_effect(const struct px_run_options *r, const struct px_workload *workload,
			  const struct parameter *p)
{
	bool used = p->use ? workload->uses & p->use : !!workload->load;

	return r->sweep.lists[p->dimension].count > 1 && !used;
}

/* Gives the parameters without an effect one value: 0, which is not printed, or the first. */
static void set_unused(struct px_bench_case *bench_case, const struct px_run_options *r,
		       const struct px_workload *workload)
{
	for (size_t i = 0; i < PARAMETERS; i++)
		if (has_no_effect(r, workload, &parameters[i]))
			px_sweep_put(&bench_case->spec, parameters[i].dimension,
				     parameters[i].dimension != PX_DIM_READ_SHARE ? 0 :
				     r->sweep.lists[PX_DIM_READ_SHARE].values[0]);
}

/* Another row of the workload has the same spec. */
static bool is_double(const struct px_bench_case *cases, unsigned int nr)
{
	for (unsigned int i = nr; i-- && cases[i].workload == cases[nr].workload;)
		if (!memcmp(&cases[i].spec, &cases[nr].spec, sizeof(cases[i].spec)))
			return true;
	return false;
}

/* Adds the cases of one workload. */
static void add_cases(struct px_bench_case *cases, unsigned int *nr,
		      const struct px_run_options *r, const struct px_workload *workload)
{
	bool doubles = false;

	for (size_t i = 0; i < PARAMETERS; i++)
		doubles |= has_no_effect(r, workload, &parameters[i]);
	for (unsigned int i = 0; i < px_sweep_count(&r->sweep); i++) {
		struct px_bench_case *bench_case = &cases[*nr];

		*bench_case = (struct px_bench_case){
			.workload = workload->name,
			.spec = px_sweep_spec(&r->sweep, i),
			.same = workload->deterministic,
			.broken = workload->broken,
		};
		if (bench_case->spec.threads < px_workload_min_workers(workload) ||
		    !px_workload_has_kind(workload, bench_case->spec.kind))
			continue;
		if (workload->kinds)
			bench_case->lock = workload->kinds[bench_case->spec.kind];
		set_unused(bench_case, r, workload);
		set_input(bench_case, r, workload);
		if (!doubles || !is_double(cases, *nr))
			++*nr;
	}
}

struct px_bench_case *px_plan_build_cases(const struct px_run_options *r, unsigned int *nr)
{
	size_t most = (size_t)r->nr_workloads * px_sweep_count(&r->sweep) + 1;
	struct px_bench_case *cases = calloc(most, sizeof(*cases));

	*nr = 0;
	for (unsigned int w = 0; cases && w < r->nr_workloads; w++)
		add_cases(cases, nr, r, r->workloads[w]);
	return cases;
}

static void name_too_few_threads(FILE *out, const struct px_run_options *r)
{
	const char *separator = "no row with fewer threads than the workload needs: ";

	for (unsigned int w = 0; w < r->nr_workloads; w++) {
		u32 least = px_workload_min_workers(r->workloads[w]);

		if (px_list_least(&r->sweep.lists[PX_DIM_THREADS]) >= least)
			continue;
		fprintf(out, "%s%s (at least %u)", separator, r->workloads[w]->name, least);
		separator = ", ";
	}
}

/* "--capacity does not apply to chan_unbounded, empty: one row for all values" */
static void name_unused(FILE *out, const struct px_run_options *r, const struct parameter *p)
{
	const char *separator = " does not apply to ";

	for (unsigned int w = 0; w < r->nr_workloads; w++) {
		if (!has_no_effect(r, r->workloads[w], p))
			continue;
		if (*separator == ' ')
			fprintf(out, "%s%s", ftell(out) ? "; " : "", p->option);
		fprintf(out, "%s%s", separator, r->workloads[w]->name);
		separator = ", ";
	}
	if (*separator == ',')
		fputs(": one row for all values", out);
}

char *px_plan_build_left_out(const struct px_run_options *r)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	if (out) {
		name_too_few_threads(out, r);
		px_lock_kinds_print_left_out(out, r);
		for (size_t i = 0; i < PARAMETERS; i++)
			name_unused(out, r, &parameters[i]);
		fclose(out);
	}
	if (text && *text)
		return text;
	free(text);
	return NULL;
}
