// SPDX-License-Identifier: GPL-2.0-only
#include "labs_json.h"
#include "output/json_encode.h"

#define LABS_SCHEMA	"parallax-labs/2"
#define BOARD_SCHEMA	"parallax-claims/2"

/* null: nothing to be seen there, or a matter of chance. */
static json_t *pack_expected(const struct px_expectation *e, enum px_world world)
{
	int64_t value = px_expected(e, world);

	return value == PX_NONE || value == PX_ANY ? json_null() : json_integer(value);
}

static json_t *pack_opinion(const struct px_finding_verdict *o)
{
	json_t *worlds = json_object();

	for (enum px_world w = 0; w < PX_WORLDS; w++)
		px_encode_set(&worlds, px_world_name(w), json_pack("{s:o, s:o}",
			"expected", pack_expected(o->expect, w),
			"observed", o->there[w] && !(w == PX_RUST && o->stated) ?
				json_integer(o->value[w]) : json_null()));
	return json_pack("{s:s, s:s, s:o}",
			 "what", o->expect->what,
			 "verdict", px_agreement_text(o->agreement),
			 "worlds", worlds);
}

static const char *const states[] = {
	[PX_ACTOR_RUNS] = "runs", [PX_ACTOR_WAITS] = "waits", [PX_ACTOR_SHARES] = "shares",
	[PX_ACTOR_HOLDS] = "holds", [PX_ACTOR_GONE] = "gone",
};

static json_t *pack_events(const struct px_lab_result *seen)
{
	json_t *events = json_array();

	for (uint32_t i = 0; i < seen->nr_events; i++) {
		const struct px_event *e = &seen->events[i];

		px_encode_append(&events, json_pack("{s:I, s:s, s:o}",
			"actor", (json_int_t)(int32_t)e->actor,
			"state", states[e->state <= PX_ACTOR_GONE ? e->state : PX_ACTOR_GONE],
			"what", px_encode_text(e->what)));
	}
	return events;
}

static json_t *pack_actors(const struct px_lab_doc *story)
{
	json_t *actors = json_array();

	for (unsigned int i = 0; i < PX_MAX_ACTORS && story->actors[i]; i++)
		px_encode_append(&actors, px_encode_text(story->actors[i]));
	return actors;
}

static json_t *pack_case(const struct px_lab_case *c)
{
	json_t *opinions = json_array(), *events = json_object();

	for (unsigned int i = 0; i < c->ruling.nr; i++)
		px_encode_append(&opinions, pack_opinion(&c->ruling.opinions[i]));
	for (enum px_world w = PX_KERNEL; w < PX_WORLDS; w++)
		if (c->trial.made[w])
			px_encode_set(&events, px_world_name(w), pack_events(&c->trial.seen[w]));
	return json_pack("{s:s, s:s, s:s, s:o, s:o, s:o, s:o}",
			 "lab", c->trial.story->name,
			 "claims", c->trial.story->claims,
			 "verdict", px_agreement_text(c->ruling.agreement),
			 "problem", px_encode_text(c->ruling.problem),
			 "observations", opinions,
			 "actors", pack_actors(c->trial.story),
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
			 "on_this_kernel", px_encode_text(line->special),
			 "remark", px_encode_text(line->remark));
}

int px_labs_json_write(FILE *out, const struct px_lab_case *cases, unsigned int nr,
		       const struct px_environment *stamp)
{
	return px_encode_write(out, json_pack("{s:s, s:o, s:o}", "schema", LABS_SCHEMA,
					    "environment", px_encode_environment(stamp),
					    "labs", pack_cases(cases, nr)));
}

int px_scoreboard_json_write(FILE *out, const struct px_scoreboard_line *lines, unsigned int nr_lines,
			const struct px_lab_case *cases, unsigned int nr_cases,
			const struct px_build_results *evidence, const struct px_environment *stamp)
{
	json_t *claims = json_array();

	for (unsigned int i = 0; i < nr_lines; i++)
		px_encode_append(&claims, pack_line(&lines[i]));
	return px_encode_write(out, json_pack("{s:s, s:o, s:o, s:o, s:o}",
					    "schema", BOARD_SCHEMA,
					    "environment", px_encode_environment(stamp),
					    "rustc", px_encode_text(evidence->rustc),
					    "claims", claims,
					    "labs", pack_cases(cases, nr_cases)));
}
