// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <string.h>
#include "agent_messages.h"
#include "json_encode.h"
#include "json_environment.h"
#include "json_record.h"
#include "json_schema.h"

#define AT(S, member)	.offset = offsetof(S, member), .size = sizeof(((S *)NULL)->member)

/* What the results have once for all runs: see struct px_run_spec. */
static const struct px_json_field run_fields[] = {
	{ "seed", PX_JSON_DIGITS, AT(struct px_bench_case, spec.seed) },
	{ "timed", PX_JSON_INTEGER, AT(struct px_bench_case, spec.timed), .max = 1 },
	{ "counting", PX_JSON_INTEGER, AT(struct px_bench_case, spec.counting), .max = INT32_MAX },
	{ 0 }
};

static const struct px_json_field answer_fields[] = {
	{ "error", PX_JSON_INTEGER, .size = sizeof(int), .min = -4095 },
	{ 0 }
};

json_t *px_agent_hello_encode(const struct px_environment *environment)
{
	return json_pack("{s:s, s:o}", "agent", PX_AGENT_PROTOCOL,
			 "environment", px_encode_environment(environment));
}

json_t *px_agent_run_encode(const char *workload, const struct px_run_spec *spec, bool with_input)
{
	struct px_bench_case bench_case = { .workload = workload, .spec = *spec };
	json_t *run = px_json_fields_encode(json_object(), px_case_fields, &bench_case);

	run = px_json_fields_encode(run, run_fields, &bench_case);
	px_encode_set(&run, "with_input", json_boolean(with_input));
	return json_pack("{s:o}", "run", run);
}

json_t *px_agent_input_encode(const struct px_input_file *input)
{
	return json_pack("{s:{s:s%}}", "input", "text", input->text, input->size);
}

json_t *px_agent_end_encode(void)
{
	return json_pack("{s:b}", "end", 1);
}

json_t *px_agent_answer_encode(int error, const struct px_round *round)
{
	json_t *answer = px_json_fields_encode(json_object(), answer_fields, &error);

	if (!error && round)
		px_encode_set(&answer, "round", px_encode_round(json_object(), round));
	return answer;
}

int px_agent_hello_decode(const json_t *document, struct px_environment *environment, char *why,
			  size_t size)
{
	struct px_json_reader r = { .root = document, .reason = why, .size = size };
	const char *protocol = json_string_value(px_json_member(&r, document, "agent"));

	memset(environment, 0, sizeof(*environment));
	if (!protocol || strcmp(protocol, PX_AGENT_PROTOCOL))
		px_json_refuse(&r, document, "agent", -EPROTO, "expected \"%s\"",
			       PX_AGENT_PROTOCOL);
	px_decode_environment(&r, px_json_object(&r, document, "environment"), environment);
	return r.err;
}

int px_agent_request_decode(const json_t *document, struct px_agent_request *request, char *why,
			    size_t size)
{
	struct px_json_reader r = { .root = document, .reason = why, .size = size };
	const json_t *input = px_json_member(&r, document, "input"), *run;

	memset(request, 0, sizeof(*request));
	request->is_end = json_is_true(px_json_member(&r, document, "end"));
	if (request->is_end)
		return 0;
	if (input) {
		request->input = json_string_value(px_json_member(&r, input, "text"));
		if (!request->input)
			px_json_refuse(&r, input, "text", -EPROTO, "expected a text");
		return r.err;
	}
	run = px_json_object(&r, document, "run");
	request->is_run = true;
	request->with_input = json_is_true(px_json_member(&r, run, "with_input"));
	px_json_fields_decode(&r, run, px_case_fields, &request->bench_case);
	px_json_fields_decode(&r, run, run_fields, &request->bench_case);
	return r.err;
}

int px_agent_answer_decode(const json_t *document, int *error, struct px_round *round, char *why,
			   size_t size)
{
	struct px_json_reader r = { .root = document, .reason = why, .size = size };
	const json_t *made = px_json_member(&r, document, "round");

	px_json_fields_decode(&r, document, answer_fields, error);
	if (made)
		px_decode_round(&r, px_json_object(&r, document, "round"), round);
	return r.err;
}
