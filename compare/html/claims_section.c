// SPDX-License-Identifier: GPL-2.0-only
#include <jansson.h>
#include <string.h>
#include "html.h"
#include "claims_section.h"

static bool word_in(const char *words, const char *word)
{
	char one[64];
	int used;

	while (sscanf(words, "%63s%n", one, &used) == 1) {
		if (!strcmp(one, word))
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

void px_claims_section_claims(struct px_page_ctx *w, const struct px_concept *concept)
{
	static const char *const keys[] = { "claim", "note", "rust", "kernel", "user", "verdict" };
	const json_t *claims = json_object_get(w->page->notes, "claims"), *claim;
	size_t i;

	if (!json_is_array(claims))
		return;
	fputs("<h3>Does it hold?</h3>\n<div class=\"wide\"><table>\n<thead><tr><th>claim of the notes</th>"
	      "<th>the notes are</th><th>Rust</th><th>kernel</th><th>user space</th><th>verdict</th>"
	      "</tr></thead>\n<tbody>\n", w->out);
	json_array_foreach(claims, i, claim) {
		if (!word_in(concept->claims, text_of(claim, "id")))
			continue;
		fputs("<tr>", w->out);
		for (unsigned int k = 0; k < sizeof(keys) / sizeof(keys[0]); k++) {
			bool bad = !strcmp(text_of(claim, keys[k]), "UNEXPECTED");

			fprintf(w->out, "<td%s>", bad ? " class=\"bad\"" : "");
			if (!k)
				px_html_print(w->out, "%s: ", text_of(claim, "id"));
			px_html_text(w->out, text_of(claim, keys[k]));
			fputs("</td>", w->out);
		}
		fputs("</tr>\n", w->out);
	}
	fputs("</tbody></table></div>\n", w->out);
}

/* ---- time lines: a column for each actor, downwards in the order of events ---- */

#define ACTORS	8u	/* at most */

static json_int_t actor_of(const json_t *event)
{
	return json_integer_value(json_object_get(event, "actor"));
}

/* A picture's events: from one title, or the start, to the next, or the end. */
static size_t picture_end(const json_t *events, size_t start)
{
	size_t i = start;

	while (i < json_array_size(events) && actor_of(json_array_get(events, i)) >= 0)
		i++;
	return i;
}

/* Bits of those who do something in a picture. */
static unsigned int who_acts(const json_t *events, size_t start, size_t end)
{
	unsigned int bits = 0;

	for (size_t i = start; i < end; i++)
		if (actor_of(json_array_get(events, i)) < ACTORS)
			bits |= 1u << actor_of(json_array_get(events, i));
	return bits;
}

/* An actor's stroke is of the class that the state is called; it has one until its next event. */
static void put_moment(FILE *out, const json_t *event, unsigned int actors,
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

static void put_picture(FILE *out, const json_t *lab, const json_t *events, size_t start, size_t end)
{
	const char *states[ACTORS];
	unsigned int actors = who_acts(events, start, end);

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
		put_moment(out, json_array_get(events, i), actors, states);
	fputs("</tbody>", out);
}

static void put_lines(struct px_page_ctx *w, const json_t *lab, const char *world)
{
	const json_t *events = json_object_get(json_object_get(lab, "events"), world);
	size_t end;

	for (size_t i = 0; i < json_array_size(events); i = end) {
		const json_t *title = json_array_get(events, i);

		i += actor_of(title) < 0;
		end = picture_end(events, i);
		if (end == i)
			continue;
		fputs("<div class=\"wide\"><table class=\"line\">\n<caption>", w->out);
		px_html_print(w->out, "%s%s%s", strcmp(world, "kernel") ? "user space" : "kernel",
			      actor_of(title) < 0 ? ": " : "",
			      actor_of(title) < 0 ? text_of(title, "what") : "");
		fputs("</caption>\n", w->out);
		put_picture(w->out, lab, events, i, end);
		fputs("</table></div>\n", w->out);
	}
}

static void put_legend(struct px_page_ctx *w, const json_t *lab)
{
	const json_t *events = json_object_get(lab, "events");

	if (!json_array_size(json_object_get(events, "kernel")) &&
	    !json_array_size(json_object_get(events, "user")))
		return;
	fputs("<p class=\"faint\">Time runs downwards. An actor <span class=\"runs\">runs</span>, "
	      "<span class=\"waits\">waits</span>, <span class=\"shares\">holds with others</span>, "
	      "<span class=\"holds\">holds alone</span>.</p>\n", w->out);
}

/* ---- labs -------------------------------------------------------------------- */

static void put_value(struct px_page_ctx *w, const json_t *worlds, const char *world)
{
	const json_t *seen = json_object_get(json_object_get(worlds, world), "observed");

	fputs("<td class=\"n\">", w->out);
	if (json_is_integer(seen))
		fprintf(w->out, "%lld", (long long)json_integer_value(seen));
	else
		fputs("–", w->out);
	fputs("</td>", w->out);
}

static void put_observations(struct px_page_ctx *w, const json_t *lab)
{
	const json_t *all = json_object_get(lab, "observations"), *one;
	size_t i;

	fputs("<div class=\"wide\"><table>\n<thead><tr><th>observed</th><th class=\"n\">Rust</th>"
	      "<th class=\"n\">kernel</th><th class=\"n\">user space</th><th>verdict</th></tr></thead>\n"
	      "<tbody>\n", w->out);
	json_array_foreach(all, i, one) {
		const json_t *worlds = json_object_get(one, "worlds");

		fputs("<tr><td>", w->out);
		px_html_text(w->out, text_of(one, "what"));
		fputs("</td>", w->out);
		put_value(w, worlds, "rust");
		put_value(w, worlds, "kernel");
		put_value(w, worlds, "user");
		fputs("<td>", w->out);
		px_html_text(w->out, text_of(one, "verdict"));
		fputs("</td></tr>\n", w->out);
	}
	fputs("</tbody></table></div>\n", w->out);
}

static bool serves(const json_t *lab, const struct px_concept *concept)
{
	const char *claims = text_of(lab, "claims");
	char id[32];
	int used;

	while (sscanf(claims, "%31s%n", id, &used) == 1) {
		if (word_in(concept->claims, id))
			return true;
		claims += used;
	}
	return false;
}

void px_claims_section_labs(struct px_page_ctx *w, const struct px_concept *concept)
{
	const json_t *labs = json_object_get(w->page->notes, "labs"), *lab;
	size_t i;

	json_array_foreach(labs, i, lab) {
		if (!serves(lab, concept))
			continue;
		fputs("<details><summary>lab <code>", w->out);
		px_html_text(w->out, text_of(lab, "lab"));
		fputs("</code>: ", w->out);
		px_html_text(w->out, text_of(lab, "verdict"));
		fputs("</summary>\n", w->out);
		put_observations(w, lab);
		put_legend(w, lab);
		put_lines(w, lab, "kernel");
		put_lines(w, lab, "user");
		fputs("</details>\n", w->out);
	}
}
