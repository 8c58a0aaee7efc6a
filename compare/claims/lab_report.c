// SPDX-License-Identifier: GPL-2.0-only
#include <string.h>
#include "claims.h"
#include "value_format.h"
#include "lab_report.h"
#include "measure/text.h"
#include "timeline.h"

static const char *const places[PX_WORLDS] = {
	[PX_RUST] = "in Rust", [PX_KERNEL] = "in the kernel", [PX_USER] = "in user space",
};

static void add(char *text, const char *more)
{
	size_t length = strlen(text);

	snprintf(text + length, PX_SENTENCE - length, "%s", more);
}

void px_lab_report_question(FILE *out, const struct px_lab_doc *story)
{
	char heading[512] = "";

	add(heading, story->name);
	for (unsigned int i = 0; i < px_claim_count; i++) {
		const struct px_claim *c = &px_claims[i];

		if (!px_build_results_lists(story->claims, c->id))
			continue;
		snprintf(heading + strlen(heading), sizeof(heading) - strlen(heading),
			 " · %s \"%s\" (the notes: %s)", c->id, c->text, px_note_word(c->note));
	}
	px_text_sentence(out, "", "%s", heading);
	fputc('\n', out);
	px_text_sentence(out, "  question   ", "%s", story->question);
	px_text_sentence(out, "  done       ", "%s", story->done);
	fputc('\n', out);
}

static bool same_words(const struct px_finding_verdict *o, enum px_world a, enum px_world b)
{
	char one[PX_VALUE_FORMAT_SIZE], other[PX_VALUE_FORMAT_SIZE];

	px_value_format(one, o->expect->says, o->value[a]);
	px_value_format(other, o->expect->says, o->value[b]);
	return !strcmp(one, other);
}

/* " (Rust°, kernel)": of those not yet told, all who did the same as w; "(all three)". */
static void add_places(char *text, const struct px_finding_verdict *o, enum px_world w,
		       bool told[PX_WORLDS])
{
	static const char *const names[PX_WORLDS] = { "Rust", "kernel", "user" };
	const char *separator = " (";
	char list[64] = "";
	unsigned int nr = 0;

	for (enum px_world v = w; v < PX_WORLDS; v++) {
		if (!o->there[v] || told[v] || !same_words(o, w, v))
			continue;
		snprintf(list + strlen(list), sizeof(list) - strlen(list), "%s%s%s", separator,
			 names[v], v == PX_RUST && o->stated ? "°" : "");
		told[v] = true;
		separator = ", ";
		nr++;
	}
	add(text, nr == PX_WORLDS && !o->stated ? " (all three" : list);
	add(text, ")");
}

void px_lab_report_sentence(char text[PX_SENTENCE], const struct px_finding_verdict *o)
{
	bool told[PX_WORLDS] = { false };
	char words[PX_VALUE_FORMAT_SIZE];
	const char *separator = " ";

	text[0] = '\0';
	add(text, o->expect->topic);
	for (enum px_world w = 0; w < PX_WORLDS; w++) {
		if (told[w] || !o->there[w])
			continue;
		px_value_format(words, o->expect->says, o->value[w]);
		add(text, separator);
		add(text, words);
		add_places(text, o, w, told);
		separator = ", ";
	}
	if (!strcmp(separator, " "))
		add(text, " was not observed");
}

/* Where a world did not do as expected: what was expected of it. */
static void tell_expected(FILE *out, const struct px_finding_verdict *o, const struct px_lab_results *trial)
{
	for (enum px_world w = 0; w < PX_WORLDS; w++) {
		int64_t expected = px_expected(o->expect, w);
		char words[PX_VALUE_FORMAT_SIZE] = "nothing to be seen";

		if (w != PX_RUST && !trial->made[w])
			continue;
		if (expected == PX_ANY || (o->there[w] && o->value[w] == expected) ||
		    (!o->there[w] && expected == PX_NONE))
			continue;
		if (expected != PX_NONE)
			px_value_format(words, o->expect->says, expected);
		px_text_sentence(out, "             ", "expected %s: %s", places[w], words);
	}
}

/* What one world alone has, differs from nothing. */
static bool is_alone(const struct px_finding_verdict *o)
{
	unsigned int worlds = 0;

	for (enum px_world w = 0; w < PX_WORLDS; w++)
		worlds += px_expected(o->expect, w) != PX_NONE;
	return worlds == 1 && (o->agreement == PX_AGREES || o->agreement == PX_DIFFERS);
}

static void tell_opinion(FILE *out, const struct px_finding_verdict *o, const struct px_lab_results *trial)
{
	const char *setting = o->agreement == PX_UNEXPECTED ? "" : px_test_config_text(o->expect->when);
	char heading[64], sentence[PX_SENTENCE];

	snprintf(heading, sizeof(heading), "  %-10s ", is_alone(o) ? "alone" : px_agreement_word(o->agreement));
	px_lab_report_sentence(sentence, o);
	px_text_sentence(out, heading, "%s%s%s", sentence, *setting ? ", as expected " : "", setting);
	if (o->agreement == PX_UNEXPECTED)
		tell_expected(out, o, trial);
	else if ((o->agreement == PX_DIFFERS || is_alone(o)) && o->expect->why)
		px_text_sentence(out, "             ", "why: %s", o->expect->why);
}

static void tell_events(FILE *out, const struct px_lab_results *trial)
{
	bool drawn = false;

	for (enum px_world w = 0; w < PX_WORLDS; w++) {
		if (!trial->seen[w].nr_events)
			continue;
		px_timeline_print(out, places[w], &trial->seen[w], trial->story);
		drawn = true;
	}
	if (drawn)
		fprintf(out, "  %s\n\n", px_timeline_legend);
}

void px_lab_report_answer(FILE *out, const struct px_lab_results *trial, const struct px_lab_verdict *ruling)
{
	bool stated = false;

	tell_events(out, trial);
	for (unsigned int i = 0; i < ruling->nr; i++) {
		tell_opinion(out, &ruling->opinions[i], trial);
		stated |= ruling->opinions[i].stated;
	}
	if (stated)
		fputs("             ° stated, not proved here\n", out);
	for (enum px_world w = PX_KERNEL; w < PX_WORLDS; w++)
		if (!trial->made[w])
			px_text_sentence(out, "  ", "not observed %s: %s", places[w], trial->absent[w]);
	if (ruling->problem[0])
		px_text_sentence(out, "  problem    ", "%s", ruling->problem);
	fprintf(out, "\n  verdict    %s\n", px_agreement_text(ruling->agreement));
}
