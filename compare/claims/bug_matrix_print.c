// SPDX-License-Identifier: GPL-2.0-only
#include <string.h>
#include "bug_matrix.h"
#include "measure/text.h"

#define NAME_WIDTH	17u	/* columns */
#define RUST_WIDTH	6u
#define MARK_WIDTH	4u

static unsigned int width_of(unsigned int detector)
{
	return px_detectors[detector].group == PX_DETECTORS_RUST ? RUST_WIDTH : MARK_WIDTH;
}

/* Prints one column. *pad is the number of blanks before the next text; it may be negative. */
static void print_column(FILE *out, int *pad, const char *text, unsigned int width)
{
	if (*text) {
		fprintf(out, "%*s%s", *pad, "", text);
		*pad = -(int)px_text_width(text);
	}
	*pad += (int)width;
}

static void add_gap(int *pad, unsigned int detector)
{
	*pad += detector && px_detectors[detector].group != px_detectors[detector - 1].group;
}

/* Headings are wider than their columns: each line has every second heading. */
static void print_heads(FILE *out, unsigned int parity)
{
	int pad = 0;

	print_column(out, &pad, parity ? "" : "bug", NAME_WIDTH);
	for (unsigned int n = 0; n < px_detector_count; n++) {
		add_gap(&pad, n);
		print_column(out, &pad, n % 2 == parity ? px_detectors[n].head : "", width_of(n));
	}
	fputc('\n', out);
}

static void print_row(FILE *out, const struct px_bug_row *row)
{
	char mark[16];
	int pad = 0;

	print_column(out, &pad, row->doc->name, NAME_WIDTH);
	for (unsigned int n = 0; n < px_detector_count; n++) {
		add_gap(&pad, n);
		px_detection_mark(mark, &row->detections[n]);
		print_column(out, &pad, mark, width_of(n));
	}
	fputc('\n', out);
}

static void print_legend(FILE *out, const struct px_bug_matrix *m)
{
	fputs("\n● caught  ○ missed  ◐ false positive: it reports the corrected version too  "
	      "· absent  ! UNEXPECTED\n"
	      "empty: the detector does not look for such bugs, or the bug cannot be made on that "
	      "side\n"
	      "rustc: the error code; lint: a warning; panic: stopped at run time; – no bug in "
	      "Rust\n\n",
	      out);
	for (unsigned int n = 0; n < px_detector_count; n++) {
		char heading[64];

		snprintf(heading, sizeof(heading), "%-9s ", px_detectors[n].head);
		px_text_sentence(
			out, heading, "%s: %s (%s)", px_detector_group_name(px_detectors[n].group),
			px_detectors[n].what,
			*px_bug_matrix_version(m, n) ? px_bug_matrix_version(m, n) : "absent");
	}
}

static void print_unexpected(FILE *out, const struct px_bug_matrix *m)
{
	for (unsigned int i = 0; i < m->nr; i++) {
		const struct px_bug_row *row = &m->rows[i];

		for (unsigned int n = 0; n < px_detector_count; n++)
			if (row->detections[n].unexpected)
				px_text_sentence(
					out, "UNEXPECTED: ", "%s, %s: %s, expected %s%s%s",
					row->doc->name, px_detectors[n].name,
					px_detection_result_word(row->detections[n].observed),
					px_detection_result_word(row->detections[n].expected),
					*row->detections[n].result->text ? ": " : "",
					row->detections[n].result->text);
		for (enum px_detector_group side = PX_DETECTORS_KERNEL; side <= PX_DETECTORS_USER;
		     side++)
			if (row->uncaught[side])
				px_text_sentence(out,
						 "UNEXPECTED: ", "%s: no detector caught it in %s",
						 row->doc->name, px_detector_group_name(side));
	}
}

/* Detections of the detectors for C. */
static unsigned int count(const struct px_bug_matrix *m, enum px_detection_result result)
{
	unsigned int nr = 0;

	for (unsigned int i = 0; i < m->nr; i++)
		for (unsigned int n = 0; n < px_detector_count; n++)
			nr += px_detectors[n].group != PX_DETECTORS_RUST &&
			      px_detection_shown(&m->rows[i].detections[n]) == result;
	return nr;
}

static unsigned int by_rust(const struct px_bug_matrix *m, enum px_detection_result result)
{
	unsigned int nr = 0;

	for (unsigned int i = 0; i < m->nr; i++)
		nr += m->rows[i].detections[0].observed == result;
	return nr;
}

void px_bug_matrix_print(FILE *out, const struct px_bug_matrix *m)
{
	print_heads(out, 0);
	print_heads(out, 1);
	for (unsigned int i = 0; i < m->nr; i++)
		print_row(out, &m->rows[i]);
	print_legend(out, m);
	fputc('\n', out);
	print_unexpected(out, m);
	px_text_sentence(out, "",
			 "%u bugs. Rust catches %u and misses %u; %u cannot occur in Rust. "
			 "The detectors for C caught %u times and missed %u times; %u UNEXPECTED",
			 m->nr, by_rust(m, PX_CAUGHT), by_rust(m, PX_MISSED),
			 by_rust(m, PX_HARMLESS), count(m, PX_CAUGHT), count(m, PX_MISSED),
			 m->unexpected);
}

void px_bug_row_print(FILE *out, const struct px_bug_row *row)
{
	const struct px_bug_doc *doc = row->doc;

	fprintf(out, "%s\n", doc->name);
	px_text_sentence(out, "  bug          ", "%s", doc->wrong);
	px_text_sentence(out, "  effect       ", "%s", doc->effect);
	px_text_sentence(out, "  Rust         ", "%s", doc->rust);
	if (doc->note)
		px_text_sentence(out, "  note         ", "%s", doc->note);
	for (unsigned int n = 0; n < px_detector_count; n++) {
		const struct px_detection *d = &row->detections[n];
		char heading[64];

		if (px_detection_shown(d) == PX_NOT_APPLICABLE ||
		    (!d->result && d->expected == PX_NOT_APPLICABLE))
			continue;
		snprintf(heading, sizeof(heading), "  %-10s   ", px_detectors[n].name);
		px_text_sentence(out, heading, "%s%s%s%s", px_detection_result_word(d->observed),
				 d->unexpected ? " (UNEXPECTED)" : "",
				 d->result && *d->result->text ? ": " : "",
				 d->result ? d->result->text : "");
	}
	fputc('\n', out);
	px_text_sentence(out, "  ", "compare/bugs/%s.c; run it: make bugs ARGS=%s", doc->name,
			 doc->name);
}

