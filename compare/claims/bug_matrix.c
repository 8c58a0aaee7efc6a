// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include "bug_matrix.h"
#include "output/json_encode.h"

static enum px_detection_result expected(const struct px_bug_doc *doc, const char *detector)
{
	if (doc->caught && px_build_results_lists(doc->caught, detector))
		return PX_CAUGHT;
	if (doc->missed && px_build_results_lists(doc->missed, detector))
		return PX_MISSED;
	if (doc->sometimes && px_build_results_lists(doc->sometimes, detector))
		return PX_SOMETIMES;
	if (doc->false_positive && px_build_results_lists(doc->false_positive, detector))
		return PX_FALSE_POSITIVE;
	return PX_NOT_APPLICABLE;
}

static enum px_detection_result observed(const struct px_build_result *result)
{
	static const char *const words[] = {
		[PX_CAUGHT] = "caught", [PX_MISSED] = "missed", [PX_FALSE_POSITIVE] = "false",
		[PX_HARMLESS] = "harmless", [PX_DETECTOR_ABSENT] = "absent",
	};

	if (!result)
		return PX_DETECTOR_ABSENT;
	for (enum px_detection_result c = PX_CAUGHT; c <= PX_DETECTOR_ABSENT; c++)
		if (words[c] && !strcmp(result->observed, words[c]))
			return c;
	return PX_DETECTOR_FAILED;
}

/* An absent detector is never unexpected, nor is silence where a detector is not applicable. */
static bool unexpected(const struct px_detection *d)
{
	if (d->expected == PX_SOMETIMES)
		return d->observed != PX_CAUGHT && d->observed != PX_MISSED &&
		       d->observed != PX_DETECTOR_ABSENT;
	switch (d->observed) {
	case PX_DETECTOR_ABSENT:
		return false;
	case PX_MISSED:
	case PX_HARMLESS:
		return d->expected != d->observed && d->expected != PX_NOT_APPLICABLE;
	default:
		return d->expected != d->observed;
	}
}

static const struct px_build_result *find(const struct px_build_results *results, const char *bug,
					  const char *detector)
{
	for (unsigned int i = 0; i < results->nr; i++)
		if (results->items[i].kind == PX_BY_DETECTOR &&
		    !strcmp(results->items[i].name, bug) &&
		    !strcmp(results->items[i].subject, detector))
			return &results->items[i];
	return NULL;
}

/* Detectors of that side were run, and none caught the bug. */
static bool uncaught(const struct px_bug_row *row, enum px_detector_group side)
{
	bool run = false;

	if (side == PX_DETECTORS_USER && row->doc->kernel_only)
		return false;
	for (unsigned int n = 0; n < px_detector_count; n++) {
		const struct px_detection *d = &row->detections[n];

		if (px_detectors[n].group != side && px_detectors[n].group != PX_DETECTORS_BUILD)
			continue;
		if (d->observed == PX_CAUGHT)
			return false;
		run |= px_detectors[n].group == side && d->observed != PX_DETECTOR_ABSENT;
	}
	return run;
}

static void init_row(struct px_bug_matrix *m, struct px_bug_row *row,
		     const struct px_build_results *results)
{
	for (unsigned int n = 0; n < px_detector_count; n++) {
		struct px_detection *d = &row->detections[n];

		d->expected = expected(row->doc, px_detectors[n].name);
		d->result = find(results, row->doc->name, px_detectors[n].name);
		d->observed = observed(d->result);
		d->unexpected = unexpected(d);
		m->observed += d->observed != PX_DETECTOR_ABSENT;
		m->unexpected += d->unexpected;
	}
	for (enum px_detector_group side = PX_DETECTORS_KERNEL; side <= PX_DETECTORS_USER; side++) {
		row->uncaught[side] = uncaught(row, side);
		m->unexpected += row->uncaught[side];
	}
}

int px_bug_matrix_init(struct px_bug_matrix *m, const struct px_build_results *results)
{
	*m = (struct px_bug_matrix) { .nr = px_bug_doc_count };
	m->rows = calloc(m->nr, sizeof(*m->rows));
	if (!m->rows)
		return -ENOMEM;
	for (unsigned int i = 0; i < m->nr; i++) {
		m->rows[i].doc = px_bug_docs[i];
		init_row(m, &m->rows[i], results);
	}
	return 0;
}

void px_bug_matrix_free(struct px_bug_matrix *m)
{
	free(m->rows);
	*m = (struct px_bug_matrix) { 0 };
}

/* ---- as text ------------------------------------------------------------------ */

const char *px_detection_result_word(enum px_detection_result result)
{
	static const char *const words[] = {
		[PX_NOT_APPLICABLE] = "not applicable",
		[PX_CAUGHT] = "caught",
		[PX_MISSED] = "missed",
		[PX_SOMETIMES] = "caught or missed",
		[PX_FALSE_POSITIVE] = "false positive",
		[PX_HARMLESS] = "harmless",
		[PX_DETECTOR_FAILED] = "failed",
		[PX_DETECTOR_ABSENT] = "absent",
	};

	return words[result];
}

enum px_detection_result px_detection_shown(const struct px_detection *d)
{
	if (d->expected == PX_NOT_APPLICABLE && d->observed == PX_MISSED)
		return PX_NOT_APPLICABLE;
	return d->observed;
}

/* rustc's error code, "panic" or "lint". */
static void mark_rust(char mark[16], const struct px_detection *d)
{
	const char *line = d->result ? d->result->text : "", *code = strstr(line, "error[");

	if (code)
		snprintf(mark, 16, "%.5s", code + strlen("error["));
	else
		snprintf(mark, 16, "%s", !strncmp(line, "panic:", 6) ? "panic" : "lint");
}

void px_detection_mark(char mark[16], const struct px_detection *d)
{
	static const char *const marks[] = {
		[PX_NOT_APPLICABLE] = "",   [PX_CAUGHT] = "●",	 [PX_MISSED] = "○",
		[PX_FALSE_POSITIVE] = "◐",  [PX_HARMLESS] = "–", [PX_DETECTOR_FAILED] = "?",
		[PX_DETECTOR_ABSENT] = "·",
	};
	enum px_detection_result result = px_detection_shown(d);

	if (result == PX_CAUGHT && !strcmp(d->result->subject, "rustc"))
		mark_rust(mark, d);
	else
		snprintf(mark, 16, "%s", result == PX_DETECTOR_ABSENT &&
			 d->expected == PX_NOT_APPLICABLE ? "" : marks[result]);
	if (d->unexpected)
		strncat(mark, "!", 15 - strlen(mark));
}

const char *px_bug_matrix_version(const struct px_bug_matrix *m, unsigned int detector)
{
	for (unsigned int i = 0; i < m->nr; i++)
		if (m->rows[i].detections[detector].observed != PX_DETECTOR_ABSENT)
			return m->rows[i].detections[detector].result->version;
	return "";
}

/* ---- JSON -------------------------------------------------------------------------- */

static json_t *detection_json(const struct px_detection *d)
{
	return json_pack("{s:s, s:s, s:b, s:s}", "observed",
			 px_detection_result_word(px_detection_shown(d)), "expected",
			 px_detection_result_word(d->expected), "unexpected", d->unexpected, "line",
			 d->result ? d->result->text : "");
}

static json_t *row_json(const struct px_bug_row *row)
{
	json_t *detectors = json_object();

	for (unsigned int n = 0; n < px_detector_count; n++)
		px_encode_set(&detectors, px_detectors[n].name,
			      detection_json(&row->detections[n]));
	return json_pack("{s:s, s:s, s:s, s:s, s:b, s:b, s:o}", "bug", row->doc->name, "wrong",
			 row->doc->wrong, "effect", row->doc->effect, "rust", row->doc->rust,
			 "uncaught_kernel", row->uncaught[PX_DETECTORS_KERNEL], "uncaught_user",
			 row->uncaught[PX_DETECTORS_USER], "detectors", detectors);
}

int px_bug_matrix_json(FILE *out, const struct px_bug_matrix *m)
{
	json_t *rows = json_array();

	for (unsigned int i = 0; i < m->nr; i++)
		px_encode_append(&rows, row_json(&m->rows[i]));
	return px_encode_write(out, json_pack("{s:i, s:o}", "unexpected", m->unexpected,
					      "bugs", rows));
}
