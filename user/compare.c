// SPDX-License-Identifier: GPL-2.0-only
/* parallax run: the comparison. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "command.h"
#include "device.h"
#include "json.h"
#include "judge.h"
#include "request.h"
#include "stamp.h"
#include "table.h"
#include "verdict.h"

/* To a workload that takes any: the file, or so many lines made up. */
static void give_input(struct px_cell *cell, const struct px_request *r,
		       const struct px_workload *workload)
{
	cell->input = workload->load ? r->input : NULL;
	if (!workload->load || cell->input)
		cell->spec.lines = 0;
	else if (!r->spec.lines)
		cell->spec.lines = PX_DEFAULT_LINES;
}

/* One cell for each workload and number of threads that is enough for it; NULL: no memory. */
static struct px_cell *make_cells(const struct px_request *r, unsigned int *nr)
{
	struct px_cell *cells = calloc(r->nr_workloads * r->threads.count, sizeof(*cells));

	*nr = 0;
	for (unsigned int w = 0; cells && w < r->nr_workloads; w++) {
		for (unsigned int t = 0; t < r->threads.count; t++) {
			struct px_cell *cell = &cells[*nr];

			if (r->threads.values[t] < px_workload_least(r->workloads[w]))
				continue;
			++*nr;
			cell->workload = r->workloads[w]->name;
			cell->same = r->workloads[w]->same;
			cell->broken = r->workloads[w]->broken;
			cell->spec = r->spec;
			cell->spec.threads = r->threads.values[t];
			give_input(cell, r, r->workloads[w]);
		}
	}
	return cells;
}

/* One line on the cells that were not made; NULL: none was left out, or no memory. */
static char *name_left_out(const struct px_request *r)
{
	const char *separator = "left out, too few threads: ";
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	for (unsigned int w = 0; out && w < r->nr_workloads; w++) {
		u32 least = px_workload_least(r->workloads[w]);

		if (px_list_least(&r->threads) >= least)
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
static int confine(const struct px_request *r)
{
	if (r->has_cpus && sched_setaffinity(0, sizeof(r->cpus), &r->cpus))
		return px_fail("--cpus: none of these CPUs is online and allowed");
	return PX_EXIT_FINE;
}

static int write_json(const char *path, const struct px_results *results,
		      const struct px_stamp *stamp)
{
	bool to_stdout = !strcmp(path, "-");
	FILE *out = to_stdout ? stdout : fopen(path, "w");
	int err;

	if (!out)
		return px_fail("%s: %s", path, strerror(errno));
	err = px_json_write(out, results, stamp);
	if (!to_stdout && fclose(out) && !err)
		err = -errno;
	return err ? px_fail("%s: %s", path, strerror(-err)) : PX_EXIT_FINE;
}

static int report(const struct px_request *r, const struct px_results *results,
		  const struct px_stamp *stamp)
{
	int status = r->json ? write_json(r->json, results, stamp) : PX_EXIT_FINE;
	int err;

	if (r->json && !strcmp(r->json, "-"))
		return status;
	err = px_table_print(stdout, results, stamp);
	return err ? px_fail("the table could not be written: %s", strerror(-err)) : status;
}

static int judge(const struct px_request *r, const struct px_plan *plan,
		 struct px_stamp *stamp)
{
	struct px_results results;
	int err = px_judge_run(plan, stderr, &results);
	int status = PX_EXIT_FAILED;

	px_stamp_finish(stamp);
	if (err) {
		px_fail("the comparison could not be made: %s", strerror(-err));
		goto free;
	}
	status = report(r, &results, stamp);
	if (!status)
		status = px_verdict_status(&results);
free:
	px_results_free(&results);
	return status;
}

static int compare(const struct px_request *r)
{
	struct px_plan plan = {
		.sides = r->sides.list,
		.nr_sides = r->sides.nr,
		.rounds = (unsigned int)r->rounds,
		.seed = r->seed,
	};
	struct px_stamp stamp;
	struct px_info module;
	struct px_cell *cells;
	char why[PX_WHY_SIZE], *left_out;
	int err = px_device_info(&module, why, sizeof(why));
	int status;

	if (err == -ESTALE)
		return px_fail("%s", why);
	if (px_stamp_read(&stamp, err ? NULL : &module))
		return px_fail("the machine cannot be read");
	cells = make_cells(r, &plan.nr_cells);
	if (!cells)
		return px_fail("not enough memory");
	plan.cells = cells;
	plan.left_out = left_out = name_left_out(r);
	status = judge(r, &plan, &stamp);
	free(left_out);
	free(cells);
	return status;
}

static int run(int argc, char **argv)
{
	struct px_request request;
	int status = px_request_parse(&request, argc, argv);

	if (!status)
		status = confine(&request);
	if (!status)
		status = compare(&request);
	px_request_free(&request);
	return status;
}

const struct px_command px_command_run = {
	.name = "run",
	.summary = "runs workloads on all sides and compares them",
	.run = run,
	.help = px_request_help,
};
