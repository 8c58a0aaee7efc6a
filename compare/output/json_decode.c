// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "measure/case_name.h"
#include "json_decode.h"
#include "json_environment.h"
#include "json_file.h"
#include "json_record.h"
#include "json_schema.h"

static void read_plan(struct px_json_reader *r, const json_t *from, struct px_result_file *file)
{
	const json_t *sides = px_json_array(r, from, "sides", 1, PX_MAX_SIDES);
	struct px_plan *plan = &file->plan;

	px_json_fields_decode(r, from, px_plan_fields, plan);
	plan->nr_sides = px_json_array_decode(r, sides, px_side_fields, (void **)&file->sides,
					      sizeof(*file->sides));
	file->list = calloc(plan->nr_sides + 1, sizeof(*file->list));
	if (!file->list)
		px_json_refuse(r, from, NULL, -ENOMEM, "not enough memory");
	for (unsigned int s = 0; !r->err && s < plan->nr_sides; s++) {
		file->sides[s].queued = !strcmp(file->sides[s].kind, "uring");
		file->list[s] = &file->sides[s];
	}
	plan->sides = file->list;
}

static void read_cases(struct px_json_reader *r, const json_t *from, struct px_result_file *file)
{
	struct px_plan *plan = &file->plan;

	plan->nr_cases = px_json_array_decode(r, from, px_case_fields, (void **)&file->cases,
					      sizeof(*file->cases));
	plan->cases = file->cases;
	if (r->err)
		return;
	px_plan_compare_cases(plan);
	file->inputs = calloc(plan->nr_cases + 1, sizeof(*file->inputs));
	if (!file->inputs)
		px_json_refuse(r, from, NULL, -ENOMEM, "not enough memory");
	for (unsigned int c = 0; !r->err && c < plan->nr_cases; c++) {
		const json_t *input = px_json_member(r, json_array_get(from, c), "input_file");
		const json_t *lock = px_json_member(r, json_array_get(from, c), "lock");

		if (json_is_object(lock))
			px_json_fields_decode(r, lock, px_lock_fields, &file->cases[c].lock);
		if (!plan->cases[c].spec.rate != !plan->cases[0].spec.rate)
			px_json_refuse(r, json_array_get(from, c), "run_spec", -EINVAL,
				       "expected a rate in all cases, or in none");

		if (!json_is_object(input))
			continue;
		px_json_fields_decode(r, input, px_input_fields, &file->inputs[c]);
		file->cases[c].input = &file->inputs[c];
	}
}

static void read_round(struct px_json_reader *r, const json_t *from, struct px_round *round)
{
	if (round->made)
		px_json_refuse(r, from, NULL, -EINVAL, "the file has this round twice");
	if (r->err)
		return;
	round->made = true;
	px_decode_round(r, from, round);
}

static void read_rounds(struct px_json_reader *r, const json_t *side, struct px_result_file *file,
			unsigned int c, unsigned int s)
{
	const json_t *rounds = px_json_array(r, side, "rounds", 0, SIZE_MAX), *from;
	const json_t *timed = px_json_member(r, side, "timed_round");
	unsigned int last = file->plan.rounds;
	struct px_round *round;
	size_t i;

	json_array_foreach(rounds, i, from) {
		const json_t *number = px_json_member(r, from, "round");
		json_int_t nth = json_integer_value(number);

		if (!json_is_integer(number) || nth < 0 || nth >= last)
			px_json_refuse(r, from, "round", -EINVAL, "expected an integer: 0 to %u",
				       last - 1);
		if (r->err)
			return;
		read_round(r, from, px_results_round(&file->results, c, s, (unsigned int)nth));
	}
	if (!file->plan.timed || !json_is_object(timed))
		return;
	round = px_results_round(&file->results, c, s, last);
	read_round(r, timed, round);
}

static void read_results(struct px_json_reader *r, const json_t *plan, const json_t *cases,
			 struct px_result_file *file)
{
	if (r->err)
		return;
	if ((uint64_t)px_plan_slots(&file->plan) * px_plan_passes(&file->plan) > PX_MAX_RUNS) {
		px_json_refuse(r, plan, NULL, -EINVAL, "expected at most %u runs", PX_MAX_RUNS);
		return;
	}
	if (px_results_init(&file->results, &file->plan)) {
		px_json_refuse(r, plan, NULL, -ENOMEM, "not enough memory");
		return;
	}
	file->results.environment = &file->environment;
	px_json_fields_decode(r, plan, px_progress_fields, &file->results);
	for (unsigned int s = 0; s < file->plan.nr_sides; s++)
		px_json_fields_decode(r, json_array_get(px_json_member(r, plan, "sides"), s),
				      px_absent_fields, file->results.absent[s]);
	for (unsigned int c = 0; c < file->plan.nr_cases && !r->err; c++) {
		const json_t *sides = px_json_object(r, json_array_get(cases, c), "sides");

		for (unsigned int s = 0; s < file->plan.nr_sides && !r->err; s++) {
			const json_t *side = json_object_get(sides, file->sides[s].name);

			if (side)
				read_rounds(r, side, file, c, s);
		}
	}
}

static void read_document(struct px_json_reader *r, struct px_result_file *file)
{
	const json_t *root = r->root, *plan, *cases;
	const char *schema = json_string_value(json_object_get(root, "schema"));

	if (schema && !strcmp(schema, PX_JSON_SCHEMA_1)) {
		r->old_key = px_json_key_1;
	} else if (!schema || strcmp(schema, PX_JSON_SCHEMA)) {
		px_json_refuse(r, root, NULL, -EINVAL,
			       "expected results of parallax run --json (\"schema\": \"%s\")%s%s",
			       PX_JSON_SCHEMA, schema ? ", found " : "", schema ? schema : "");
		return;
	}
	plan = px_json_object(r, root, "plan");
	cases = px_json_array(r, root, "cases", 1, PX_MAX_CASES);
	px_decode_environment(r, px_json_object(r, root, "environment"), &file->environment);
	read_plan(r, plan, file);
	read_cases(r, cases, file);
	read_results(r, plan, cases, file);
}

int px_result_file_read(struct px_result_file *file, const char *path, char *reason, size_t size)
{
	struct px_json_reader r = { .reason = reason, .size = size };

	memset(file, 0, sizeof(*file));
	file->path = path;
	r.err = px_json_file_load(&file->document, path, reason, size);
	r.root = file->document;
	if (!r.err)
		read_document(&r, file);
	return r.err;
}

void px_result_file_free(struct px_result_file *file)
{
	if (file->results.plan)
		px_results_free(&file->results);
	free(file->inputs);
	free(file->cases);
	free(file->list);
	free(file->sides);
	json_decref(file->document);
	memset(file, 0, sizeof(*file));
}
