// SPDX-License-Identifier: GPL-2.0-only
/* parallax claims: the notes' claims, each put to the test. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "output/report_header.h"
#include "claim_cost.h"
#include "command.h"
#include "labs/lab_session.h"
#include "claims/labs_json.h"
#include "measure/progress.h"
#include "claims/lab_docs.h"
#include "claims/lab_report.h"
#include "measure/text.h"

struct wish {
	bool json;
	const struct px_claim *claim;	/* NULL: all */
};

static bool wanted(const struct wish *wish, const struct px_lab_doc *story)
{
	return !wish->claim || px_build_results_lists(story->claims, wish->claim->id);
}

static int perform(struct px_lab_session *l, const struct wish *wish)
{
	struct px_progress progress;
	int status = PX_EXIT_FINE;
	unsigned int total = 0;

	for (u32 i = 0; i < px_lab_count; i++)
		total += wanted(wish, px_lab_docs[i]);
	px_progress_init(&progress, stderr, total);
	px_progress_start(&progress);
	for (u32 i = 0; i < px_lab_count && !status; i++) {
		if (!wanted(wish, px_lab_docs[i]))
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
		return px_fail("%s: the costs could not be measured", claim->id);
	px_scoreboard_line(line, claim, l->cases, l->nr, &l->evidence, claim->dearer ? &cost : NULL);
	return PX_EXIT_FINE;
}

/* One claim's whole story. */
static void tell(const struct px_scoreboard_line *line, const struct px_lab_session *l)
{
	const struct px_build_result *item = NULL;
	const struct px_claim *c = line->claim;

	px_text_sentence(stdout, "", "%s %s", c->id, c->text);
	px_text_sentence(stdout, "  the notes  ", "%s", c->notes_say);
	px_text_sentence(stdout, "  judged     ", "%s%s%s", px_note_word(c->note),
			 c->correction ? ": " : "", c->correction ? c->correction : "");
	while ((item = px_build_results_next(&l->evidence, c->id, item))) {
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
				 *line->cell[w] ? line->cell[w] : "nothing measured", c->cheaper);
	for (unsigned int i = 0; i < l->nr; i++) {
		putchar('\n');
		px_lab_report_question(stdout, l->cases[i].trial.story);
		px_lab_report_answer(stdout, &l->cases[i].trial, &l->cases[i].ruling);
	}
	printf("\n%s: %s\n", c->id, px_agreement_text(line->agreement));
	if (line->remark[0])
		px_text_sentence(stdout, "  ", "%s", line->remark);
}

static int show(const struct wish *wish, const struct px_scoreboard_line *lines, unsigned int nr,
		const struct px_lab_session *l)
{
	if (wish->json)
		return px_report_write_error("the results",
				  px_scoreboard_json_write(stdout, lines, nr, l->cases, l->nr,
						      &l->evidence, &l->stamp));
	px_report_header_machine(stdout, &l->stamp);
	putchar('\n');
	if (wish->claim)
		tell(&lines[0], l);
	else
		px_scoreboard_print(stdout, lines, nr, &l->evidence);
	return PX_EXIT_FINE;
}

static int judge(const struct wish *wish, const struct px_lab_session *l)
{
	const struct px_claim *claims = wish->claim ? wish->claim : px_claims;
	unsigned int nr = wish->claim ? 1 : px_claim_count;
	struct px_scoreboard_line *lines = calloc(nr, sizeof(*lines));
	int status = lines ? PX_EXIT_FINE : px_fail("not enough memory");

	for (unsigned int i = 0; i < nr && !status; i++)
		status = make_line(&lines[i], &claims[i], l);
	if (!status)
		status = show(wish, lines, nr, l);
	for (unsigned int i = 0; i < nr && !status; i++)
		if (lines[i].agreement == PX_UNEXPECTED)
			status = PX_EXIT_FAILED;
	free(lines);
	return status;
}

static int parse(struct wish *wish, int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		if (!strcmp(argv[i], "--json")) {
			wish->json = true;
			continue;
		}
		if (argv[i][0] == '-')
			return px_usage_error("'%s' is not an option of notes (try --help)", argv[i]);
		if (wish->claim)
			return px_usage_error("notes takes one claim, or none for all");
		wish->claim = px_claim_find(argv[i]);
		if (!wish->claim)
			return px_usage_error("unknown claim '%s': expected an id of parallax claims, "
					"as W2", argv[i]);
	}
	return PX_EXIT_FINE;
}

static int run(int argc, char **argv)
{
	struct wish wish = { 0 };
	struct px_lab_session l;
	int status = parse(&wish, argc, argv);

	if (status)
		return status;
	status = px_lab_session_open(&l);
	if (!status)
		status = perform(&l, &wish);
	if (!status)
		status = judge(&wish, &l);
	px_lab_session_close(&l);
	return status;
}

const struct px_command px_command_claims = {
	.name = "claims",
	.summary = "the scoreboard: every claim of the notes, put to the test",
	.run = run,
	.help =
"usage: parallax claims [CLAIM] [--json]\n"
"\n"
"Performs every lab in the kernel and in user space, and prints a line for each\n"
"claim: whether the notes are right, what Rust does, what the kernel's counterpart\n"
"and the one in user space did just now, and the verdict:\n"
"\n"
"  agree       the same in all three\n"
"  differ      as expected; parallax claims CLAIM says why\n"
"  not seen    a side, or a detector, is absent here\n"
"  Rust only   the idea exists in Rust's types alone\n"
"  UNEXPECTED  something did not do as expected\n"
"\n"
"With a CLAIM (its id, as W2): the whole story of that one.\n"
"\n"
"Exit status: 0; 1 something was UNEXPECTED or could not be done; 2 usage.\n",
};
