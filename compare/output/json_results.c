// SPDX-License-Identifier: GPL-2.0-only
#include "stats/check_status.h"
#include "stats/comparison.h"
#include "stats/summary.h"
#include "json_encode.h"
#include "json_environment.h"
#include "json_ratios.h"
#include "json_record.h"
#include "json_results.h"
#include "json_schema.h"

static json_t *encode_side_of_plan(const struct px_results *results, unsigned int s)
{
	struct px_side side = *results->plan->sides[s];

	side.kind = px_side_kind(&side);
	return px_json_fields_encode(px_json_fields_encode(json_object(), px_side_fields, &side),
				     px_absent_fields, results->absent[s]);
}

static json_t *encode_plan(const struct px_results *results)
{
	json_t *sides = json_array();
	json_t *plan = px_json_fields_encode(json_object(), px_plan_fields, results->plan);

	for (unsigned int s = 0; s < results->plan->nr_sides; s++)
		px_encode_append(&sides, encode_side_of_plan(results, s));
	px_encode_set(&plan, "complete", json_boolean(px_results_complete(results)));
	plan = px_json_fields_encode(plan, px_progress_fields, results);
	px_encode_set(&plan, "sides", sides);
	return plan;
}

static json_t *encode_round(const struct px_results *results, unsigned int nth,
			    const struct px_round *round)
{
	return px_encode_round(json_pack("{s:i, s:o}", "round", (int)nth,
					 "seed", px_encode_count(px_plan_seed(results->plan, nth))),
			       round);
}

static json_t *encode_timed_round(const struct px_results *results, unsigned int c, unsigned int s)
{
	unsigned int pass = results->plan->rounds;
	const struct px_round *round;

	if (!results->plan->timed)
		return json_null();
	round = px_results_round(results, c, s, pass);
	return round->made ? encode_round(results, pass, round) : json_null();
}

static json_t *encode_side(const struct px_results *results, unsigned int c, unsigned int s)
{
	json_t *rounds = json_array();
	struct px_check_status status;

	for (unsigned int r = 0; r < results->plan->rounds; r++) {
		struct px_round *round = px_results_round(results, c, s, r);

		if (round->made)
			px_encode_append(&rounds, encode_round(results, r, round));
	}
	px_check_status_get(results, c, s, &status);
	return json_pack("{s:s, s:o, s:o, s:o}",
			 "check_status", px_outcome_word(status.outcome),
			 "check_text", px_encode_text(status.text),
			 "rounds", rounds,
			 "timed_round", encode_timed_round(results, c, s));
}

static json_t *encode_sides(const struct px_results *results, unsigned int c)
{
	json_t *sides = json_object();

	for (unsigned int s = 0; s < results->plan->nr_sides; s++)
		if (px_results_present(results, s))
			px_encode_set(&sides, results->plan->sides[s]->name,
				      encode_side(results, c, s));
	return sides;
}

/* By name of the side. */
static json_t *encode_medians(const struct px_results *results, const double *medians)
{
	json_t *object = json_object();

	for (unsigned int s = 0; s < results->plan->nr_sides; s++)
		if (px_results_present(results, s))
			px_encode_set(&object, results->plan->sides[s]->name,
				      px_encode_number(medians[s]));
	return object;
}

static json_t *encode_summary(const struct px_results *results, const struct px_judged *judged,
			      unsigned int c)
{
	const struct px_comparison *row = judged->pairs[0].rows ? &judged->pairs[0].rows[c] : NULL;
	struct px_summary summary;

	if (px_results_summarize(results, c, &summary))
		return NULL;
	return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o}",
			 "comparison",
			 px_encode_text(row ? row->text : "not compared: one side only"),
			 "ns_per_op", encode_medians(results, summary.ns_per_op),
			 "overlap", encode_medians(results, summary.overlap),
			 "hold_ns", encode_medians(results, summary.hold_ns),
			 "think_ns", encode_medians(results, summary.think_ns),
			 "ratio", px_encode_pair(results, &judged->pairs[0], c),
			 "ratios", px_encode_pairs(results, judged, c));
}

static json_t *encode_case(const struct px_results *results, const struct px_judged *judged,
			   unsigned int c)
{
	const struct px_bench_case *bench = &results->plan->cases[c];
	json_t *object = px_json_fields_encode(json_object(), px_case_fields, bench);

	px_encode_set(&object, "lock", !bench->lock.kernel ? json_null() :
		      px_json_fields_encode(json_object(), px_lock_fields, &bench->lock));
	px_encode_set(&object, "input_file", !bench->input ? json_null() :
		      px_json_fields_encode(json_object(), px_input_fields, bench->input));
	px_encode_set(&object, "summary", encode_summary(results, judged, c));
	px_encode_set(&object, "sides", encode_sides(results, c));
	return object;
}

static json_t *encode_cases(const struct px_results *results)
{
	struct px_judged judged = { 0 };
	int err = px_judge(results, &judged);
	json_t *cases = err ? NULL : json_array();

	for (unsigned int c = 0; c < results->plan->nr_cases && !err; c++)
		px_encode_append(&cases, encode_case(results, &judged, c));
	px_judged_free(&judged);
	return cases;
}

json_t *px_encode_results(const struct px_results *results)
{
	return json_pack("{s:o, s:o}", "plan", encode_plan(results),
			 "cases", encode_cases(results));
}

int px_json_write(FILE *out, const struct px_results *results,
		  const struct px_environment *environment)
{
	return px_encode_write(out, json_pack("{s:s, s:o, s:o, s:o}",
					      "schema", PX_JSON_SCHEMA,
					      "environment", px_encode_environment(environment),
					      "plan", encode_plan(results),
					      "cases", encode_cases(results)));
}
