// SPDX-License-Identifier: GPL-2.0-only
#include <stdbool.h>
#include <string.h>
#include "measure/text.h"
#include "timeline.h"

#define INDENT		4u
#define NAME		11u
#define WIDTH		(PX_TEXT_COLUMNS - INDENT - NAME)
#define LEAST		4u	/* columns of an event */

const char px_timeline_legend[] = "· runs  ░ waits  ▒ shares  ▓ holds alone";

static const char *const strokes[] = {
	[PX_ACTOR_RUNS] = "·", [PX_ACTOR_WAITS] = "░", [PX_ACTOR_SHARES] = "▒",
	[PX_ACTOR_HOLDS] = "▓",
};

/* An event's text, and room for a stroke or two after it. */
static unsigned int width_of(const struct px_event *e)
{
	unsigned int width = px_text_width(e->what) + 2;

	return width > LEAST ? width : LEAST;
}

/* How many of the events fit on one line. */
static unsigned int fitting(const struct px_event *events, unsigned int nr)
{
	unsigned int column = 0, n = 0;

	while (n < nr && column + width_of(&events[n]) <= WIDTH)
		column += width_of(&events[n++]);
	return n;
}

/*
 * One actor's line; state: how it was before, and then is after these
 * events. The blanks of one that is gone are kept back, lest a line end in them.
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
				fputs(strokes[*state], out);
	}
	fputc('\n', out);
}

/* Of actors that are not there, nothing is drawn. */
static bool is_there(const struct px_event *events, unsigned int nr, uint32_t actor,
		     uint32_t state)
{
	bool there = state < PX_ACTOR_GONE;

	for (unsigned int i = 0; i < nr; i++)
		there |= events[i].actor == actor;
	return there;
}

static void print_picture(FILE *out, const struct px_event *events, unsigned int nr,
			  const struct px_lab_doc *story)
{
	uint32_t states[PX_MAX_ACTORS];

	for (uint32_t a = 0; a < PX_MAX_ACTORS; a++)
		states[a] = PX_ACTOR_GONE;
	while (nr) {
		unsigned int n = fitting(events, nr);

		for (uint32_t a = 0; a < PX_MAX_ACTORS && story->actors[a]; a++)
			if (is_there(events, n, a, states[a]))
				print_line(out, story->actors[a], events, n, a, &states[a]);
		events += n;
		nr -= n;
	}
}

void px_timeline_print(FILE *out, const char *where, const struct px_lab_result *seen,
		       const struct px_lab_doc *story)
{
	const struct px_event *e = seen->events, *end = e + seen->nr_events;

	while (e < end) {
		const struct px_event *title = e->actor == PX_EVENT_TITLE ? e++ : NULL, *first = e;

		while (e < end && e->actor != PX_EVENT_TITLE)
			e++;
		fprintf(out, "  %s%s%s\n", where, title ? ": " : "", title ? title->what : "");
		print_picture(out, first, (unsigned int)(e - first), story);
	}
}
