// SPDX-License-Identifier: GPL-2.0-only
#include <math.h>
#include <stdarg.h>
#include <string.h>
#include "scoreboard.h"
#include "value_format.h"
#include "lab_report.h"
#include "measure/text.h"

#define ID		4u
#define TEXT		28u
#define NOTE		9u
#define CELL		14u
#define STATED		"°"

static void put(struct px_scoreboard_line *line, enum px_world world, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void put(struct px_scoreboard_line *line, enum px_world world, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(line->cell[world], PX_SCOREBOARD_CELL, format, args);
	va_end(args);
}

static void worsen(struct px_scoreboard_line *line, enum px_agreement agreement)
{
	if (agreement > line->agreement)
		line->agreement = agreement;
}

static void fill_from(struct px_scoreboard_line *line, const struct px_finding_verdict *o)
{
	const char *says = o->expect->brief ? o->expect->brief : o->expect->says;
	char words[PX_VALUE_FORMAT_SIZE];

	for (enum px_world w = 0; w < PX_WORLDS; w++) {
		if (!o->there[w])
			continue;
		px_value_format(words, says, o->value[w]);
		put(line, w, "%s%s", words, w == PX_RUST && o->stated ? STATED : "");
	}
}

/* The observation that stands for the claim: the one it names, or else the first there is. */
static const struct px_finding_verdict *headline(const struct px_claim *claim, const struct px_lab_case *c)
{
	const struct px_finding_verdict *o = claim->headline ?
		px_lab_verdict_find(&c->ruling, claim->headline) : NULL;

	if (!o && !claim->headline && c->ruling.nr)
		o = &c->ruling.opinions[0];
	return o;
}

/* Where the worlds differ, unless it is in the cells. */
static void note_difference(struct px_scoreboard_line *line, const struct px_lab_case *c,
			    const struct px_finding_verdict *shown)
{
	char sentence[PX_SENTENCE];

	for (unsigned int i = 0; i < c->ruling.nr && !line->difference[0]; i++) {
		const struct px_finding_verdict *o = &c->ruling.opinions[i];

		if (o->agreement != PX_DIFFERS || o == shown)
			continue;
		px_lab_report_sentence(sentence, o);
		snprintf(line->difference, sizeof(line->difference), "%.500s", sentence);
	}
}

/* What is expected here because of the kernel's configuration. */
static void note_special(struct px_scoreboard_line *line, const struct px_lab_case *c)
{
	char sentence[PX_SENTENCE];

	for (unsigned int i = 0; i < c->ruling.nr && !line->special[0]; i++) {
		const struct px_finding_verdict *o = &c->ruling.opinions[i];

		if (o->expect->when == PX_ALWAYS)
			continue;
		px_lab_report_sentence(sentence, o);
		snprintf(line->special, sizeof(line->special), "%s: %.400s",
			 px_test_config_text(o->expect->when), sentence);
	}
}

static bool cells_differ(const struct px_scoreboard_line *line)
{
	return strcmp(line->cell[PX_RUST], line->cell[PX_KERNEL]) ||
	       strcmp(line->cell[PX_KERNEL], line->cell[PX_USER]);
}

static unsigned int hear_labs(struct px_scoreboard_line *line, const struct px_lab_case *cases, unsigned int nr)
{
	unsigned int heard = 0;

	for (unsigned int i = 0; i < nr; i++) {
		const struct px_lab_case *c = &cases[i];
		const struct px_finding_verdict *o;

		if (!px_build_results_lists(c->trial.story->claims, line->claim->id))
			continue;
		heard++;
		worsen(line, c->ruling.agreement);
		if (c->ruling.agreement == PX_UNEXPECTED)
			snprintf(line->remark, sizeof(line->remark), "see parallax lab %s",
				 c->trial.story->name);
		o = headline(line->claim, c);
		note_difference(line, c, o);
		note_special(line, c);
		if (!o)
			continue;
		fill_from(line, o);
		line->lab = c->trial.story->name;
	}
	if (cells_differ(line))
		line->difference[0] = '\0';
	return heard;
}

/* Whose net a checker is: sparse reads the kernel's source, the others user space's. */
static enum px_world world_of(const struct px_build_result *item)
{
	return strncmp(item->subject, "sparse", 6) ? PX_USER : PX_KERNEL;
}

static unsigned int hear_checkers(struct px_scoreboard_line *line, const struct px_build_results *evidence)
{
	const struct px_build_result *item = NULL;
	unsigned int heard = 0;

	while ((item = px_build_results_next(evidence, line->claim->id, item))) {
		enum px_world w = world_of(item);

		if (item->kind != PX_BY_CHECKER)
			continue;
		heard++;
		if (!item->there) {
			worsen(line, line->cell[w][0] ? PX_AGREES : PX_NOT_OBSERVED);
			continue;
		}
		worsen(line, item->good ? PX_AGREES : PX_UNEXPECTED);
		if (!strcmp(item->expected, "refused"))
			put(line, w, "%s", item->observed);
	}
	return heard;
}

/* The error that the compiler has for the program of the lab's name; NULL: it has none. */
static const char *refusal(const struct px_scoreboard_line *line, const struct px_build_results *evidence)
{
	const struct px_build_result *item = NULL;

	while (line->lab && (item = px_build_results_next(evidence, line->claim->id, item)))
		if (item->kind == PX_BY_PROGRAM && !strcmp(item->subject, line->lab) &&
		    item->observed[0] == 'E')
			return item->observed;
	return NULL;
}

/* The programs of compare/rust/; and Rust's own cell, where no lab has filled it. */
static unsigned int hear_rust(struct px_scoreboard_line *line, const struct px_build_results *evidence)
{
	unsigned int good, nr = px_build_results_programs(evidence, line->claim->id, &good);

	if (nr && good < nr) {
		worsen(line, PX_UNEXPECTED);
		snprintf(line->remark, sizeof(line->remark),
			 "%u of %u Rust programs did not do as expected", nr - good, nr);
	}
	if (line->cell[PX_RUST][0])
		return nr;
	if (refusal(line, evidence))
		put(line, PX_RUST, "refused %.5s", refusal(line, evidence));
	else if (nr)
		put(line, PX_RUST, "proved (%u)", good);
	else
		put(line, PX_RUST, "stated" STATED);
	return nr;
}

static unsigned int hear_cost(struct px_scoreboard_line *line, const struct px_claim_cost *cost)
{
	unsigned int heard = 0;

	for (enum px_world w = PX_KERNEL; cost && w < PX_WORLDS; w++) {
		if (isnan(cost->ratio[w])) {
			worsen(line, PX_NOT_OBSERVED);
			continue;
		}
		put(line, w, "%.1f× atomic", cost->ratio[w]);
		worsen(line, cost->shown[w] && cost->ratio[w] > 1 ? PX_AGREES : PX_NOT_OBSERVED);
		heard++;
	}
	return heard;
}

void px_scoreboard_line(struct px_scoreboard_line *line, const struct px_claim *claim,
		   const struct px_lab_case *cases, unsigned int nr_cases,
		   const struct px_build_results *evidence, const struct px_claim_cost *cost)
{
	unsigned int heard;

	memset(line, 0, sizeof(*line));
	line->claim = claim;
	line->agreement = PX_NO_COUNTERPART;
	heard = hear_labs(line, cases, nr_cases);
	heard += hear_checkers(line, evidence);
	heard += hear_cost(line, cost);
	hear_rust(line, evidence);
	if (!heard && !claim->rust_only)
		worsen(line, PX_NOT_OBSERVED);
}

/* What each checker said of what it should refuse: its own first line, once for each checker. */
static void print_checkers(FILE *out, const struct px_scoreboard_line *line,
			   const struct px_build_results *evidence)
{
	const struct px_build_result *item = NULL, *before;

	while ((item = px_build_results_next(evidence, line->claim->id, item))) {
		bool told = item->kind != PX_BY_CHECKER || strcmp(item->expected, "refused");

		for (before = evidence->items; before < item && !told; before++)
			told = before->kind == PX_BY_CHECKER &&
			       !strcmp(before->expected, "refused") &&
			       !strcmp(before->subject, item->subject) &&
			       px_build_results_lists(before->claims, line->claim->id);
		if (!told)
			px_text_sentence(out, "       » ", "%s: %s", item->subject,
					 item->there ? item->text : "absent");
	}
}

static void print_line(FILE *out, const struct px_scoreboard_line *line, const struct px_build_results *evidence)
{
	px_text_left(out, line->claim->id, ID + 1);
	px_text_left(out, line->claim->text, TEXT);
	fputc(' ', out);
	px_text_left(out, px_note_word(line->claim->note), NOTE + 1);
	for (enum px_world w = 0; w < PX_WORLDS; w++) {
		px_text_left(out, line->cell[w][0] ? line->cell[w] : "–", CELL);
		fputc(' ', out);
	}
	fprintf(out, "%s\n", px_agreement_word(line->agreement));
	if (line->claim->correction)
		px_text_sentence(out, "       → ", "%s", line->claim->correction);
	print_checkers(out, line, evidence);
	if (line->special[0])
		px_text_sentence(out, "       @ ", "%s", line->special);
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

void px_scoreboard_print(FILE *out, const struct px_scoreboard_line *lines, unsigned int nr,
		    const struct px_build_results *evidence)
{
	char heading[128];

	snprintf(heading, sizeof(heading), "%-5s%-29s%-10s%-15s%-15s%-15s%s", "id",
		 "the notes claim", "note", "Rust", "kernel", "user", "verdict");
	fprintf(out, "%s\n", heading);
	for (unsigned int i = 0; i < PX_TEXT_COLUMNS - 1; i++)
		fputs("─", out);
	fputc('\n', out);
	for (unsigned int i = 0; i < nr; i++)
		print_line(out, &lines[i], evidence);
	fputc('\n', out);
	print_summary(out, lines, nr);
	fputs("→ what is to be corrected, or answered, in the notes  ≠ where the three differ\n"
	      "@ so on this kernel, not on every one  » a checker's own words, at build\n", out);
	if (evidence->rustc[0])
		fprintf(out, "Rust: proved by %s when parallax was built; " STATED
			" stated, not proved\n", evidence->rustc);
	else
		fputs("Rust: " STATED " stated, not proved: no rustc ≥ 1.92 was found at build\n", out);
}
