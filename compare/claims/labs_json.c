// SPDX-License-Identifier: GPL-2.0-only
#include "labs_json.h"
#include "output/json_encode.h"
#include "output/json_environment.h"

#define LABS_SCHEMA	"parallax-labs/2"
#define BOARD_SCHEMA	"parallax-claims/2"

/* null: no such observation, or its value depends on chance. */
static json_t *pack_expected(const struct px_expectation *e, enum px_world world)
{
	int64_t value = px_expected(e, world);

	return value == PX_NONE || value == PX_ANY ? json_null() : json_integer(value);
}

static json_t *pack_finding(const struct px_finding_verdict *f)
{
	json_t *worlds = json_object();

	for (enum px_world w = 0; w < PX_WORLDS; w++)
		px_encode_set(&worlds, px_world_name(w), json_pack("{s:o, s:o}",
			"expected", pack_expected(f->expect, w),
			"observed", f->present[w] && !(w == PX_RUST && f->stated) ?
				json_integer(f->value[w]) : json_null()));
	return json_pack("{s:s, s:s, s:o}",
			 "what", f->expect->what,
			 "verdict", px_agreement_text(f->agreement),
			 "worlds", worlds);
}

static const char *const states[] = {
	[PX_ACTOR_RUNS] = "runs", [PX_ACTOR_WAITS] = "waits", [PX_ACTOR_SHARES] = "shares",
	[PX_ACTOR_HOLDS] = "holds", [PX_ACTOR_GONE] = "gone",
};

static json_t *pack_events(const struct px_lab_result *result)
{
	json_t *events = json_array();

	for (uint32_t i = 0; i < result->nr_events; i++) {
		const struct px_event *e = &result->events[i];

		px_encode_append(&events, json_pack("{s:I, s:s, s:o}",
			"actor", (json_int_t)(int32_t)e->actor,
			"state", states[e->state <= PX_ACTOR_GONE ? e->state : PX_ACTOR_GONE],
			"what", px_encode_text(e->what)));
	}
	return events;
}

static json_t *pack_actors(const struct px_lab_doc *doc)
{
	json_t *actors = json_array();

	for (unsigned int i = 0; i < PX_MAX_ACTORS && doc->actors[i]; i++)
		px_encode_append(&actors, px_encode_text(doc->actors[i]));
	return actors;
}

static json_t *pack_case(const struct px_lab_case *c)
{
	json_t *findings = json_array(), *events = json_object();

	for (unsigned int i = 0; i < c->verdict.nr; i++)
		px_encode_append(&findings, pack_finding(&c->verdict.findings[i]));
	for (enum px_world w = PX_KERNEL; w < PX_WORLDS; w++)
		if (c->results.ran[w])
			px_encode_set(&events, px_world_name(w),
				      pack_events(&c->results.observed[w]));
	return json_pack("{s:s, s:s, s:s, s:o, s:o, s:o, s:o}",
			 "lab", c->results.doc->name,
			 "claims", c->results.doc->claims,
			 "verdict", px_agreement_text(c->verdict.agreement),
			 "problem", px_encode_text(c->verdict.problem),
			 "observations", findings,
			 "actors", pack_actors(c->results.doc),
			 "events", events);
}

static json_t *pack_cases(const struct px_lab_case *cases, unsigned int nr)
{
	json_t *array = json_array();

	for (unsigned int i = 0; i < nr; i++)
		px_encode_append(&array, pack_case(&cases[i]));
	return array;
}

static json_t *pack_line(const struct px_scoreboard_line *line)
{
	const struct px_claim *c = line->claim;

	return json_pack("{s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:s, s:o, s:o, s:o}",
			 "id", c->id,
			 "claim", c->text,
			 "note", px_note_word(c->note),
			 "correction", px_encode_text(c->correction ? c->correction : ""),
			 "rust", px_encode_text(line->cell[PX_RUST]),
			 "kernel", px_encode_text(line->cell[PX_KERNEL]),
			 "user", px_encode_text(line->cell[PX_USER]),
			 "verdict", px_agreement_text(line->agreement),
			 "difference", px_encode_text(line->difference),
			 "on_this_kernel", px_encode_text(line->config_note),
			 "remark", px_encode_text(line->remark));
}

int px_labs_json_write(FILE *out, const struct px_lab_case *cases, unsigned int nr,
		       const struct px_environment *environment)
{
	return px_encode_write(out, json_pack("{s:s, s:o, s:o}", "schema", LABS_SCHEMA,
					    "environment", px_encode_environment(environment),
					    "labs", pack_cases(cases, nr)));
}

int px_scoreboard_json_write(FILE *out, const struct px_scoreboard_line *lines,
			     unsigned int nr_lines, const struct px_lab_case *cases,
			     unsigned int nr_cases, const struct px_build_results *build,
			     const struct px_environment *environment)
{
	json_t *claims = json_array();

	for (unsigned int i = 0; i < nr_lines; i++)
		px_encode_append(&claims, pack_line(&lines[i]));
	return px_encode_write(out, json_pack("{s:s, s:o, s:o, s:o, s:o}",
					    "schema", BOARD_SCHEMA,
					    "environment", px_encode_environment(environment),
					    "rustc", px_encode_text(build->rustc),
					    "claims", claims,
					    "labs", pack_cases(cases, nr_cases)));
}
