// SPDX-License-Identifier: GPL-2.0-only
/* The scoreboard, the story and the time line, from what two made-up sides show. */
#include <math.h>
#include "claims/scoreboard.h"
#include "fake_results.h"
#include "line_width.h"
#include "claims/labs_json.h"
#include "fake_lab.h"
#include "tap.h"
#include "claims/lab_report.h"
#include "measure/text.h"
#include "claims/timeline.h"

static bool holds(const char *text, const char *part)
{
	return strstr(text, part) || !printf("# not in: %s\n", text);
}

static void claims(void)
{
	bool told = true, narrow = true, unique = true;

	for (unsigned int i = 0; i < px_claim_count; i++) {
		const struct px_claim *c = &px_claims[i];

		narrow &= px_text_width(c->text) <= 28 && strlen(c->id) <= 4;
		told &= (c->note == PX_NOTE_RIGHT) == !c->correction && c->notes_say;
		unique &= px_claim_find(c->id) == c;
	}
	tap_ok(px_claim_count == 36, "no claim is missing");
	tap_ok(narrow, "claims fit their column");
	tap_ok(told, "what is not right is corrected, what is right is not");
	tap_ok(unique, "each has an id of its own");
	tap_ok(!px_claim_find("W") && !px_claim_find(""), "and no other is found");
}

static struct px_scoreboard_line line_of(const char *claim, const struct px_lab_case *c, unsigned int nr,
			      const struct px_claim_cost *cost)
{
	struct px_scoreboard_line line;

	px_scoreboard_line(&line, px_claim_find(claim), c, nr, &play_no_evidence, cost);
	return line;
}

static void lines(void)
{
	const struct px_claim_cost cost = { .ratio = { NAN, 2.5, 3.25 }, .shown = { false, true, true } };
	const struct px_claim_cost half = { .ratio = { NAN, NAN, 3.25 }, .shown = { false, false, true } };
	const struct px_claim_cost none = { .ratio = { NAN, 0.9, 3.25 }, .shown = { false, true, true } };
	struct px_lab_case c;
	struct px_scoreboard_line line;

	run(&c, 0, 1);
	line = line_of("W2", &c, 1, NULL);
	tap_ok(line.agreement == PX_DIFFERS, "a claim's line has its lab's verdict");
	tap_ok(line_of("W1", &c, 1, NULL).agreement == PX_DIFFERS, "of all claims that it serves");
	tap_ok(line_of("A1", &c, 1, NULL).agreement == PX_NOT_OBSERVED,
	       "a claim that no lab served was not observed");
	tap_ok(line_of("M7", &c, 1, NULL).agreement == PX_NO_COUNTERPART,
	       "but for what exists in Rust alone");
	run(&c, 1, 1);
	line = line_of("W2", &c, 1, NULL);
	tap_ok(line.agreement == PX_UNEXPECTED && holds(line.remark, "parallax lab play"),
	       "what is UNEXPECTED says where to look");
	line = line_of("M2", NULL, 0, &cost);
	tap_ok(line.agreement == PX_AGREES && !strcmp(line.cell[PX_KERNEL], "2.5× atomic"),
	       "a cost is a ratio");
	tap_ok(line_of("M2", NULL, 0, &half).agreement == PX_NOT_OBSERVED, "one side is not all");
	tap_ok(line_of("M2", NULL, 0, &none).agreement == PX_NOT_OBSERVED,
	       "a difference that is not shown is not claimed");
}

static void printed(void)
{
	struct px_scoreboard_line all[64];
	struct px_lab_case c;
	char *text;

	run(&c, 0, 1);
	for (unsigned int i = 0; i < px_claim_count; i++)
		px_scoreboard_line(&all[i], &px_claims[i], &c, 1, &play_no_evidence, NULL);
	text = PLAY_PRINT(px_scoreboard_print(out, all, px_claim_count, &play_no_evidence));
	tap_ok(holds(text, "differ as expected") && holds(text, "W2 "), "the board counts verdicts");
	tap_ok(fits(text), "the board fits 100 columns");
	free(text);
	text = PLAY_PRINT(px_lab_report_question(out, &play_story));
	tap_ok(holds(text, "Does it get in?") && holds(text, "W2 "), "the story begins with the question");
	free(text);
	text = PLAY_PRINT(px_lab_report_answer(out, &c.trial, &c.ruling));
	tap_ok(holds(text, "the second read waits (Rust°, kernel), "),
	       "a sentence is made of what was seen");
	tap_ok(holds(text, "why: their rules differ"), "and says why the worlds differ");
	tap_ok(fits(text), "the story fits 100 columns");
	free(text);
	run(&c, -16, PLAY_ABSENT);
	text = PLAY_PRINT(px_lab_report_answer(out, &c.trial, &c.ruling));
	tap_ok(holds(text, "ends with -EBUSY"), "another observation, another sentence");
	tap_ok(holds(text, "expected in the kernel: waits"), "with what was expected");
	tap_ok(!strstr(text, "their rules"), "and no reason for what was not expected");
	tap_ok(holds(text, "not observed in user space: it is not there"), "an absent side is named");
	free(text);
}

static void drawn(void)
{
	struct px_lab_case c;
	char *text;

	run(&c, 0, 1);
	text = PLAY_PRINT(px_timeline_print(out, "here", &c.trial.seen[PX_USER], &play_story));
	tap_ok(holds(text, "    reader     reads▒▒▒▒▒▒▒▒▒▒lets go\n"), "an actor's line");
	tap_ok(holds(text, "    writer            write…░░░░░░░░░░░writes▓▓\n"), "and another's");
	free(text);
	for (unsigned int i = 0; i < 15; i++)
		play_show(1, &c.trial.seen[PX_USER]);
	tap_ok(c.trial.seen[PX_USER].nr_events == 64, "events beyond the room are dropped");
	text = PLAY_PRINT(px_timeline_print(out, "here", &c.trial.seen[PX_USER], &play_story));
	tap_ok(fits(text), "a long time line is broken at 100 columns");
	free(text);
}

static void json(void)
{
	struct px_lab_case c;
	struct px_scoreboard_line line;
	char *text;
	int err = 1;

	run(&c, 0, 1);
	line = line_of("W2", &c, 1, NULL);
	text = PLAY_PRINT(err = px_scoreboard_json_write(out, &line, 1, &c, 1, &play_no_evidence, &fake_environment));
	tap_ok(!err && holds(text, "\"schema\": \"parallax-claims/2\"") &&
	       holds(text, "\"verdict\": \"differ as expected\""), "the board as JSON");
	tap_ok(holds(text, "\"observed\": null"), "what was only stated was not observed");
	free(text);
}

int main(void)
{
	claims();
	lines();
	printed();
	drawn();
	json();
	return tap_done();
}
