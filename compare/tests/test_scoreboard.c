// SPDX-License-Identifier: GPL-2.0-only
/* The scoreboard, the lab report and the timeline of two fake sides. */
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
	bool corrected = true, narrow = true, unique = true;

	for (unsigned int i = 0; i < px_claim_count; i++) {
		const struct px_claim *c = &px_claims[i];

		narrow &= px_text_width(c->text) <= 28 && strlen(c->id) <= 4;
		corrected &= (c->note == PX_NOTE_RIGHT) == !c->correction && c->notes_say;
		unique &= px_claim_find(c->id) == c;
	}
	tap_ok(px_claim_count == 36, "there are 36 claims");
	tap_ok(narrow, "claims fit their columns");
	tap_ok(corrected, "a claim has a correction unless it is right");
	tap_ok(unique, "each id is unique");
	tap_ok(!px_claim_find("W") && !px_claim_find(""), "an unknown id is not found");
}

static struct px_scoreboard_line line_of(const char *claim, const struct px_lab_case *c,
					 unsigned int nr, const struct px_claim_cost *cost)
{
	struct px_scoreboard_line line;

	px_scoreboard_line(&line, px_claim_find(claim), c, nr, &fake_no_build, cost);
	return line;
}

static void lines(void)
{
	const struct px_claim_cost cost = { .ratio = { NAN, 2.5, 3.25 },
					    .shown = { false, true, true } };
	const struct px_claim_cost half = { .ratio = { NAN, NAN, 3.25 },
					    .shown = { false, false, true } };
	const struct px_claim_cost none = { .ratio = { NAN, 0.9, 3.25 },
					    .shown = { false, true, true } };
	struct px_lab_case c;
	struct px_scoreboard_line line;

	run(&c, 0, 1);
	line = line_of("W2", &c, 1, NULL);
	tap_ok(line.agreement == PX_DIFFERS, "a claim has the verdict of its lab");
	tap_ok(line_of("W1", &c, 1, NULL).agreement == PX_DIFFERS,
	       "a lab counts for all its claims");
	tap_ok(line_of("A1", &c, 1, NULL).agreement == PX_NOT_OBSERVED,
	       "a claim without a lab is not observed");
	tap_ok(line_of("M7", &c, 1, NULL).agreement == PX_NO_COUNTERPART,
	       "unless it exists only in Rust");
	run(&c, 1, 1);
	line = line_of("W2", &c, 1, NULL);
	tap_ok(line.agreement == PX_UNEXPECTED && holds(line.remark, "parallax lab reentry"),
	       "an UNEXPECTED claim names the lab");
	line = line_of("M2", NULL, 0, &cost);
	tap_ok(line.agreement == PX_AGREES && !strcmp(line.cell[PX_KERNEL], "2.5× atomic"),
	       "a cost is a ratio");
	tap_ok(line_of("M2", NULL, 0, &half).agreement == PX_NOT_OBSERVED,
	       "one side is not enough");
	tap_ok(line_of("M2", NULL, 0, &none).agreement == PX_NOT_OBSERVED,
	       "a cost without a shown difference is not observed");
}

static void printed(void)
{
	struct px_scoreboard_line all[64];
	struct px_lab_case c;
	char *text;

	run(&c, 0, 1);
	for (unsigned int i = 0; i < px_claim_count; i++)
		px_scoreboard_line(&all[i], &px_claims[i], &c, 1, &fake_no_build, NULL);
	text = FAKE_PRINT(px_scoreboard_print(out, all, px_claim_count, &fake_no_build));
	tap_ok(holds(text, "differ as expected") && holds(text, "W2 "),
	       "the board counts verdicts");
	tap_ok(holds(text, "not checked here: run \"make rust\""),
	       "without results of Rust programs, the board says how to get them");
	tap_ok(fits(text), "the board fits 100 columns");
	free(text);
	for (px_text_columns = 60; px_text_columns < PX_TEXT_COLUMNS; px_text_columns += 20) {
		text = FAKE_PRINT(px_scoreboard_print(out, all, px_claim_count,
						      &fake_no_build));
		tap_ok(fits(text) && holds(text, "Columns are left out"),
		       "the board fits %u columns", px_text_columns);
		free(text);
	}
	px_text_columns = PX_TEXT_COLUMNS;
	text = FAKE_PRINT(px_lab_report_question(out, &fake_doc));
	tap_ok(holds(text, "Does it get in?") && holds(text, "W2:"),
	       "the report begins with the question");
	free(text);
	text = FAKE_PRINT(px_lab_report_answer(out, &c.results, &c.verdict));
	tap_ok(holds(text, "the second read waits (Rust°, kernel), "),
	       "a sentence is made from the observations");
	tap_ok(holds(text, "why: their rules differ"), "the report says why the worlds differ");
	tap_ok(holds(text, "° expected of Rust; no Rust program has checked it here"),
	       "a value that is not checked is marked");
	tap_ok(fits(text), "the report fits 100 columns");
	free(text);
	run(&c, -16, FAKE_ABSENT);
	text = FAKE_PRINT(px_lab_report_answer(out, &c.results, &c.verdict));
	tap_ok(holds(text, "ends with -EBUSY"), "another observation, another sentence");
	tap_ok(holds(text, "expected in the kernel: waits"), "the report names the expectation");
	tap_ok(!strstr(text, "their rules"), "an UNEXPECTED observation has no reason");
	tap_ok(holds(text, "not observed in user space: the side is absent"),
	       "an absent side is named");
	free(text);
}

static int cannot_look(struct px_lab_result *result)
{
	strcpy(result->unseen, "the log is not readable");
	return fake_observe(PX_UNSEEN, result);
}

static void unseen(void)
{
	struct px_scoreboard_line line;
	struct px_lab_case c;
	char *text;

	fake_user_perform = cannot_look;
	run(&c, 0, 1);
	fake_user_perform = NULL;
	tap_ok(c.verdict.agreement == PX_NOT_OBSERVED && !c.verdict.findings[0].present[PX_USER],
	       "a side that could not look: not observed");
	text = FAKE_PRINT(px_lab_report_answer(out, &c.results, &c.verdict));
	tap_ok(holds(text, "not observed in user space: the log is not readable"),
	       "the report has the reason");
	free(text);
	line = line_of("W2", &c, 1, NULL);
	tap_ok(line.agreement == PX_NOT_OBSERVED &&
	       holds(line.remark, "not observed in user space: the log is not readable"),
	       "the board has the reason");
}

static void drawn(void)
{
	struct px_lab_case c;
	char *text;

	run(&c, 0, 1);
	text = FAKE_PRINT(px_timeline_print(out, "here", &c.results.observed[PX_USER], &fake_doc));
	tap_ok(holds(text, "    reader     reads▒▒▒▒▒▒▒▒▒▒unlocks\n"), "the line of an actor");
	tap_ok(holds(text, "    writer            write…░░░░░░░░░░░writes▓▓\n"),
	       "the line of another actor");
	free(text);
	for (unsigned int i = 0; i < 15; i++)
		fake_observe(1, &c.results.observed[PX_USER]);
	tap_ok(c.results.observed[PX_USER].nr_events == 64,
	       "events beyond the maximum are dropped");
	text = FAKE_PRINT(px_timeline_print(out, "here", &c.results.observed[PX_USER], &fake_doc));
	tap_ok(fits(text), "a long timeline is split at 100 columns");
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
	text = FAKE_PRINT(err = px_scoreboard_json_write(out, &line, 1, &c, 1, &fake_no_build,
							 &fake_environment));
	tap_ok(!err && holds(text, "\"schema\": \"parallax-claims/2\"") &&
	       holds(text, "\"verdict\": \"differ as expected\""), "the board as JSON");
	tap_ok(holds(text, "\"observed\": null"), "a stated value is not an observation");
	free(text);
}

int main(void)
{
	claims();
	lines();
	printed();
	unseen();
	drawn();
	json();
	return tap_done();
}
