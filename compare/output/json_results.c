// SPDX-License-Identifier: GPL-2.0-only
#include "json_results.h"
#include "stats/comparison.h"
#include "json_encode.h"
#include "stats/check_status.h"

static json_t *pack_plan(const struct px_results *results)
{
	const struct px_plan *plan = results->plan;
	json_t *sides = json_array();

	for (unsigned int s = 0; s < plan->nr_sides; s++)
		px_encode_append(&sides, json_pack("{s:o, s:o, s:i, s:b, s:o}",
			"name", px_encode_text(plan->sides[s]->name),
			"kind", px_encode_text(px_side_kind(plan->sides[s])),
			"batch", (int)plan->sides[s]->batch,
			"polled", plan->sides[s]->polled,
			"absent", px_encode_text(results->absent[s])));
	return json_pack("{s:o, s:i, s:b, s:b, s:i, s:i, s:o}",
			 "seed", px_encode_count(plan->seed),
			 "rounds", (int)plan->rounds,
			 "timed", plan->timed,
			 "complete", px_results_complete(results),
			 "runs_planned", (int)results->planned,
			 "runs_made", (int)results->made,
			 "sides", sides);
}

static json_t *pack_round(const struct px_results *results, unsigned int nth,
			  const struct px_round *round)
{
	const struct px_record *rec = &round->record;

	return json_pack("{s:i, s:i, s:o, s:i, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o,"
			 " s:o}",
			 "round", (int)nth,
			 "order", (int)round->order,
			 "seed", px_encode_count(px_plan_seed(results->plan, nth)),
			 "error", round->error ? round->error : rec->error,
			 "ops", px_encode_count(px_record_ops(rec)),
			 "wall_ns", px_encode_count(px_record_wall_ns(rec)),
			 "overlap", px_encode_number(px_record_overlap(rec)),
			 "ns_per_op", px_encode_number(px_record_ns_per_op(rec)),
			 "unevenness", px_encode_number(px_record_unevenness(rec)),
			 "most_over_least", px_encode_number(px_record_most_over_least(rec)),
			 "counters", px_encode_counters(rec),
			 "workers", px_encode_workers(rec),
			 "findings", px_encode_findings(rec),
			 "depth", px_encode_count(rec->depth),
			 "latency", px_encode_latency(rec->latency));
}

/* The round in which every step was timed; its throughput is not to be compared. */
static json_t *pack_timed(const struct px_results *results, unsigned int cell,
			  unsigned int side)
{
	unsigned int pass = results->plan->rounds;
	const struct px_round *round;

	if (!results->plan->timed)
		return json_null();
	round = px_results_round(results, cell, side, pass);
	return round->made ? pack_round(results, pass, round) : json_null();
}

static json_t *pack_side(const struct px_results *results, unsigned int cell,
			 unsigned int side)
{
	json_t *rounds = json_array();
	struct px_check_status verdict;

	for (unsigned int r = 0; r < results->plan->rounds; r++) {
		struct px_round *round = px_results_round(results, cell, side, r);

		if (round->made)
			px_encode_append(&rounds, pack_round(results, r, round));
	}
	px_check_status_reach(results, cell, side, &verdict);
	return json_pack("{s:s, s:o, s:o, s:o}",
			 "outcome", px_outcome_word(verdict.outcome),
			 "check", px_encode_text(verdict.text),
			 "rounds", rounds,
			 "timed", pack_timed(results, cell, side));
}

static json_t *pack_sides(const struct px_results *results, unsigned int cell)
{
	const struct px_plan *plan = results->plan;
	json_t *sides = json_object();

	for (unsigned int s = 0; s < plan->nr_sides; s++)
		if (px_results_present(results, s))
			px_encode_set(&sides, plan->sides[s]->name,
				    pack_side(results, cell, s));
	return sides;
}

/* One median of each side. */
static json_t *pack_medians(const struct px_results *results,
			    const double *medians)
{
	const struct px_plan *plan = results->plan;
	json_t *object = json_object();

	for (unsigned int s = 0; s < plan->nr_sides; s++)
		if (px_results_present(results, s))
			px_encode_set(&object, plan->sides[s]->name,
				    px_encode_number(medians[s]));
	return object;
}

static json_t *pack_ratio(const struct px_results *results,
			  const struct px_ratio *ratio)
{
	unsigned int pair[2];

	if (!px_results_pair(results, pair))
		return json_null();
	return json_pack("{s:[s, s], s:o, s:o, s:o, s:i}",
			 "sides", results->plan->sides[pair[0]]->name,
			 results->plan->sides[pair[1]]->name,
			 "estimate", px_encode_number(ratio->estimate),
			 "low", px_encode_number(ratio->low),
			 "high", px_encode_number(ratio->high),
			 "n", (int)ratio->n);
}

static json_t *pack_summary(const struct px_results *results, unsigned int cell)
{
	struct px_comparison judgement;
	struct px_summary summary;

	if (px_results_summarize(results, cell, &summary) ||
	    px_comparison_reach(results, cell, &judgement))
		return NULL;
	return json_pack("{s:s, s:o, s:o, s:o, s:o, s:o}",
			 "judgement", judgement.text,
			 "ns_per_op", pack_medians(results, summary.ns_per_op),
			 "overlap", pack_medians(results, summary.overlap),
			 "hold_ns", pack_medians(results, summary.hold_ns),
			 "think_ns", pack_medians(results, summary.think_ns),
			 "ratio", pack_ratio(results, &summary.ratio));
}

static json_t *pack_input(const struct px_input_file *input)
{
	if (!input)
		return json_null();
	return json_pack("{s:o, s:o}",
			 "file", px_encode_text(input->path),
			 "lines", px_encode_count(input->lines));
}

static json_t *pack_cells(const struct px_results *results)
{
	json_t *cells = json_array();

	for (unsigned int c = 0; c < results->plan->nr_cells; c++) {
		const struct px_bench_case *cell = &results->plan->cells[c];

		px_encode_append(&cells, json_pack("{s:o, s:b, s:b, s:o, s:o, s:o, s:o}",
			"workload", px_encode_text(cell->workload),
			"broken", cell->broken,
			"same", cell->same,
			"spec", px_encode_spec(&cell->spec),
			"input", pack_input(cell->input),
			"summary", pack_summary(results, c),
			"sides", pack_sides(results, c)));
	}
	return cells;
}

json_t *px_json_pack(const struct px_results *results)
{
	return json_pack("{s:o, s:o}", "plan", pack_plan(results), "cells", pack_cells(results));
}

int px_json_write(FILE *out, const struct px_results *results,
		  const struct px_environment *stamp)
{
	return px_encode_write(out, json_pack("{s:s, s:o, s:o, s:o}",
					    "schema", PX_JSON_SCHEMA,
					    "stamp", px_encode_stamp(stamp),
					    "plan", pack_plan(results),
					    "cells", pack_cells(results)));
}
