// SPDX-License-Identifier: GPL-2.0-only
#include <string.h>
#include "claims.h"
#include "value_format.h"
#include "lab_report.h"
#include "measure/text.h"
#include "rust_words.h"
#include "timeline.h"

static const char *const world_texts[PX_WORLDS] = {
	[PX_RUST] = "in Rust", [PX_KERNEL] = "in the kernel", [PX_USER] = "in user space",
};

const char *px_lab_report_world(enum px_world world)
{
	return world_texts[world];
}

static void add(char *text, const char *more)
{
	size_t length = strlen(text);

	snprintf(text + length, PX_SENTENCE - length, "%s", more);
}

void px_lab_report_question(FILE *out, const struct px_lab_doc *doc)
{
	char heading[512] = "";

	add(heading, doc->name);
	for (unsigned int i = 0; i < px_claim_count; i++) {
		const struct px_claim *c = &px_claims[i];

		if (!px_build_results_lists(doc->claims, c->id))
			continue;
		snprintf(heading + strlen(heading), sizeof(heading) - strlen(heading),
			 " · claim %s: %s (notes: %s)", c->id, c->text, px_note_word(c->note));
	}
	px_text_sentence(out, "", "%s", heading);
	fputc('\n', out);
	px_text_sentence(out, "  question   ", "%s", doc->question);
	px_text_sentence(out, "  steps      ", "%s", doc->steps);
	fputc('\n', out);
}

static bool same_words(const struct px_finding_verdict *f, enum px_world a, enum px_world b)
{
	char one[PX_VALUE_FORMAT_SIZE], other[PX_VALUE_FORMAT_SIZE];

	px_value_format(one, f->expect->values, f->value[a]);
	px_value_format(other, f->expect->values, f->value[b]);
	return !strcmp(one, other);
}

/* Adds " (Rust°, kernel)": all worlds with the value of w that are not printed yet. */
static void add_worlds(char *text, const struct px_finding_verdict *f, enum px_world w,
		       bool printed[PX_WORLDS])
{
	static const char *const names[PX_WORLDS] = { "Rust", "kernel", "user" };
	const char *separator = " (";
	char list[64] = "";
	unsigned int nr = 0;

	for (enum px_world v = w; v < PX_WORLDS; v++) {
		if (!f->present[v] || printed[v] || !same_words(f, w, v))
			continue;
		snprintf(list + strlen(list), sizeof(list) - strlen(list), "%s%s%s", separator,
			 names[v], v == PX_RUST && f->stated ? "°" : "");
		printed[v] = true;
		separator = ", ";
		nr++;
	}
	add(text, nr == PX_WORLDS && !f->stated ? " (all three" : list);
	add(text, ")");
}

void px_lab_report_sentence(char text[PX_SENTENCE], const struct px_finding_verdict *f)
{
	bool printed[PX_WORLDS] = { false };
	char words[PX_VALUE_FORMAT_SIZE];
	const char *separator = " ";

	text[0] = '\0';
	add(text, f->expect->subject);
	for (enum px_world w = 0; w < PX_WORLDS; w++) {
		if (printed[w] || !f->present[w])
			continue;
		px_value_format(words, f->expect->values, f->value[w]);
		add(text, separator);
		add(text, words);
		add_worlds(text, f, w, printed);
		separator = ", ";
	}
	if (!strcmp(separator, " "))
		add(text, " was not observed");
}

/* Prints what was expected of each world that showed something else. */
static void print_expected(FILE *out, const struct px_finding_verdict *f,
			   const struct px_lab_results *results)
{
	for (enum px_world w = 0; w < PX_WORLDS; w++) {
		int64_t expected = px_expected(f->expect, w);
		char words[PX_VALUE_FORMAT_SIZE] = "no such observation";

		if (w != PX_RUST && !results->ran[w])
			continue;
		if (expected == PX_ANY || (f->present[w] && f->value[w] == expected) ||
		    (!f->present[w] && expected == PX_NONE))
			continue;
		if (expected != PX_NONE)
			px_value_format(words, f->expect->values, expected);
		px_text_sentence(out, "             ", "expected %s: %s", world_texts[w], words);
	}
}

/* True if only one world has such an observation: there is nothing to compare. */
static bool is_alone(const struct px_finding_verdict *f)
{
	unsigned int worlds = 0;

	for (enum px_world w = 0; w < PX_WORLDS; w++)
		worlds += px_expected(f->expect, w) != PX_NONE;
	return worlds == 1 && (f->agreement == PX_AGREES || f->agreement == PX_DIFFERS);
}

static void print_finding(FILE *out, const struct px_finding_verdict *f,
			  const struct px_lab_results *results)
{
	const char *config =
		f->agreement == PX_UNEXPECTED ? "" : px_test_config_text(f->expect->when);
	char heading[64], sentence[PX_SENTENCE];

	snprintf(heading, sizeof(heading), "  %-10s ",
		 is_alone(f) ? "one side" : px_agreement_word(f->agreement));
	px_lab_report_sentence(sentence, f);
	px_text_sentence(out, heading, "%s%s%s", sentence, *config ? ", as expected " : "", config);
	if (f->agreement == PX_UNEXPECTED)
		print_expected(out, f, results);
	else if ((f->agreement == PX_DIFFERS || is_alone(f)) && f->expect->reason)
		px_text_sentence(out, "             ", "why: %s", f->expect->reason);
}

static void print_events(FILE *out, const struct px_lab_results *results)
{
	bool any = false;

	for (enum px_world w = 0; w < PX_WORLDS; w++) {
		if (!results->observed[w].nr_events)
			continue;
		px_timeline_print(out, world_texts[w], &results->observed[w], results->doc);
		any = true;
	}
	if (any)
		fprintf(out, "  %s\n\n", px_timeline_legend);
}

static void find_rust_words(struct px_rust_words *words, const struct px_finding_verdict *f)
{
	px_rust_words_find(words, f->expect->subject);
	px_rust_words_find(words, f->expect->values);
	px_rust_words_find(words, f->expect->reason);
}

void px_lab_report_answer(FILE *out, const struct px_lab_results *results,
			  const struct px_lab_verdict *verdict)
{
	struct px_rust_words words = { 0 };
	bool stated = false;

	print_events(out, results);
	for (unsigned int i = 0; i < verdict->nr; i++) {
		print_finding(out, &verdict->findings[i], results);
		stated |= verdict->findings[i].stated;
		find_rust_words(&words, &verdict->findings[i]);
	}
	if (stated)
		px_text_sentence(out, "             ° ", "expected of Rust; no Rust program has "
				 "checked it here (\"make rust\" needs rustc 1.92 or newer)");
	for (enum px_world w = PX_KERNEL; w < PX_WORLDS; w++)
		if (!results->ran[w])
			px_text_sentence(out, "  ", "not observed %s: %s", world_texts[w],
					 results->absent_reason[w]);
		else if (results->observed[w].unseen[0])
			px_text_sentence(out, "  ", "not observed %s: %s", world_texts[w],
					 results->observed[w].unseen);
	if (verdict->problem[0])
		px_text_sentence(out, "  problem    ", "%s", verdict->problem);
	px_rust_words_find(&words, results->doc->question);
	px_rust_words_find(&words, results->doc->steps);
	px_rust_words_print(out, &words);
	fprintf(out, "\n  verdict    %s\n", px_agreement_text(verdict->agreement));
}
