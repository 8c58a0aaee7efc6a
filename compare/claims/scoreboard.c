// SPDX-License-Identifier: GPL-2.0-only
#include <math.h>
#include <stdarg.h>
#include <string.h>
#include "scoreboard.h"
#include "value_format.h"
#include "lab_report.h"

static void put(struct px_scoreboard_line *line, enum px_world world, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void put(struct px_scoreboard_line *line, enum px_world world, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(line->cell[world], PX_SCOREBOARD_CELL, format, args);
	va_end(args);
}

static void raise_verdict(struct px_scoreboard_line *line, enum px_agreement agreement)
{
	if (agreement > line->agreement)
		line->agreement = agreement;
}

static void fill_cells(struct px_scoreboard_line *line, const struct px_finding_verdict *f)
{
	const char *values = f->expect->brief ? f->expect->brief : f->expect->values;
	char words[PX_VALUE_FORMAT_SIZE];

	for (enum px_world w = 0; w < PX_WORLDS; w++) {
		if (!f->present[w])
			continue;
		px_value_format(words, values, f->value[w]);
		put(line, w, "%s%s", words, w == PX_RUST && f->stated ? PX_STATED : "");
	}
}

/* The observation shown for the claim: the one that it names, or the first one. */
static const struct px_finding_verdict *headline(const struct px_claim *claim,
						 const struct px_lab_case *c)
{
	const struct px_finding_verdict *f = claim->headline ?
		px_lab_verdict_find(&c->verdict, claim->headline) : NULL;

	if (!f && !claim->headline && c->verdict.nr)
		f = &c->verdict.findings[0];
	return f;
}

/* Stores where the worlds differ in an observation that the cells do not show. */
static void set_difference(struct px_scoreboard_line *line, const struct px_lab_case *c,
			   const struct px_finding_verdict *shown)
{
	char sentence[PX_SENTENCE];

	for (unsigned int i = 0; i < c->verdict.nr && !line->difference[0]; i++) {
		const struct px_finding_verdict *f = &c->verdict.findings[i];

		if (f->agreement != PX_DIFFERS || f == shown)
			continue;
		px_lab_report_sentence(sentence, f);
		snprintf(line->difference, sizeof(line->difference), "%.500s", sentence);
	}
}

/* Stores what is expected only on this configuration. */
static void set_config_note(struct px_scoreboard_line *line, const struct px_lab_case *c)
{
	char sentence[PX_SENTENCE];

	for (unsigned int i = 0; i < c->verdict.nr && !line->config_note[0]; i++) {
		const struct px_finding_verdict *f = &c->verdict.findings[i];

		if (f->expect->when == PX_ALWAYS)
			continue;
		px_lab_report_sentence(sentence, f);
		snprintf(line->config_note, sizeof(line->config_note), "%s: %.400s",
			 px_test_config_text(f->expect->when), sentence);
	}
}

static bool cells_differ(const struct px_scoreboard_line *line)
{
	return strcmp(line->cell[PX_RUST], line->cell[PX_KERNEL]) ||
	       strcmp(line->cell[PX_KERNEL], line->cell[PX_USER]);
}

/* Stores why a side could not observe something. */
static void remark_unseen(struct px_scoreboard_line *line, const struct px_lab_results *results)
{
	for (enum px_world w = PX_KERNEL; w < PX_WORLDS; w++)
		if (results->observed[w].unseen[0])
			snprintf(line->remark, sizeof(line->remark), "not observed %s: %s",
				 px_lab_report_world(w), results->observed[w].unseen);
}

static unsigned int add_labs(struct px_scoreboard_line *line, const struct px_lab_case *cases,
			     unsigned int nr)
{
	unsigned int added = 0;

	for (unsigned int i = 0; i < nr; i++) {
		const struct px_lab_case *c = &cases[i];
		const struct px_finding_verdict *f;

		if (!px_build_results_lists(c->results.doc->claims, line->claim->id))
			continue;
		added++;
		raise_verdict(line, c->verdict.agreement);
		if (c->verdict.agreement == PX_UNEXPECTED)
			snprintf(line->remark, sizeof(line->remark), "see parallax lab %s",
				 c->results.doc->name);
		else
			remark_unseen(line, &c->results);
		f = headline(line->claim, c);
		set_difference(line, c, f);
		set_config_note(line, c);
		if (!f)
			continue;
		fill_cells(line, f);
		line->lab = c->results.doc->name;
	}
	if (cells_differ(line))
		line->difference[0] = '\0';
	return added;
}

/* sparse reads the kernel's source; the other checkers read user space's. */
static enum px_world world_of(const struct px_build_result *item)
{
	return strncmp(item->subject, "sparse", 6) ? PX_USER : PX_KERNEL;
}

static unsigned int add_checkers(struct px_scoreboard_line *line,
				 const struct px_build_results *build)
{
	const struct px_build_result *item = NULL;
	unsigned int added = 0;

	while ((item = px_build_results_next(build, line->claim->id, item))) {
		enum px_world w = world_of(item);

		if (item->kind != PX_BY_CHECKER)
			continue;
		added++;
		if (!item->present) {
			raise_verdict(line, line->cell[w][0] ? PX_AGREES : PX_NOT_OBSERVED);
			continue;
		}
		raise_verdict(line, item->good ? PX_AGREES : PX_UNEXPECTED);
		if (!strcmp(item->expected, "refused"))
			put(line, w, "%s", item->observed);
	}
	return added;
}

/* The compiler's error for the Rust program with the lab's name, or NULL. */
static const char *refusal(const struct px_scoreboard_line *line,
			   const struct px_build_results *build)
{
	const struct px_build_result *item = NULL;

	while (line->lab && (item = px_build_results_next(build, line->claim->id, item)))
		if (item->kind == PX_BY_PROGRAM && !strcmp(item->subject, line->lab) &&
		    item->observed[0] == 'E')
			return item->observed;
	return NULL;
}

/* Adds the Rust programs of the claim. Sets the Rust cell if no lab has set it. */
static unsigned int add_rust(struct px_scoreboard_line *line, const struct px_build_results *build)
{
	unsigned int good, nr = px_build_results_programs(build, line->claim->id, &good);

	if (nr && good < nr) {
		raise_verdict(line, PX_UNEXPECTED);
		snprintf(line->remark, sizeof(line->remark),
			 "%u of %u Rust programs did not behave as expected", nr - good, nr);
	}
	if (line->cell[PX_RUST][0])
		return nr;
	if (refusal(line, build))
		put(line, PX_RUST, "refused %.5s", refusal(line, build));
	else if (nr)
		put(line, PX_RUST, "proved (%u)", good);
	else
		put(line, PX_RUST, "stated" PX_STATED);
	return nr;
}

static unsigned int add_cost(struct px_scoreboard_line *line, const struct px_claim_cost *cost)
{
	unsigned int added = 0;

	for (enum px_world w = PX_KERNEL; cost && w < PX_WORLDS; w++) {
		if (isnan(cost->ratio[w])) {
			raise_verdict(line, PX_NOT_OBSERVED);
			continue;
		}
		put(line, w, "%.1f× atomic", cost->ratio[w]);
		raise_verdict(line,
			      cost->shown[w] && cost->ratio[w] > 1 ? PX_AGREES : PX_NOT_OBSERVED);
		added++;
	}
	return added;
}

void px_scoreboard_line(struct px_scoreboard_line *line, const struct px_claim *claim,
			const struct px_lab_case *cases, unsigned int nr_cases,
			const struct px_build_results *build, const struct px_claim_cost *cost)
{
	unsigned int added;

	memset(line, 0, sizeof(*line));
	line->claim = claim;
	line->agreement = PX_NO_COUNTERPART;
	added = add_labs(line, cases, nr_cases);
	added += add_checkers(line, build);
	added += add_cost(line, cost);
	add_rust(line, build);
	if (!added && !claim->rust_only)
		raise_verdict(line, PX_NOT_OBSERVED);
}
