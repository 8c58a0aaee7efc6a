// SPDX-License-Identifier: GPL-2.0-only
#include "html.h"
#include "bugs_section.h"

static void put_heads(FILE *out)
{
	fputs("<thead><tr><th rowspan=\"2\">bug</th>", out);
	for (unsigned int n = 0; n < px_detector_count; ) {
		enum px_detector_group group = px_detectors[n].group;
		unsigned int first = n;

		while (n < px_detector_count && px_detectors[n].group == group)
			n++;
		fprintf(out, "<th colspan=\"%u\">%s</th>", n - first,
			px_detector_group_name(group));
	}
	fputs("</tr>\n<tr>", out);
	for (unsigned int n = 0; n < px_detector_count; n++)
		fprintf(out, "<th>%s</th>", px_detectors[n].name);
	fputs("</tr></thead>\n", out);
}

static void put_detection(FILE *out, const struct px_detection *d)
{
	char mark[16];

	px_detection_mark(mark, d);
	fprintf(out, "<td%s title=\"", d->unexpected ? " class=\"bad\"" : "");
	px_html_text(out, px_detection_result_word(d->observed));
	if (d->result && *d->result->text)
		px_html_print(out, ": %s", d->result->text);
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
			put_detection(out, &m->rows[i].detections[n]);
		fputs("</tr>\n", out);
	}
	px_html_table_end(out);
}

static void put_reports(FILE *out, const struct px_bug_row *row)
{
	px_html_table(out, "detector|result|first line of its report");
	for (unsigned int n = 0; n < px_detector_count; n++) {
		const struct px_detection *d = &row->detections[n];
		char mark[16];

		px_detection_mark(mark, d);
		if (!*mark)
			continue;
		fprintf(out, "<tr><td>%s</td><td%s>%s</td><td>", px_detectors[n].name,
			d->unexpected ? " class=\"bad\"" : "",
			px_detection_result_word(d->observed));
		px_html_text(out, d->result ? d->result->text : "");
		fputs("</td></tr>\n", out);
	}
	px_html_table_end(out);
}

static void put_bug(FILE *out, const struct px_bug_row *row)
{
	const struct px_bug_doc *doc = row->doc;

	fputs("<details><summary><code>", out);
	px_html_text(out, doc->name);
	fputs("</code>: ", out);
	px_html_text(out, doc->wrong);
	fputs("</summary>\n<dl><dt>effect</dt><dd>", out);
	px_html_text(out, doc->effect);
	fputs("</dd><dt>Rust</dt><dd>", out);
	px_html_text(out, doc->rust);
	if (doc->note) {
		fputs("</dd><dt>note</dt><dd>", out);
		px_html_text(out, doc->note);
	}
	fputs("</dd></dl>\n", out);
	put_reports(out, row);
	fputs("</details>\n", out);
}

void px_bugs_section(struct px_page_ctx *ctx)
{
	const struct px_bug_matrix *m = ctx->page->bugs;

	if (!m || !m->observed)
		return;
	fputs("<h2 id=\"bugs\">Which detector reports which bug?</h2>\n"
	      "<p>Each program is broken on purpose, and its source is the same for the kernel and "
	      "for user space. ● caught, ○ missed, ◐ false positive: it reports the "
	      "corrected version too, · absent, ! unexpected. Empty: the detector does not look "
	      "for such bugs, or the bug cannot be made on that side. For rustc: the error code; "
	      "lint: a warning; panic: stopped at run time; –: the program is correct in "
	      "Rust.</p>\n",
	      ctx->out);
	put_matrix(ctx->out, m);
	for (unsigned int i = 0; i < m->nr; i++)
		put_bug(ctx->out, &m->rows[i]);
}
