// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include "bug_matrix.h"
#include "output/json_encode.h"
#include "output/text.h"

#define NAMES	17u		/* columns of the mistakes' names */
#define RUST	6u
#define CELL	4u

/* ---- making it --------------------------------------------------------------- */

static enum px_detection_result expected(const struct px_bug_doc *tale, const char *net)
{
	if (tale->caught && px_build_results_lists(tale->caught, net))
		return PX_CAUGHT;
	if (tale->missed && px_build_results_lists(tale->missed, net))
		return PX_MISSED;
	if (tale->chance && px_build_results_lists(tale->chance, net))
		return PX_CHANCE;
	if (tale->cries && px_build_results_lists(tale->cries, net))
		return PX_FALSE_POSITIVE;
	return PX_NO_PART;
}

static enum px_detection_result observed(const struct px_build_result *seen)
{
	static const char *const words[] = {
		[PX_CAUGHT] = "caught", [PX_MISSED] = "missed", [PX_FALSE_POSITIVE] = "false",
		[PX_HARMLESS] = "harmless", [PX_DETECTOR_ABSENT] = "absent",
	};

	if (!seen)
		return PX_DETECTOR_ABSENT;
	for (enum px_detection_result c = PX_CAUGHT; c <= PX_DETECTOR_ABSENT; c++)
		if (words[c] && !strcmp(seen->observed, words[c]))
			return c;
	return PX_DETECTOR_FAILED;
}

/* A net that has no part in a mistake may say nothing; one that is not here says nothing. */
static bool unexpected(const struct px_detection *cell)
{
	if (cell->expected == PX_CHANCE)
		return cell->observed != PX_CAUGHT && cell->observed != PX_MISSED &&
		       cell->observed != PX_DETECTOR_ABSENT;
	switch (cell->observed) {
	case PX_DETECTOR_ABSENT:
		return false;
	case PX_MISSED:
	case PX_HARMLESS:
		return cell->expected != cell->observed && cell->expected != PX_NO_PART;
	default:
		return cell->expected != cell->observed;
	}
}

static const struct px_build_result *find(const struct px_build_results *e, const char *mistake,
					   const char *net)
{
	for (unsigned int i = 0; i < e->nr; i++)
		if (e->items[i].kind == PX_BY_DETECTOR && !strcmp(e->items[i].name, mistake) &&
		    !strcmp(e->items[i].subject, net))
			return &e->items[i];
	return NULL;
}

/* Nobody has caught it in that world, though somebody there was asked. */
static bool uncaught(const struct px_bug_row *row, enum px_detector_group world)
{
	bool asked = false;

	if (world == PX_DETECTORS_USER && row->tale->kernel_only)
		return false;
	for (unsigned int n = 0; n < px_detector_count; n++) {
		const struct px_detection *cell = &row->cells[n];

		if (px_detectors[n].group != world && px_detectors[n].group != PX_DETECTORS_BUILD)
			continue;
		if (cell->observed == PX_CAUGHT)
			return false;
		asked |= px_detectors[n].group == world && cell->observed != PX_DETECTOR_ABSENT;
	}
	return asked;
}

static void make_row(struct px_bug_matrix *m, struct px_bug_row *row, const struct px_build_results *e)
{
	for (unsigned int n = 0; n < px_detector_count; n++) {
		struct px_detection *cell = &row->cells[n];

		cell->expected = expected(row->tale, px_detectors[n].name);
		cell->seen = find(e, row->tale->name, px_detectors[n].name);
		cell->observed = observed(cell->seen);
		cell->unexpected = unexpected(cell);
		m->observed += cell->observed != PX_DETECTOR_ABSENT;
		m->unexpected += cell->unexpected;
	}
	for (enum px_detector_group w = PX_DETECTORS_KERNEL; w <= PX_DETECTORS_USER; w++) {
		row->uncaught[w] = uncaught(row, w);
		m->unexpected += row->uncaught[w];
	}
}

int px_bug_matrix_make(struct px_bug_matrix *m, const struct px_build_results *evidence)
{
	*m = (struct px_bug_matrix) { .nr = px_bug_doc_count };
	m->rows = calloc(m->nr, sizeof(*m->rows));
	if (!m->rows)
		return -ENOMEM;
	for (unsigned int i = 0; i < m->nr; i++) {
		m->rows[i].tale = px_bug_docs[i];
		make_row(m, &m->rows[i], evidence);
	}
	return 0;
}

void px_bug_matrix_free(struct px_bug_matrix *m)
{
	free(m->rows);
	*m = (struct px_bug_matrix) { 0 };
}

/* ---- words ------------------------------------------------------------------- */

const char *px_detection_result_word(enum px_detection_result c)
{
	static const char *const words[] = {
		[PX_NO_PART] = "not applicable", [PX_CAUGHT] = "caught", [PX_MISSED] = "missed",
		[PX_CHANCE] = "caught or missed", [PX_FALSE_POSITIVE] = "false alarm", [PX_HARMLESS] = "harmless", [PX_DETECTOR_FAILED] = "failed",
		[PX_DETECTOR_ABSENT] = "absent",
	};

	return words[c];
}

/* What is to be shown of a cell: of a net that has no part, nothing. */
static enum px_detection_result shown(const struct px_detection *cell)
{
	if (cell->expected == PX_NO_PART && cell->observed == PX_MISSED)
		return PX_NO_PART;
	return cell->observed;
}

/* What rustc did: its error's code, or in a word. */
static void mark_rust(char mark[16], const struct px_detection *cell)
{
	const char *line = cell->seen ? cell->seen->text : "", *code = strstr(line, "error[");

	if (code)
		snprintf(mark, 16, "%.5s", code + strlen("error["));
	else
		snprintf(mark, 16, "%s", !strncmp(line, "panic:", 6) ? "panic" : "lint");
}

void px_detection_mark(char mark[16], const struct px_detection *cell)
{
	static const char *const marks[] = {
		[PX_NO_PART] = "", [PX_CAUGHT] = "●", [PX_MISSED] = "○", [PX_FALSE_POSITIVE] = "◐",
		[PX_HARMLESS] = "–", [PX_DETECTOR_FAILED] = "?", [PX_DETECTOR_ABSENT] = "·",
	};
	enum px_detection_result c = shown(cell);

	if (c == PX_CAUGHT && !strcmp(cell->seen->subject, "rustc"))
		mark_rust(mark, cell);
	else
		snprintf(mark, 16, "%s", c == PX_DETECTOR_ABSENT && cell->expected == PX_NO_PART ? "" : marks[c]);
	if (cell->unexpected)
		strncat(mark, "!", 15 - strlen(mark));
}

const char *px_bug_matrix_version(const struct px_bug_matrix *m, unsigned int net)
{
	for (unsigned int i = 0; i < m->nr; i++)
		if (m->rows[i].cells[net].observed != PX_DETECTOR_ABSENT)
			return m->rows[i].cells[net].seen->version;
	return "";
}

/* ---- printing it ---------------------------------------------------------------- */

static unsigned int width_of(unsigned int net)
{
	return px_detectors[net].group == PX_DETECTORS_RUST ? RUST : CELL;
}

/* A line of columns; *pad is what is still to be left out before the next text, and may be owed. */
static void put(FILE *out, int *pad, const char *text, unsigned int width)
{
	if (*text) {
		fprintf(out, "%*s%s", *pad, "", text);
		*pad = -(int)px_text_width(text);
	}
	*pad += (int)width;
}

static void put_gap(int *pad, unsigned int net)
{
	*pad += net && px_detectors[net].group != px_detectors[net - 1].group;
}

/* Heads are wider than their columns: every other one, on a line each. */
static void print_heads(FILE *out, unsigned int parity)
{
	int pad = 0;

	put(out, &pad, parity ? "" : "mistake", NAMES);
	for (unsigned int n = 0; n < px_detector_count; n++) {
		put_gap(&pad, n);
		put(out, &pad, n % 2 == parity ? px_detectors[n].head : "", width_of(n));
	}
	fputc('\n', out);
}

static void print_row(FILE *out, const struct px_bug_row *row)
{
	char mark[16];
	int pad = 0;

	put(out, &pad, row->tale->name, NAMES);
	for (unsigned int n = 0; n < px_detector_count; n++) {
		put_gap(&pad, n);
		px_detection_mark(mark, &row->cells[n]);
		put(out, &pad, mark, width_of(n));
	}
	fputc('\n', out);
}

static void print_legend(FILE *out, const struct px_bug_matrix *m)
{
	fputs("\n● caught  ○ missed  ◐ speaks of what is right as well  · absent here  ! UNEXPECTED\n"
	      "empty: not what it looks for, or not to be made in that world\n"
	      "rustc: refused with that error; lint: it warns; panic: stopped when it runs; – cannot go wrong\n\n",
	      out);
	for (unsigned int n = 0; n < px_detector_count; n++) {
		char heading[64];

		snprintf(heading, sizeof(heading), "%-9s ", px_detectors[n].head);
		px_text_sentence(out, heading, "%s: %s (%s)", px_detector_group_name(px_detectors[n].group),
				 px_detectors[n].what,
				 *px_bug_matrix_version(m, n) ? px_bug_matrix_version(m, n) : "absent");
	}
}

static void print_unexpected(FILE *out, const struct px_bug_matrix *m)
{
	for (unsigned int i = 0; i < m->nr; i++) {
		const struct px_bug_row *row = &m->rows[i];

		for (unsigned int n = 0; n < px_detector_count; n++)
			if (row->cells[n].unexpected)
				px_text_sentence(out, "UNEXPECTED: ", "%s, %s: %s, expected %s%s%s",
						 row->tale->name, px_detectors[n].name,
						 px_detection_result_word(row->cells[n].observed),
						 px_detection_result_word(row->cells[n].expected),
						 *row->cells[n].seen->text ? ": " : "",
						 row->cells[n].seen->text);
		for (enum px_detector_group w = PX_DETECTORS_KERNEL; w <= PX_DETECTORS_USER; w++)
			if (row->uncaught[w])
				px_text_sentence(out, "UNEXPECTED: ", "%s: in %s nobody caught it",
						 row->tale->name, px_detector_group_name(w));
	}
}

static unsigned int count(const struct px_bug_matrix *m, enum px_detection_result c)
{
	unsigned int nr = 0;

	for (unsigned int i = 0; i < m->nr; i++)
		for (unsigned int n = 0; n < px_detector_count; n++)
			nr += shown(&m->rows[i].cells[n]) == c && px_detectors[n].group != PX_DETECTORS_RUST;
	return nr;
}

static unsigned int by_rust(const struct px_bug_matrix *m, enum px_detection_result c)
{
	unsigned int nr = 0;

	for (unsigned int i = 0; i < m->nr; i++)
		nr += m->rows[i].cells[0].observed == c;
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
	px_text_sentence(out, "", "%u mistakes: Rust catches %u, misses %u, and with %u nothing can go wrong; "
			 "C's nets caught %u times, missed %u times, %u UNEXPECTED", m->nr,
			 by_rust(m, PX_CAUGHT), by_rust(m, PX_MISSED), by_rust(m, PX_HARMLESS),
			 count(m, PX_CAUGHT), count(m, PX_MISSED), m->unexpected);
}

void px_bug_matrix_tell(FILE *out, const struct px_bug_row *row)
{
	const struct px_bug_doc *t = row->tale;

	fprintf(out, "%s\n", t->name);
	px_text_sentence(out, "  the mistake  ", "%s", t->wrong);
	px_text_sentence(out, "  its end      ", "%s", t->ends);
	px_text_sentence(out, "  Rust         ", "%s", t->rust);
	if (t->why)
		px_text_sentence(out, "  note         ", "%s", t->why);
	for (unsigned int n = 0; n < px_detector_count; n++) {
		const struct px_detection *cell = &row->cells[n];
		char heading[64];

		if (shown(cell) == PX_NO_PART || (!cell->seen && cell->expected == PX_NO_PART))
			continue;
		snprintf(heading, sizeof(heading), "  %-10s   ", px_detectors[n].name);
		px_text_sentence(out, heading, "%s%s%s%s", px_detection_result_word(cell->observed),
				 cell->unexpected ? ", which is UNEXPECTED" : "",
				 cell->seen && *cell->seen->text ? ": " : "",
				 cell->seen ? cell->seen->text : "");
	}
	fprintf(out, "\n  compare/bugs/%s.c; make bugs tries it\n", t->name);
}

/* ---- JSON -------------------------------------------------------------------------- */

static json_t *cell_json(const struct px_detection *cell)
{
	return json_pack("{s:s, s:s, s:b, s:s}", "observed", px_detection_result_word(shown(cell)),
			 "expected", px_detection_result_word(cell->expected), "unexpected", cell->unexpected,
			 "line", cell->seen ? cell->seen->text : "");
}

static json_t *row_json(const struct px_bug_row *row)
{
	json_t *nets = json_object();

	for (unsigned int n = 0; n < px_detector_count; n++)
		px_encode_set(&nets, px_detectors[n].name, cell_json(&row->cells[n]));
	return json_pack("{s:s, s:s, s:s, s:s, s:b, s:b, s:o}", "mistake", row->tale->name,
			 "wrong", row->tale->wrong, "ends", row->tale->ends, "rust", row->tale->rust,
			 "uncaught_kernel", row->uncaught[PX_DETECTORS_KERNEL],
			 "uncaught_user", row->uncaught[PX_DETECTORS_USER], "nets", nets);
}

int px_bug_matrix_json(FILE *out, const struct px_bug_matrix *m)
{
	json_t *rows = json_array();

	for (unsigned int i = 0; i < m->nr; i++)
		px_encode_append(&rows, row_json(&m->rows[i]));
	return px_encode_write(out, json_pack("{s:i, s:o}", "unexpected", m->unexpected,
					    "mistakes", rows));
}
