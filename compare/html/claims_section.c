// SPDX-License-Identifier: GPL-2.0-only
#include <jansson.h>
#include <string.h>
#include "html.h"
#include "claims_section.h"

static bool has_word(const char *words, const char *word)
{
	char next[64];
	int used;

	while (sscanf(words, "%63s%n", next, &used) == 1) {
		if (!strcmp(next, word))
			return true;
		words += used;
	}
	return false;
}

static const char *name_of(const json_t *text)
{
	const char *name = json_string_value(text);

	return name ? name : "–";
}

static const char *text_of(const json_t *object, const char *key)
{
	return name_of(json_object_get(object, key));
}

/* ---- claims ------------------------------------------------------------------ */

void px_claims_section_claims(struct px_page_ctx *ctx, const struct px_concept *concept)
{
	static const char *const keys[] = { "claim", "note", "rust", "kernel", "user", "verdict" };
	const json_t *claims = json_object_get(ctx->page->claims, "claims"), *claim;
	size_t i;

	if (!json_is_array(claims))
		return;
	fputs("<h3>Is the claim true?</h3>\n", ctx->out);
	px_html_table(ctx->out, "claim of the notes|the notes are|Rust|kernel|user space|verdict");
	json_array_foreach(claims, i, claim) {
		if (!has_word(concept->claims, text_of(claim, "id")))
			continue;
		fputs("<tr>", ctx->out);
		for (unsigned int k = 0; k < sizeof(keys) / sizeof(keys[0]); k++) {
			bool bad = !strcmp(text_of(claim, keys[k]), "UNEXPECTED");

			fprintf(ctx->out, "<td%s>", bad ? " class=\"bad\"" : "");
			if (!k)
				px_html_print(ctx->out, "%s: ", text_of(claim, "id"));
			px_html_text(ctx->out, text_of(claim, keys[k]));
			fputs("</td>", ctx->out);
		}
		fputs("</tr>\n", ctx->out);
	}
	px_html_table_end(ctx->out);
}

/* ---- timelines: a column for each actor, a row for each event ---- */

#define ACTORS	8u	/* at most */

static json_int_t actor_of(const json_t *event)
{
	return json_integer_value(json_object_get(event, "actor"));
}

/* The end of the timeline that begins at start: the next title, or the last event. */
static size_t timeline_end(const json_t *events, size_t start)
{
	size_t i = start;

	while (i < json_array_size(events) && actor_of(json_array_get(events, i)) >= 0)
		i++;
	return i;
}

/* A bit for each actor that has an event. */
static unsigned int actors_of(const json_t *events, size_t start, size_t end)
{
	unsigned int bits = 0;

	for (size_t i = start; i < end; i++)
		if (actor_of(json_array_get(events, i)) < ACTORS)
			bits |= 1u << actor_of(json_array_get(events, i));
	return bits;
}

/* The CSS class is the actor's state, which lasts until its next event. */
static void put_event(FILE *out, const json_t *event, unsigned int actors,
		      const char *states[ACTORS])
{
	fputs("<tr>", out);
	for (unsigned int a = 0; a < ACTORS; a++) {
		if (!(actors & 1u << a))
			continue;
		if (actor_of(event) == a)
			states[a] = text_of(event, "state");
		fputs("<td class=\"", out);
		px_html_text(out, states[a]);
		fputs("\">", out);
		if (actor_of(event) == a)
			px_html_text(out, text_of(event, "what"));
		fputs("</td>", out);
	}
	fputs("</tr>\n", out);
}

static void put_timeline(FILE *out, const json_t *lab, const json_t *events, size_t start,
			 size_t end)
{
	const char *states[ACTORS];
	unsigned int actors = actors_of(events, start, end);

	fputs("<thead><tr>", out);
	for (unsigned int a = 0; a < ACTORS; a++) {
		states[a] = "gone";
		if (!(actors & 1u << a))
			continue;
		fputs("<th>", out);
		px_html_text(out, name_of(json_array_get(json_object_get(lab, "actors"), a)));
		fputs("</th>", out);
	}
	fputs("</tr></thead>\n<tbody>\n", out);
	for (size_t i = start; i < end; i++)
		put_event(out, json_array_get(events, i), actors, states);
	fputs("</tbody>", out);
}

static void put_timelines(struct px_page_ctx *ctx, const json_t *lab, const char *world)
{
	const json_t *events = json_object_get(json_object_get(lab, "events"), world);
	size_t end;

	for (size_t i = 0; i < json_array_size(events); i = end) {
		const json_t *title = json_array_get(events, i);

		i += actor_of(title) < 0;
		end = timeline_end(events, i);
		if (end == i)
			continue;
		fputs("<div class=\"wide\"><table class=\"line\">\n<caption>", ctx->out);
		px_html_print(ctx->out, "%s%s%s", strcmp(world, "kernel") ? "user space" : "kernel",
			      actor_of(title) < 0 ? ": " : "",
			      actor_of(title) < 0 ? text_of(title, "what") : "");
		fputs("</caption>\n", ctx->out);
		put_timeline(ctx->out, lab, events, i, end);
		fputs("</table></div>\n", ctx->out);
	}
}

static void put_legend(struct px_page_ctx *ctx, const json_t *lab)
{
	const json_t *events = json_object_get(lab, "events");

	if (!json_array_size(json_object_get(events, "kernel")) &&
	    !json_array_size(json_object_get(events, "user")))
		return;
	fputs("<p class=\"faint\">Time runs from top to bottom. An actor "
	      "<span class=\"runs\">runs</span>, "
	      "<span class=\"waits\">waits</span>, "
	      "<span class=\"shares\">holds with others</span>, "
	      "<span class=\"holds\">holds alone</span>.</p>\n",
	      ctx->out);
}

/* ---- labs -------------------------------------------------------------------- */

static void put_value(struct px_page_ctx *ctx, const json_t *worlds, const char *world)
{
	const json_t *observed = json_object_get(json_object_get(worlds, world), "observed");

	fputs("<td class=\"n\">", ctx->out);
	if (json_is_integer(observed))
		fprintf(ctx->out, "%lld", (long long)json_integer_value(observed));
	else
		fputs("–", ctx->out);
	fputs("</td>", ctx->out);
}

static void put_observations(struct px_page_ctx *ctx, const json_t *lab)
{
	const json_t *observations = json_object_get(lab, "observations"), *observation;
	size_t i;

	px_html_table(ctx->out, "observed|#Rust|#kernel|#user space|verdict");
	json_array_foreach(observations, i, observation) {
		const json_t *worlds = json_object_get(observation, "worlds");

		fputs("<tr><td>", ctx->out);
		px_html_text(ctx->out, text_of(observation, "what"));
		fputs("</td>", ctx->out);
		put_value(ctx, worlds, "rust");
		put_value(ctx, worlds, "kernel");
		put_value(ctx, worlds, "user");
		fputs("<td>", ctx->out);
		px_html_text(ctx->out, text_of(observation, "verdict"));
		fputs("</td></tr>\n", ctx->out);
	}
	px_html_table_end(ctx->out);
}

static bool tests_concept(const json_t *lab, const struct px_concept *concept)
{
	const char *claims = text_of(lab, "claims");
	char id[32];
	int used;

	while (sscanf(claims, "%31s%n", id, &used) == 1) {
		if (has_word(concept->claims, id))
			return true;
		claims += used;
	}
	return false;
}

void px_claims_section_labs(struct px_page_ctx *ctx, const struct px_concept *concept)
{
	const json_t *labs = json_object_get(ctx->page->claims, "labs"), *lab;
	size_t i;

	json_array_foreach(labs, i, lab) {
		if (!tests_concept(lab, concept))
			continue;
		fputs("<details><summary>lab <code>", ctx->out);
		px_html_text(ctx->out, text_of(lab, "lab"));
		fputs("</code>: ", ctx->out);
		px_html_text(ctx->out, text_of(lab, "verdict"));
		fputs("</summary>\n", ctx->out);
		put_observations(ctx, lab);
		put_legend(ctx, lab);
		put_timelines(ctx, lab, "kernel");
		put_timelines(ctx, lab, "user");
		fputs("</details>\n", ctx->out);
	}
}
