// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "claims/concepts.h"
#include "cost_section.h"
#include "measure/debug_options.h"
#include "html.h"
#include "bugs_section.h"
#include "page.h"
#include "charts.h"
#include "claims_section.h"

static const char head[] =
"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
"<meta name=\"color-scheme\" content=\"light dark\">\n"
"<title>parallax: one primitive, seen from the kernel and from user space</title>\n<style>\n"
":root{color-scheme:light dark;--paper:#fdfcfa;--ink:#22262b;--faint:#5d636b;--line:#d8d5cf;"
"--card:#f3f1ec;--good:#1d7a4f;--bad:#b3261e;--code:#f3f1ec;--accent:#1d679b}\n"
"@media(prefers-color-scheme:dark){:root{--paper:#16181c;--ink:#dfe2e6;--faint:#9aa1aa;"
"--line:#363b43;--card:#1e2126;--good:#5cc394;--bad:#ff8a80;--code:#1e2126;--accent:#6cb6e8}}\n"
"*{box-sizing:border-box}\n"
"body{margin:0 auto;max-width:72rem;padding:1.5rem;background:var(--paper);color:var(--ink);"
"font:16px/1.55 system-ui,sans-serif}\n"
"h1{font-size:1.7rem;line-height:1.2;margin:.2em 0}h2{margin:2.4em 0 .4em;border-bottom:1px solid "
"var(--line);padding-bottom:.2em}h3{margin:1.6em 0 .4em;font-size:1.05rem}\n"
"p{max-width:46rem}.faint{color:var(--faint)}a{color:var(--accent)}\n"
".wide{overflow-x:auto}\n"
"table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums}\n"
"th,td{padding:.22em .7em;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}\n"
"table{margin:.2em 0 .8em}th{font-weight:600;color:var(--faint)}td.n,th.n{text-align:right;white-space:nowrap}\n"
".leap{color:var(--bad);font-weight:700}.good{color:var(--good)}.bad{color:var(--bad)}\n"
"img{max-width:100%;height:auto;display:block}\n"
"nav a{display:inline-block;margin:0 .9em .3em 0}\n"
"pre{margin:0;padding:.8em;background:var(--code);font:12.5px/1.45 ui-monospace,monospace;"
"overflow-x:auto;tab-size:8}\n"
".twins{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,30rem),1fr));gap:.8rem}\n"
".twins>div{min-width:0}.twins>.both{grid-column:1/-1}.twins pre{max-height:34rem}.twins h4{margin:.4em 0;font-weight:600;font-size:.9rem}\n"
"summary{cursor:pointer;padding:.3em 0}dl{display:grid;grid-template-columns:max-content 1fr;"
"gap:.2em 1em;max-width:56rem}dt{color:var(--faint)}dd{margin:0}\n"
"caption{text-align:left;font-weight:600}.line{border-spacing:.7em 0;border-collapse:separate}"
".line td,.line th{border-bottom:0;padding:.12em .6em}.line td{min-width:6rem}"
".line .gone{border-left:9px solid transparent}.runs{border-left:3px solid var(--faint)}"
".waits{border-left:3px dashed var(--bad)}.shares{border-left:9px double var(--accent)}"
".holds{border-left:9px solid var(--accent)}.line .runs,.line .waits{padding-left:calc(.6em + 6px)}"
"p .runs,p .waits,p .shares,p .holds{padding-left:.4em}\n"
".warn{border-left:4px solid var(--bad);padding:.4em .9em;background:var(--card)}\n"
".c{color:var(--faint);font-style:italic}.k{color:var(--accent)}.s{color:var(--good)}"
".p{color:var(--bad)}\n"
"@media print{body{max-width:none;font-size:10.5pt}details{break-inside:avoid}"
"pre,.twins pre{white-space:pre-wrap;max-height:none}h2{break-after:avoid}}\n"
"</style>\n</head>\n<body>\n";

/* ---- the answer ------------------------------------------------------------- */

static void put_stamp(FILE *out, const struct px_result_file *l)
{
	const struct px_environment *s = &l->environment;

	fputs("<dt>kernel</dt><dd>", out);
	px_html_print(out, "Linux %s, %s preemption", s->kernel,
		      *s->preempt ? s->preempt : "unknown");
	for (unsigned int i = 0; px_debug_name(s->debug, i); i++)
		px_html_print(out, ", %s", px_debug_name(s->debug, i));
	fputs("</dd><dt>machine</dt><dd>", out);
	px_html_print(out, "%s, %u of %u CPUs, %s, %s", *s->accelerator ? s->accelerator : "unknown",
		      s->cpus_allowed, s->cpus_online, s->cpu_model, s->libc);
	fputs("</dd><dt>builds</dt><dd>", out);
	px_html_print(out, "module by %s, program by %s (%s), source %.12s", s->module_compiler,
		      s->user_compiler, s->user_flags, s->user_hash);
	fputs("</dd><dt>plan</dt><dd>", out);
	px_html_print(out, "%u rounds in random order, seed %llu%s", l->plan.rounds,
		      (unsigned long long)l->plan.seed,
		      px_results_complete(&l->results) ? "" : ": INCOMPLETE, it was interrupted");
	fputs("</dd>\n", out);
}

static void put_limits(FILE *out, const struct px_result_file *l)
{
	if (l->environment.emulated) {
		fputs("<p class=\"warn\">", out);
		px_html_print(out, "%s: columns may be compared with one another, absolute times may "
			      "not be quoted.", l->environment.accelerator);
		fputs("</p>\n", out);
	}
	if (l->environment.debug)
		fputs("<p class=\"warn\">A debug kernel: its own checks are in every kernel figure, "
		      "so nothing drains about costs.</p>\n", out);
	for (unsigned int s = 0; s < l->plan.nr_sides; s++) {
		if (px_results_present(&l->results, s))
			continue;
		fputs("<p class=\"warn\">", out);
		px_html_print(out, "The %s side was absent: %s.", l->plan.sides[s]->name,
			      l->results.absent[s]);
		fputs("</p>\n", out);
	}
}

/* ---- a concept -------------------------------------------------------------- */

/* Calls each for every word of a list. */
static void each_word(struct px_page_ctx *w, const char *words,
		      void (*each)(struct px_page_ctx *w, const char *word))
{
	char word[128];
	int used;

	while (sscanf(words, "%127s%n", word, &used) == 1) {
		each(w, word);
		words += used;
	}
}

static char *read_source(const char *tree, const char *path)
{
	char whole[512], *text;
	struct stat status;
	FILE *file;

	snprintf(whole, sizeof(whole), "%s/%s", tree, path);
	file = stat(whole, &status) || !S_ISREG(status.st_mode) ? NULL : fopen(whole, "r");
	text = file ? calloc(1, (size_t)status.st_size + 1) : NULL;
	if (text && fread(text, 1, (size_t)status.st_size, file) != (size_t)status.st_size) {
		free(text);
		text = NULL;
	}
	if (file)
		fclose(file);
	return text;
}

static void put_source(struct px_page_ctx *w, const char *path)
{
	char *text = read_source(w->page->tree, path);

	fprintf(w->out, "<div%s><h4>", strncmp(path, "kmod/", 5) && strncmp(path, "user/", 5) ?
		" class=\"both\"" : "");
	px_html_text(w->out, path);
	fputs("</h4>", w->out);
	if (text) {
		fputs("<pre tabindex=\"0\">", w->out);
		px_html_source(w->out, text);
		fputs("</pre>", w->out);
	}
	fputs("</div>\n", w->out);
	free(text);
}

static void put_concept(struct px_page_ctx *w, const struct px_concept *concept)
{
	fputs("<h2 id=\"", w->out);
	px_html_text(w->out, concept->name);
	fputs("\">", w->out);
	px_html_text(w->out, concept->name);
	fputs("</h2>\n<dl><dt>the notes</dt><dd>", w->out);
	px_html_text(w->out, concept->notes_say);
	fputs("</dd><dt>kernel</dt><dd>", w->out);
	px_html_text(w->out, concept->kernel);
	fputs("</dd><dt>user space</dt><dd>", w->out);
	px_html_text(w->out, concept->user);
	fputs("</dd><dt>watch for</dt><dd>", w->out);
	px_html_text(w->out, concept->watch_for);
	fputs("</dd></dl>\n", w->out);
	fputs("<details><summary>the source: ", w->out);
	px_html_text(w->out, concept->sources);
	fputs("</summary>\n<div class=\"twins\">\n", w->out);
	each_word(w, concept->sources, put_source);
	fputs("</div></details>\n", w->out);
	px_claims_section_claims(w, concept);
	px_claims_section_labs(w, concept);
	each_word(w, concept->workloads, px_cost_section_workload);
}

/* ---- the whole --------------------------------------------------------------- */

static void put_answer(struct px_page_ctx *w)
{
	const struct px_result_file *l = px_writer_first(w);

	fputs("<header><h1>parallax</h1>\n<p>One synchronization primitive, seen from the kernel and from "
	      "user space: what it costs on each side of the boundary, and across it.</p></header>\n<main>\n",
	      w->out);
	put_limits(w->out, l);
	px_cost_section_sum(w->out, &l->results);
	px_page_ctx_error(w, px_chart_ratios(w->out, l));
	px_cost_section_table(w->out, l, NULL);
	fputs("<p class=\"faint\">ns/op: nanoseconds of a worker's time for one operation, median of the "
	      "rounds. Judged are the first two sides, from rounds in pairs: Hodges-Lehmann estimate, 95 % "
	      "interval by the exact signed-rank test.</p>\n<dl>\n", w->out);
	for (unsigned int f = 0; f < w->page->nr; f++)
		put_stamp(w->out, &w->page->loaded[f]);
	fputs("</dl>\n", w->out);
}

static void put_contents(struct px_page_ctx *w)
{
	fputs("<nav aria-label=\"concepts\">", w->out);
	for (unsigned int i = 0; i < px_concept_count; i++)
		fprintf(w->out, "<a href=\"#%s\">%s</a>\n", px_concepts[i].name, px_concepts[i].name);
	if (w->page->bugs && w->page->bugs->observed)
		fputs("<a href=\"#mistakes\">mistakes</a>\n", w->out);
	fputs("</nav>\n", w->out);
}

int px_page_write(FILE *out, const struct px_page *page, char *why, size_t size)
{
	struct px_page_ctx w = { .out = out, .page = page };
	int err = px_chart_probe(why, size);

	if (err)
		return err;
	fputs(head, out);
	put_answer(&w);
	if (page->nr > 1)
		px_cost_section_across(&w);
	put_contents(&w);
	for (unsigned int i = 0; i < px_concept_count; i++)
		put_concept(&w, &px_concepts[i]);
	px_bugs_section(&w);
	fputs("</main>\n</body>\n</html>\n", out);
	if (!w.err && (fflush(out) || ferror(out)))
		w.err = errno ? -errno : -EIO;
	if (w.err)
		snprintf(why, size, "a picture, or the page, could not be made: %s", strerror(-w.err));
	return w.err;
}
