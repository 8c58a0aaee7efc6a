// SPDX-License-Identifier: GPL-2.0-only
#include <stdbool.h>
#include <string.h>
#include "measure/text.h"
#include "timeline.h"

#define INDENT		4u
#define NAME		11u
#define WIDTH		(px_text_columns - INDENT - NAME)
#define MIN_EVENT	4u	/* columns of an event */

const char px_timeline_legend[] = "· runs  ░ waits  ▒ holds with others  ▓ holds alone";

static const char *const state_marks[] = {
	[PX_ACTOR_RUNS] = "·", [PX_ACTOR_WAITS] = "░", [PX_ACTOR_SHARES] = "▒",
	[PX_ACTOR_HOLDS] = "▓",
};

/* Columns of an event: its text and at least two characters for the state after it. */
static unsigned int width_of(const struct px_event *e)
{
	unsigned int width = px_text_width(e->what) + 2;

	return width > MIN_EVENT ? width : MIN_EVENT;
}

/* How many of the events fit on one line. */
static unsigned int count_fitting(const struct px_event *events, unsigned int nr)
{
	unsigned int column = 0, n = 0;

	while (n < nr && column + width_of(&events[n]) <= WIDTH)
		column += width_of(&events[n++]);
	return n;
}

/*
 * Prints one actor's line. *state: its state before the events, and after them.
 * Blanks are printed only before another character, so that no line ends in blanks.
 */
static void print_line(FILE *out, const char *name, const struct px_event *events,
		       unsigned int nr, uint32_t actor, uint32_t *state)
{
	unsigned int blank = 0;

	fprintf(out, "%*s", (int)INDENT, "");
	px_text_left(out, name, NAME);
	for (unsigned int i = 0; i < nr; i++) {
		unsigned int width = width_of(&events[i]);

		if (events[i].actor == actor) {
			fprintf(out, "%*s%s", (int)blank, "", events[i].what);
			width -= px_text_width(events[i].what);
			*state = events[i].state;
			blank = 0;
		}
		if (*state >= PX_ACTOR_GONE)
			blank += width;
		else
			while (width--)
				fputs(state_marks[*state], out);
	}
	fputc('\n', out);
}

/* True if the actor has events or is active: else it gets no line. */
static bool is_active(const struct px_event *events, unsigned int nr, uint32_t actor,
		      uint32_t state)
{
	bool active = state < PX_ACTOR_GONE;

	for (unsigned int i = 0; i < nr; i++)
		active |= events[i].actor == actor;
	return active;
}

static void print_events(FILE *out, const struct px_event *events, unsigned int nr,
			 const struct px_lab_doc *doc)
{
	uint32_t states[PX_MAX_ACTORS];

	for (uint32_t a = 0; a < PX_MAX_ACTORS; a++)
		states[a] = PX_ACTOR_GONE;
	while (nr) {
		unsigned int n = count_fitting(events, nr);

		for (uint32_t a = 0; a < PX_MAX_ACTORS && doc->actors[a]; a++)
			if (is_active(events, n, a, states[a]))
				print_line(out, doc->actors[a], events, n, a, &states[a]);
		events += n;
		nr -= n;
	}
}

void px_timeline_print(FILE *out, const char *where, const struct px_lab_result *result,
		       const struct px_lab_doc *doc)
{
	const struct px_event *e = result->events, *end = e + result->nr_events;

	while (e < end) {
		const struct px_event *title = e->actor == PX_EVENT_TITLE ? e++ : NULL, *first = e;

		while (e < end && e->actor != PX_EVENT_TITLE)
			e++;
		fprintf(out, "  %s%s%s\n", where, title ? ": " : "", title ? title->what : "");
		print_events(out, first, (unsigned int)(e - first), doc);
	}
}
