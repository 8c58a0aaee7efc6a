// SPDX-License-Identifier: GPL-2.0-only
#include <string.h>
#include "lab_report.h"
#include "measure/text.h"
#include "rust_words.h"
#include "scoreboard.h"

#define ID		4u
#define TEXT		28u
#define NOTE		9u
#define CELL		14u
#define VERDICT		10u
#define OTHERS		(ID + 1 + 1 + PX_WORLDS * (CELL + 1) + VERDICT)	/* all but text and note */
#define LEAST		12u	/* of text: if less is left, it has a line of its own */
#define RULE		"─"

/* Prints the first line of each checker about what it must refuse; once for each checker. */
static void print_checkers(FILE *out, const struct px_scoreboard_line *line,
			   const struct px_build_results *build)
{
	const struct px_build_result *item = NULL, *before;

	while ((item = px_build_results_next(build, line->claim->id, item))) {
		bool skip = item->kind != PX_BY_CHECKER || strcmp(item->expected, "refused");

		for (before = build->items; before < item && !skip; before++)
			skip = before->kind == PX_BY_CHECKER &&
			       !strcmp(before->expected, "refused") &&
			       !strcmp(before->subject, item->subject) &&
			       px_build_results_lists(before->claims, line->claim->id);
		if (!skip)
			px_text_sentence(out, "       » ", "%s: %s", item->subject,
					 item->present ? item->text : "absent");
	}
}

/* On a narrow terminal the note is left out, and the text gets what is left. */
static bool is_narrow(void)
{
	return px_text_columns < PX_TEXT_COLUMNS;
}

static unsigned int text_columns(void)
{
	unsigned int left = px_text_columns > OTHERS ? px_text_columns - OTHERS : 0;

	if (!is_narrow())
		return TEXT;
	return left < LEAST ? 0 : left < TEXT ? left : TEXT;
}

static void print_text(FILE *out, const char *id, const char *text)
{
	px_text_left(out, id, ID + 1);
	if (text_columns()) {
		px_text_left(out, text, text_columns());
		fputc(' ', out);
	} else {
		px_text_sentence(out, "", "%s", text);
		px_text_left(out, "", ID + 2);
	}
}

static void print_line(FILE *out, const struct px_scoreboard_line *line,
		       const struct px_build_results *build)
{
	print_text(out, line->claim->id, line->claim->text);
	if (!is_narrow())
		px_text_left(out, px_note_word(line->claim->note), NOTE + 1);
	for (enum px_world w = 0; w < PX_WORLDS; w++) {
		px_text_left(out, line->cell[w][0] ? line->cell[w] : "–", CELL);
		fputc(' ', out);
	}
	fprintf(out, "%s\n", px_agreement_word(line->agreement));
	if (line->claim->correction)
		px_text_sentence(out, "       → ", "%s", line->claim->correction);
	print_checkers(out, line, build);
	if (line->config_note[0])
		px_text_sentence(out, "       @ ", "%s", line->config_note);
	if (line->difference[0] && line->agreement == PX_DIFFERS)
		px_text_sentence(out, "       ≠ ", "%s", line->difference);
	if (line->remark[0])
		px_text_sentence(out, "       ! ", "%s", line->remark);
}

static void print_summary(FILE *out, const struct px_scoreboard_line *lines, unsigned int nr)
{
	struct px_flow flow = { .out = out, .separator = " · " };

	px_flow_item(&flow, "%u claims", nr);
	for (enum px_agreement a = PX_NO_COUNTERPART; a <= PX_UNEXPECTED; a++) {
		unsigned int n = 0;

		for (unsigned int i = 0; i < nr; i++)
			n += lines[i].agreement == a;
		if (n)
			px_flow_item(&flow, "%u %s", n, px_agreement_text(a));
	}
	px_flow_end(&flow);
}

/* The marks that the lines use. */
struct marks {
	bool correction, checker, config, difference, remark, stated, proved, absent, cost, open;
};

static struct marks find_marks(const struct px_scoreboard_line *lines, unsigned int nr,
			       const struct px_build_results *build)
{
	struct marks m = { 0 };

	for (unsigned int i = 0; i < nr; i++) {
		const struct px_scoreboard_line *line = &lines[i];
		const struct px_build_result *item = NULL;

		m.correction |= !!line->claim->correction;
		m.config |= !!line->config_note[0];
		m.difference |= line->difference[0] && line->agreement == PX_DIFFERS;
		m.remark |= !!line->remark[0];
		m.stated |= !!strstr(line->cell[PX_RUST], PX_STATED);
		m.proved |= !strncmp(line->cell[PX_RUST], "proved", 6);
		m.cost |=
			line->claim->dearer && (line->cell[PX_KERNEL][0] || line->cell[PX_USER][0]);
		m.open |= line->claim->note == PX_NOTE_OPEN;
		for (enum px_world w = 0; w < PX_WORLDS; w++)
			m.absent |= !line->cell[w][0];
		while ((item = px_build_results_next(build, line->claim->id, item)))
			m.checker |= item->kind == PX_BY_CHECKER;
	}
	return m;
}

static void explain(FILE *out, bool used, const char *mark, const char *text)
{
	char heading[32];

	if (!used)
		return;
	snprintf(heading, sizeof(heading), "  %s%*s", mark, (int)(11 - px_text_width(mark)), "");
	px_text_sentence(out, heading, "%s", text);
}

static void print_marks(FILE *out, const struct px_scoreboard_line *lines, unsigned int nr,
			const struct px_build_results *build)
{
	const struct marks m = find_marks(lines, nr, build);
	struct px_rust_words words = { 0 };

	px_text_sentence(out, "", "The notes are a student's notes on concurrency in Rust. "
			 "parallax tests each claim of them.");
	explain(out, m.open, "open", "the notes do not answer this point, or ask about it");
	explain(out, m.proved, "proved (n)", "\"make rust\" compiled or ran n Rust programs, and "
		"all behaved as expected");
	explain(out, m.stated, PX_STATED,
		build->rustc[0] ? "expected of Rust, but no Rust program checks it"
				: "expected of Rust, but not checked here: run \"make rust\" "
				  "(it needs rustc 1.92 or newer)");
	explain(out, m.absent, "–", "nothing was observed there");
	explain(out, m.cost, "n× atomic", "one step costs n times as much as one atomic addition");
	explain(out, m.correction, "→", "the correction of the notes, or the answer");
	explain(out, m.difference, "≠", "where the three worlds differ");
	explain(out, m.config, "@", "expected on this kernel's configuration, not on every kernel");
	explain(out, m.checker, "»",
		"the first line that a checker printed (\"make checkers\")");
	explain(out, m.remark, "!", "what was not as expected, or not observed");
	if (build->rustc[0])
		fprintf(out, "  rustc      %s\n", build->rustc);
	for (unsigned int i = 0; i < nr; i++) {
		px_rust_words_find(&words, lines[i].claim->text);
		px_rust_words_find(&words, lines[i].claim->correction);
	}
	px_rust_words_print(out, &words);
}

void px_scoreboard_print(FILE *out, const struct px_scoreboard_line *lines, unsigned int nr,
			 const struct px_build_results *build)
{
	print_text(out, "id", "the notes claim");
	if (!is_narrow())
		px_text_left(out, "note", NOTE + 1);
	fprintf(out, "%-15s%-15s%-15sverdict\n", "Rust", "kernel", "user");
	for (unsigned int i = 0; i < px_text_columns - 1; i++)
		fputs(RULE, out);
	fputc('\n', out);
	for (unsigned int i = 0; i < nr; i++)
		print_line(out, &lines[i], build);
	fputc('\n', out);
	print_summary(out, lines, nr);
	print_marks(out, lines, nr, build);
	if (is_narrow())
		px_text_left_out(out);
}
