// SPDX-License-Identifier: GPL-2.0-only
/* parallax claims: tests each claim of the notes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "claim_cost.h"
#include "claims/lab_docs.h"
#include "claims/lab_report.h"
#include "claims/labs_json.h"
#include "command.h"
#include "labs/lab_session.h"
#include "measure/progress.h"
#include "output/report_header.h"
#include "measure/text.h"
#include "util/args.h"
#include "util/error.h"
#include "util/nearest.h"

struct options {
	bool json;
	const struct px_claim *claim;	/* NULL: all */
};

static bool is_wanted(const struct options *o, const struct px_lab_doc *doc)
{
	return !o->claim || px_build_results_lists(doc->claims, o->claim->id);
}

static int run_labs(struct px_lab_session *l, const struct options *o)
{
	struct px_progress progress;
	int status = PX_EXIT_FINE;
	unsigned int total = 0;

	for (u32 i = 0; i < px_lab_count; i++)
		total += is_wanted(o, px_lab_docs[i]);
	px_progress_init(&progress, stderr, total);
	px_progress_start(&progress);
	for (u32 i = 0; i < px_lab_count && !status; i++) {
		if (!is_wanted(o, px_lab_docs[i]))
			continue;
		px_progress_print(&progress, px_labs[i]->name);
		if (!px_lab_session_run(l, px_labs[i], px_lab_docs[i]))
			status = PX_EXIT_FAILED;
		progress.done++;
	}
	px_progress_clear(&progress);
	return status;
}

static int make_line(struct px_scoreboard_line *line, const struct px_claim *claim,
		     const struct px_lab_session *l)
{
	struct px_claim_cost cost;

	if (claim->dearer && px_claim_cost(claim, &cost))
		return px_fail("%s: cannot measure the costs", claim->id);
	px_scoreboard_line(line, claim, l->cases, l->nr, &l->build, claim->dearer ? &cost : NULL);
	return PX_EXIT_FINE;
}

/* Prints all that is known of one claim. */
static void print_claim(const struct px_scoreboard_line *line, const struct px_lab_session *l)
{
	const struct px_build_result *item = NULL;
	const struct px_claim *c = line->claim;

	px_text_sentence(stdout, "", "%s %s", c->id, c->text);
	px_text_sentence(stdout, "  notes say  ", "%s", c->notes_say);
	px_text_sentence(stdout, "  they are   ", "%s%s%s", px_note_word(c->note),
			 c->correction ? ": " : "", c->correction ? c->correction : "");
	while ((item = px_build_results_next(&l->build, c->id, item))) {
		if (item->kind == PX_BY_PROGRAM)
			px_text_sentence(stdout, "  Rust       ", "%s: %s (%s: %s)", item->subject,
					 item->text, item->good ? "as expected" : "UNEXPECTED",
					 item->observed);
		else if (item->kind == PX_BY_CHECKER)
			px_text_sentence(stdout, "  checker    ", "%s on %s: %s%s%s", item->subject,
					 item->name, item->observed, *item->text ? ": " : "",
					 item->text);
	}
	for (enum px_world w = PX_KERNEL; c->dearer && w < PX_WORLDS; w++)
		px_text_sentence(stdout, "  cost       ", "%s: %s costs %s (%s, one worker)",
				 px_world_name(w), c->dearer,
				 *line->cell[w] ? line->cell[w] : "an unknown amount", c->cheaper);
	for (unsigned int i = 0; i < l->nr; i++) {
		putchar('\n');
		px_lab_report_question(stdout, l->cases[i].results.doc);
		px_lab_report_answer(stdout, &l->cases[i].results, &l->cases[i].verdict);
	}
	printf("\n%s: %s\n", c->id, px_agreement_text(line->agreement));
	if (line->remark[0])
		px_text_sentence(stdout, "  ", "%s", line->remark);
}

static int print(const struct options *o, const struct px_scoreboard_line *lines, unsigned int nr,
		 const struct px_lab_session *l)
{
	if (o->json)
		return px_report_write_error("the results",
				  px_scoreboard_json_write(stdout, lines, nr, l->cases, l->nr,
						      &l->build, &l->environment));
	px_report_header_machine(stdout, &l->environment);
	putchar('\n');
	if (o->claim)
		print_claim(&lines[0], l);
	else
		px_scoreboard_print(stdout, lines, nr, &l->build);
	return PX_EXIT_FINE;
}

static int report(const struct options *o, const struct px_lab_session *l)
{
	const struct px_claim *claims = o->claim ? o->claim : px_claims;
	unsigned int nr = o->claim ? 1 : px_claim_count;
	struct px_scoreboard_line *lines = calloc(nr, sizeof(*lines));
	int status = lines ? PX_EXIT_FINE : px_fail("not enough memory");

	for (unsigned int i = 0; i < nr && !status; i++)
		status = make_line(&lines[i], &claims[i], l);
	if (!status)
		status = print(o, lines, nr, l);
	for (unsigned int i = 0; i < nr && !status; i++)
		if (lines[i].agreement == PX_UNEXPECTED)
			status = PX_EXIT_FAILED;
	free(lines);
	return status;
}

enum { JSON = PX_OPTION };

static const struct argp_option options[] = {
	{ "json", JSON, NULL, 0, "print JSON", 0 },
	{ 0 }
};

static int set_claim(struct options *o, const char *id)
{
	struct px_nearest near = { .text = id };

	if (o->claim)
		return px_usage_error("expected one claim, but got '%s' as well", id);
	o->claim = px_claim_find(id);
	if (o->claim)
		return 0;
	for (unsigned int i = 0; i < px_claim_count; i++)
		px_nearest_try(&near, px_claims[i].id);
	return px_nearest_fail(&near, "claim", "parallax claims");
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct options *o = state->input;

	switch (key) {
	case JSON:
		o->json = true;
		return 0;
	case ARGP_KEY_ARG:
		return set_claim(o, arg);
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.args_doc = "[CLAIM]",
	.doc = "Run every lab in the kernel and in user space, and print a line for each claim of "
	       "the notes on Rust's concurrency. The line says whether the notes are right, what "
	       "Rust does, what the kernel and user space did now, and the verdict. With a CLAIM "
	       "(its id, as W2), print all that is known of that claim.\v"
	       "Verdicts:\n"
	       "  agree       the same in Rust, in the kernel and in user space\n"
	       "  differ      different, as expected; \"parallax claims CLAIM\" says why\n"
	       "  not seen    a side or a detector is missing on this machine\n"
	       "  Rust only   the idea exists only in Rust's types\n"
	       "  UNEXPECTED  a result is not as expected\n\n"
	       "Exit status: 0 success; 1 a result is UNEXPECTED, or an error occurred; 2 usage "
	       "error.",
};

static int run(int argc, char **argv)
{
	struct options o = { 0 };
	struct px_lab_session l;
	int status = px_args_parse(&argp, argc, argv, &o);

	if (status)
		return status;
	status = px_lab_session_open(&l);
	if (!status)
		status = run_labs(&l, &o);
	if (!status)
		status = report(&o, &l);
	px_lab_session_close(&l);
	return status;
}

const struct px_command px_command_claims = {
	.name = "claims",
	.summary = "test each claim of the notes, and print the scoreboard",
	.run = run,
};
