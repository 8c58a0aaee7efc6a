// SPDX-License-Identifier: GPL-2.0-only
/* parallax run: the comparison. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "command.h"
#include "util/perf_counters.h"
#include "output/csv.h"
#include "util/device.h"
#include "util/sigint.h"
#include "output/json_results.h"
#include "measure/plan_run.h"
#include "util/atomic_file.h"
#include "report.h"
#include "run_options.h"
#include "measure/environment.h"
#include "stats/check_status.h"

/* To a workload that takes any: the file, or so many lines made up. */
static void give_input(struct px_bench_case *cell, const struct px_run_options *r,
		       const struct px_workload *workload)
{
	cell->input = workload->load ? r->input : NULL;
	if (!workload->load || cell->input)
		cell->spec.lines = 0;
	else if (!cell->spec.lines)
		cell->spec.lines = PX_DEFAULT_LINES;
}

/* One cell for each workload and spec that has threads enough for it; NULL: no memory. */
static struct px_bench_case *make_cells(const struct px_run_options *r, unsigned int *nr)
{
	unsigned int specs = px_sweep_count(&r->sweep);
	struct px_bench_case *cells = calloc((size_t)r->nr_workloads * specs, sizeof(*cells));

	*nr = 0;
	for (unsigned int w = 0; cells && w < r->nr_workloads; w++) {
		for (unsigned int i = 0; i < specs; i++) {
			struct px_bench_case *cell = &cells[*nr];

			cell->spec = px_sweep_spec(&r->sweep, i);
			if (cell->spec.threads < px_workload_min_workers(r->workloads[w]))
				continue;
			++*nr;
			cell->workload = r->workloads[w]->name;
			cell->same = r->workloads[w]->deterministic;
			cell->broken = r->workloads[w]->broken;
			give_input(cell, r, r->workloads[w]);
		}
	}
	return cells;
}

/* One line on the cells that were not made; NULL: none was left out, or no memory. */
static char *name_left_out(const struct px_run_options *r)
{
	const char *separator = "left out, too few threads: ";
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	for (unsigned int w = 0; out && w < r->nr_workloads; w++) {
		u32 least = px_workload_min_workers(r->workloads[w]);

		if (px_list_least(&r->sweep.lists[PX_DIM_THREADS]) >= least)
			continue;
		fprintf(out, "%s%s (%u)", separator, r->workloads[w]->name, least);
		separator = ", ";
	}
	if (out)
		fclose(out);
	if (text && *text)
		return text;
	free(text);
	return NULL;
}

/* Everything that both sides' threads inherit. */
static int confine(const struct px_run_options *r)
{
	if (r->has_cpus && sched_setaffinity(0, sizeof(r->cpus), &r->cpus))
		return px_fail("--cpus: none of these CPUs is online and allowed");
	return PX_EXIT_FINE;
}

/* To a file; -: to stdout. */
static int write_to(const char *path, const struct px_results *results,
		    const struct px_environment *stamp,
		    int (*write)(FILE *, const struct px_results *, const struct px_environment *))
{
	struct px_atomic_file out;
	int err = px_atomic_file_open(&out, path);

	if (!err)
		err = px_atomic_file_close(&out, write(out.file, results, stamp));
	return err ? px_fail("%s: %s", path, strerror(-err)) : PX_EXIT_FINE;
}

static int report(const struct px_run_options *r, const struct px_results *results,
		  const struct px_environment *stamp)
{
	int status = r->json ? write_to(r->json, results, stamp, px_json_write) : PX_EXIT_FINE;

	if (r->csv && !status)
		status = write_to(r->csv, results, stamp, px_csv_write);
	if (status || (r->json && !strcmp(r->json, "-")))
		return status;
	return px_report(stdout, results, stamp, true);
}

static int judge(const struct px_run_options *r, struct px_plan *plan, struct px_environment *stamp)
{
	struct px_results results;
	struct px_perf_counters counters;
	int status = PX_EXIT_FAILED;
	int err;

	px_perf_counters_open(&counters, px_hardware_events, stamp->counters, sizeof(stamp->counters));
	plan->hook = &counters.hook;
	err = px_plan_run(plan, stderr, &results);
	px_perf_counters_close(&counters);
	px_environment_finish(stamp);
	if (err && err != -EINTR) {
		px_fail("the comparison could not be made: %s", strerror(-err));
		goto free;
	}
	status = report(r, &results, stamp);
	if (!status)
		status = err ? PX_EXIT_FAILED : px_check_status_exit(&results);
free:
	px_results_free(&results);
	return status;
}

static int tell(const struct px_plan *plan)
{
	int err = px_plan_print(plan, stdout);

	return err ? px_fail("the plan could not be made: %s", strerror(-err)) : PX_EXIT_FINE;
}

static int compare(const struct px_run_options *r)
{
	struct px_plan plan = {
		.sides = r->sides.list,
		.nr_sides = r->sides.nr,
		.rounds = (unsigned int)r->rounds,
		.timed = r->latency,
		.seed = r->seed,
	};
	struct px_environment stamp;
	struct px_info module;
	struct px_bench_case *cells;
	char why[PX_WHY_SIZE], *left_out;
	int err = px_device_info(&module, why, sizeof(why));
	int status;

	if (err == -ESTALE)
		return px_fail("%s", why);
	if (px_environment_read(&stamp, err ? NULL : &module))
		return px_fail("the machine cannot be read");
	cells = make_cells(r, &plan.nr_cases);
	if (!cells)
		return px_fail("not enough memory");
	plan.cases = cells;
	plan.left_out = left_out = name_left_out(r);
	status = r->plan_only ? tell(&plan) : judge(r, &plan, &stamp);
	free(left_out);
	free(cells);
	return status;
}

static int run(int argc, char **argv)
{
	struct px_run_options request;
	int status = px_run_options_parse(&request, argc, argv);

	if (!status)
		status = confine(&request);
	px_sigint_prepare();
	if (!status)
		status = compare(&request);
	px_run_options_free(&request);
	return status;
}

const struct px_command px_command_run = {
	.name = "run",
	.summary = "runs workloads on all sides and compares them",
	.run = run,
	.help = px_run_options_help,
};
