// SPDX-License-Identifier: GPL-2.0-only
#include "html.h"
#include "bugs_section.h"

static void put_heads(FILE *out)
{
	fputs("<thead><tr><th rowspan=\"2\">mistake</th>", out);
	for (unsigned int n = 0; n < px_detector_count; ) {
		enum px_detector_group group = px_detectors[n].group;
		unsigned int first = n;

		while (n < px_detector_count && px_detectors[n].group == group)
			n++;
		fprintf(out, "<th colspan=\"%u\">%s</th>", n - first, px_detector_group_name(group));
	}
	fputs("</tr>\n<tr>", out);
	for (unsigned int n = 0; n < px_detector_count; n++)
		fprintf(out, "<th>%s</th>", px_detectors[n].name);
	fputs("</tr></thead>\n", out);
}

static void put_cell(FILE *out, const struct px_detection *cell)
{
	char mark[16];

	px_detection_mark(mark, cell);
	fprintf(out, "<td%s title=\"", cell->unexpected ? " class=\"bad\"" : "");
	px_html_text(out, px_detection_result_word(cell->observed));
	if (cell->result && *cell->result->text)
		px_html_print(out, ": %s", cell->result->text);
	fputs("\">", out);
	px_html_text(out, mark);
	fputs("</td>", out);
}

static void put_matrix(FILE *out, const struct px_bug_matrix *m)
{
	fputs("<div class=\"wide\"><table>\n", out);
	put_heads(out);
	fputs("<tbody>\n", out);
	for (unsigned int i = 0; i < m->nr; i++) {
		fputs("<tr><td><code>", out);
		px_html_text(out, m->rows[i].doc->name);
		fputs("</code></td>", out);
		for (unsigned int n = 0; n < px_detector_count; n++)
			put_cell(out, &m->rows[i].detections[n]);
		fputs("</tr>\n", out);
	}
	fputs("</tbody></table></div>\n", out);
}

static void put_said(FILE *out, const struct px_bug_row *row)
{
	fputs("<div class=\"wide\"><table>\n<thead><tr><th>who</th><th></th><th>its own first line</th></tr></thead>\n"
	      "<tbody>\n", out);
	for (unsigned int n = 0; n < px_detector_count; n++) {
		const struct px_detection *cell = &row->detections[n];
		char mark[16];

		px_detection_mark(mark, cell);
		if (!*mark)
			continue;
		fprintf(out, "<tr><td>%s</td><td%s>%s</td><td>", px_detectors[n].name,
			cell->unexpected ? " class=\"bad\"" : "", px_detection_result_word(cell->observed));
		px_html_text(out, cell->result ? cell->result->text : "");
		fputs("</td></tr>\n", out);
	}
	fputs("</tbody></table></div>\n", out);
}

static void put_tale(FILE *out, const struct px_bug_row *row)
{
	const struct px_bug_doc *t = row->doc;

	fputs("<details><summary><code>", out);
	px_html_text(out, t->name);
	fputs("</code>: ", out);
	px_html_text(out, t->wrong);
	fputs("</summary>\n<dl><dt>its end</dt><dd>", out);
	px_html_text(out, t->effect);
	fputs("</dd><dt>Rust</dt><dd>", out);
	px_html_text(out, t->rust);
	if (t->note) {
		fputs("</dd><dt>note</dt><dd>", out);
		px_html_text(out, t->note);
	}
	fputs("</dd></dl>\n", out);
	put_said(out, row);
	fputs("</details>\n", out);
}

void px_bugs_section(struct px_page_ctx *w)
{
	const struct px_bug_matrix *m = w->page->bugs;

	if (!m || !m->observed)
		return;
	fputs("<h2 id=\"mistakes\">who catches the mistake?</h2>\n<p>Programs that are broken on purpose, one source "
	      "for both worlds, given to all that may notice: ● caught, ○ missed, ◐ speaks of what is right as well, "
	      "· absent; empty: not what it looks for, or not to be made in that world. Of Rust: the error it refuses "
	      "with; lint, where it warns; panic, where it is stopped when it runs.</p>\n", w->out);
	put_matrix(w->out, m);
	for (unsigned int i = 0; i < m->nr; i++)
		put_tale(w->out, &m->rows[i]);
}
