// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "plan_run.h"
#include "stats/comparison.h"
#include "progress.h"

static void probe_sides(struct px_results *results)
{
	const struct px_plan *plan = results->plan;

	for (unsigned int s = 0; s < plan->nr_sides; s++) {
		char *why = results->absent[s];
		int err = plan->sides[s]->probe(why, PX_WHY_SIZE);

		if (!err)
			why[0] = '\0';
		else if (!why[0])
			snprintf(why, PX_WHY_SIZE, "%s", strerror(-err));
	}
}

static unsigned int count_sides(const struct px_results *results)
{
	unsigned int present = 0;

	for (unsigned int s = 0; s < results->plan->nr_sides; s++)
		present += px_results_present(results, s);
	return present;
}

static void announce(const struct px_progress *progress,
		     const struct px_bench_case *cell, const struct px_side *side)
{
	px_progress_show(progress, cell->workload, side->name,
			 cell->spec.threads);
}

/* A warm-up that fails is no result: the rounds to come will show the same. */
static int warm_up(const struct px_results *results, struct px_slot turn,
		   const struct px_progress *progress)
{
	const struct px_bench_case *cell = &results->plan->cells[turn.cell];
	const struct px_side *side = results->plan->sides[turn.side];
	struct px_run_spec first = px_plan_spec(results->plan, turn.cell, 0);
	struct px_run_spec spec = px_plan_warmup(&first);
	struct px_record record = { 0 };
	int err;

	if (!px_results_present(results, turn.side))
		return 0;
	announce(progress, cell, side);
	err = side->run(side, cell->workload, &spec, cell->input, &record);
	px_record_free(&record);
	return err == -EINTR ? err : 0;
}

/* A run that was told to stop has measured nothing, in whatever way it says so. */
static bool interrupted(const struct px_round *round)
{
	return round->error == -EINTR || (!round->error && round->record.error == -EINTR);
}

static int take_turn(struct px_results *results, struct px_slot turn,
		     unsigned int pass, struct px_progress *progress)
{
	const struct px_bench_case *cell = &results->plan->cells[turn.cell];
	const struct px_side *side = results->plan->sides[turn.side];
	struct px_round *round = px_results_round(results, turn.cell,
						  turn.side, pass);
	struct px_run_spec spec = px_plan_spec(results->plan, turn.cell, pass);
	struct px_run_hook *meter = results->plan->meter;

	if (!px_results_present(results, turn.side))
		return 0;
	announce(progress, cell, side);
	if (meter)
		meter->begin(meter);
	round->error = side->run(side, cell->workload, &spec, cell->input, &round->record);
	if (meter)
		meter->end(meter, &round->record);
	if (interrupted(round))
		return -EINTR;
	round->made = true;
	round->order = results->made++;
	progress->done = results->made;
	return 0;
}

static int execute(struct px_results *results, struct px_slot *turns,
		   struct px_progress *progress)
{
	const struct px_plan *plan = results->plan;
	unsigned int n = px_plan_slots(plan);
	int err = 0;

	px_plan_order(plan, 0, turns);
	for (unsigned int i = 0; i < n && !err; i++)
		err = warm_up(results, turns[i], progress);
	px_progress_start(progress);
	for (unsigned int r = 0; r < px_plan_passes(plan) && !err; r++) {
		px_plan_order(plan, r, turns);
		for (unsigned int i = 0; i < n && !err; i++)
			err = take_turn(results, turns[i], r, progress);
	}
	return err;
}

/* Room for the results, and which sides are there. */
static int prepare(const struct px_plan *plan, struct px_results *results)
{
	int err;

	memset(results, 0, sizeof(*results));
	err = px_plan_check(plan);
	if (!err)
		err = px_results_init(results, plan);
	if (!err)
		probe_sides(results);
	return err;
}

static void list_rows(const struct px_plan *plan, FILE *out)
{
	char name[128];

	for (unsigned int c = 0; c < plan->nr_cells; c++) {
		px_comparison_name(plan, c, name, sizeof(name));
		fprintf(out, "  %s\n", name);
	}
	if (plan->left_out)
		fprintf(out, "%s\n", plan->left_out);
}

int px_plan_print(const struct px_plan *plan, FILE *out)
{
	struct px_results results;
	int err = prepare(plan, &results);

	if (!err) {
		px_plan_print_summary(out, plan, count_sides(&results));
		for (unsigned int s = 0; s < plan->nr_sides; s++)
			if (!px_results_present(&results, s))
				fprintf(out, "  %s is absent: %s\n", plan->sides[s]->name,
					results.absent[s]);
		list_rows(plan, out);
	}
	px_results_free(&results);
	return err;
}

int px_plan_run(const struct px_plan *plan, FILE *progress,
		 struct px_results *results)
{
	struct px_progress line;
	struct px_slot *turns;
	int err;

	err = prepare(plan, results);
	if (err)
		return err;
	turns = calloc(px_plan_slots(plan), sizeof(*turns));
	if (!turns)
		return -ENOMEM;
	results->planned = count_sides(results) * plan->nr_cells * px_plan_passes(plan);
	px_progress_init(&line, progress, results->planned);
	if (line.live)
		px_plan_print_summary(progress, plan, count_sides(results));
	err = execute(results, turns, &line);
	px_progress_clear(&line);
	free(turns);
	return err;
}
