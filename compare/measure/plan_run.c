// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "case_name.h"
#include "plan_run.h"
#include "progress.h"
#include "text.h"

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

static void show_progress(const struct px_progress *progress,
			  const struct px_bench_case *bench_case, const struct px_side *side)
{
	px_progress_show(progress, bench_case->workload, side->name,
			 bench_case->spec.threads);
}

/* The result of a warm-up is not used: an error shows again in the rounds. */
static int warm_up(const struct px_results *results, struct px_slot slot,
		   const struct px_progress *progress)
{
	const struct px_bench_case *bench_case = &results->plan->cases[slot.bench_case];
	const struct px_side *side = results->plan->sides[slot.side];
	struct px_run_spec first = px_plan_spec(results->plan, slot.bench_case, 0);
	struct px_run_spec spec = px_plan_warmup(&first);
	struct px_record record = { 0 };
	int err;

	if (!px_results_present(results, slot.side))
		return 0;
	show_progress(progress, bench_case, side);
	err = side->run(side, bench_case->workload, &spec, bench_case->input, &record);
	px_record_free(&record);
	return err == -EINTR || err == -ECONNRESET ? err : 0;
}

/* An interrupted run has no result. The side reports it in one of two places. */
static bool interrupted(const struct px_round *round)
{
	return round->error == -EINTR || (!round->error && round->record.error == -EINTR);
}

static int run_slot(struct px_results *results, struct px_slot slot,
		    unsigned int pass, struct px_progress *progress)
{
	const struct px_bench_case *bench_case = &results->plan->cases[slot.bench_case];
	const struct px_side *side = results->plan->sides[slot.side];
	struct px_round *round = px_results_round(results, slot.bench_case,
						  slot.side, pass);
	struct px_run_spec spec = px_plan_spec(results->plan, slot.bench_case, pass);
	struct px_run_hook *hook = results->plan->hook;

	if (!px_results_present(results, slot.side))
		return 0;
	show_progress(progress, bench_case, side);
	if (hook)
		hook->begin(hook);
	round->error =
		side->run(side, bench_case->workload, &spec, bench_case->input, &round->record);
	px_record_add_counts(&round->record);
	if (hook)
		hook->end(hook, &round->record);
	if (interrupted(round))
		return -EINTR;
	if (round->error == -ECONNRESET)
		return -ECONNRESET;
	round->made = true;
	round->order = results->made++;
	progress->done = results->made;
	return 0;
}

static int execute(struct px_results *results, struct px_slot *slots,
		   struct px_progress *progress)
{
	const struct px_plan *plan = results->plan;
	unsigned int n = px_plan_slots(plan);
	int err = 0;

	px_plan_order(plan, 0, slots);
	for (unsigned int i = 0; i < n && !err; i++)
		err = warm_up(results, slots[i], progress);
	px_progress_start(progress);
	for (unsigned int r = 0; r < px_plan_passes(plan) && !err; r++) {
		px_plan_order(plan, r, slots);
		for (unsigned int i = 0; i < n && !err; i++)
			err = run_slot(results, slots[i], r, progress);
	}
	return err;
}

/* Allocates the results and probes the sides. */
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

static void list_cases(const struct px_plan *plan, FILE *out)
{
	char name[128];

	for (unsigned int c = 0; c < plan->nr_cases; c++) {
		px_case_name(plan, c, name, sizeof(name));
		fprintf(out, "  %s\n", name);
	}
	if (plan->left_out)
		px_text_sentence(out, "", "%s", plan->left_out);
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
		list_cases(plan, out);
		if (!isnan(px_plan_limit(plan, plan->nr_sides)))
			fprintf(out, "limit: %.0f s, if all sides are present; make run ends the "
				"virtual machine then\n", px_plan_limit(plan, plan->nr_sides));
	}
	px_results_free(&results);
	return err;
}

int px_plan_run(const struct px_plan *plan, FILE *progress,
		struct px_results *results)
{
	struct px_progress line;
	struct px_slot *slots;
	int err;

	err = prepare(plan, results);
	if (err)
		return err;
	slots = calloc(px_plan_slots(plan), sizeof(*slots));
	if (!slots)
		return -ENOMEM;
	results->planned = count_sides(results) * plan->nr_cases * px_plan_passes(plan);
	px_progress_init(&line, progress, results->planned);
	if (line.live)
		px_plan_print_summary(progress, plan, count_sides(results));
	err = execute(results, slots, &line);
	px_progress_clear(&line);
	free(slots);
	return err;
}
