// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "concepts.h"
#include "debug.h"
#include "html.h"
#include "judgement.h"
#include "latency.h"
#include "page.h"
#include "picture.h"
#include "row.h"
#include "verdict.h"

#define LEAP	3.0	/* times the first kernel's cost: not to be overlooked */

static const char head[] =
"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
"<meta name=\"color-scheme\" content=\"light dark\">\n"
"<title>parallax: one primitive, seen from the kernel and from user space</title>\n<style>\n"
":root{color-scheme:light dark;--paper:#fdfcfa;--ink:#22262b;--faint:#6a7078;--line:#d8d5cf;"
"--card:#f3f1ec;--good:#1d7a4f;--bad:#b3261e;--code:#f3f1ec;--accent:#2e86c1}\n"
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
".warn{border-left:4px solid var(--bad);padding:.4em .9em;background:var(--card)}\n"
".c{color:var(--faint);font-style:italic}.k{color:var(--accent)}.s{color:var(--good)}"
".p{color:var(--bad)}\n"
"@media print{body{max-width:none;font-size:10.5pt}details{break-inside:avoid}"
"pre,.twins pre{white-space:pre-wrap;max-height:none}h2{break-after:avoid}}\n"
"</style>\n</head>\n<body>\n";

struct writer {
	FILE *out;
	const struct px_page *page;
	int err;
};

static const struct px_loaded *first(const struct writer *w)
{
	return &w->page->loaded[0];
}

/* ---- the answer ------------------------------------------------------------- */

static void put_stamp(FILE *out, const struct px_loaded *l)
{
	const struct px_stamp *s = &l->stamp;

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

static void put_limits(FILE *out, const struct px_loaded *l)
{
	if (l->stamp.emulated) {
		fputs("<p class=\"warn\">", out);
		px_html_print(out, "%s: columns may be compared with one another, absolute times may "
			      "not be quoted.", l->stamp.accelerator);
		fputs("</p>\n", out);
	}
	if (l->stamp.debug)
		fputs("<p class=\"warn\">A debug kernel: its own checks are in every kernel figure, "
		      "so nothing follows about costs.</p>\n", out);
	for (unsigned int s = 0; s < l->plan.nr_sides; s++) {
		if (px_results_present(&l->results, s))
			continue;
		fputs("<p class=\"warn\">", out);
		px_html_print(out, "The %s side was absent: %s.", l->plan.sides[s]->name,
			      l->results.absent[s]);
		fputs("</p>\n", out);
	}
}

static void put_checks(FILE *out, const struct px_results *results, unsigned int cell)
{
	enum px_outcome worst = PX_OUTCOME_ABSENT;
	struct px_verdict verdict, said = { .text = "" };

	for (unsigned int s = 0; s < results->plan->nr_sides; s++) {
		px_verdict_reach(results, cell, s, &verdict);
		if (verdict.outcome <= worst)
			continue;
		worst = verdict.outcome;
		said = verdict;
	}
	fprintf(out, "<td class=\"%s\">", worst < PX_OUTCOME_SHOWN ? "good" : "bad");
	px_html_text(out, said.text);
	fputs("</td>", out);
}

static void put_judgement(FILE *out, const struct px_results *results, unsigned int cell)
{
	struct px_judgement judgement;

	fputs("<td>", out);
	if (!px_judgement_reach(results, cell, &judgement))
		px_html_text(out, judgement.text);
	fputs("</td>", out);
}

static void put_cell(FILE *out, const struct px_loaded *l, unsigned int cell)
{
	struct px_summary summary;
	char text[128];

	if (px_results_summarize(&l->results, cell, &summary))
		return;
	px_judgement_name(&l->plan, cell, text, sizeof(text));
	fputs("<tr><td>", out);
	px_html_text(out, text);
	fputs("</td>", out);
	for (unsigned int s = 0; s < l->plan.nr_sides; s++) {
		px_row_ns(text, sizeof(text), summary.ns_per_op[s]);
		fprintf(out, "<td class=\"n\">%s</td>", text);
	}
	put_judgement(out, &l->results, cell);
	put_checks(out, &l->results, cell);
	fputs("</tr>\n", out);
}

static void put_table(FILE *out, const struct px_loaded *l, const char *workload)
{
	fputs("<div class=\"wide\"><table>\n<thead><tr><th>workload × threads</th>", out);
	for (unsigned int s = 0; s < l->plan.nr_sides; s++) {
		fputs("<th class=\"n\">", out);
		px_html_print(out, "%s, ns/op", l->plan.sides[s]->name);
		fputs("</th>", out);
	}
	fputs("<th>judgement</th><th>check</th></tr></thead>\n<tbody>\n", out);
	for (unsigned int c = 0; c < l->plan.nr_cells; c++)
		if (!workload || !strcmp(l->plan.cells[c].workload, workload))
			put_cell(out, l, c);
	fputs("</tbody></table></div>\n", out);
}

/* ---- several kernels -------------------------------------------------------- */

static double cost_of(const struct px_loaded *l, const struct px_cell *cell)
{
	int c = px_plan_find(&l->plan, cell);
	struct px_summary summary;

	if (c < 0 || px_results_summarize(&l->results, (unsigned int)c, &summary))
		return NAN;
	return summary.ns_per_op[0];
}

static void put_across_cell(FILE *out, double cost, double base)
{
	char text[PX_ROW_TEXT];
	double times = cost / base;

	px_row_ns(text, sizeof(text), cost);
	fprintf(out, "<td class=\"n\">%s</td><td class=\"n%s\">", text, times >= LEAP ? " leap" : "");
	if (isfinite(times))
		fprintf(out, times < 9.95 ? "%.2f×" : "%.0f×", times);
	fputs("</td>", out);
}

static void put_across(struct writer *w)
{
	const struct px_loaded *base = first(w);
	char name[128];

	fputs("<h2 id=\"across\">From kernel to kernel</h2>\n<p>", w->out);
	px_html_print(w->out, "The %s side's cost on each kernel, ns/op, and how many times that of the "
		      "first. What takes %.0f times as long or more stands out.",
		      base->plan.sides[0]->name, LEAP);
	fputs("</p>\n<div class=\"wide\"><table>\n<thead><tr><th>workload × threads</th>", w->out);
	for (unsigned int f = 0; f < w->page->nr; f++) {
		fprintf(w->out, "<th class=\"n\"%s>", f ? " colspan=\"2\"" : "");
		px_html_text(w->out, w->page->loaded[f].stamp.kernel);
		fputs("</th>", w->out);
	}
	fputs("</tr></thead>\n<tbody>\n", w->out);
	for (unsigned int c = 0; c < base->plan.nr_cells; c++) {
		double cost = cost_of(base, &base->plan.cells[c]);
		char text[PX_ROW_TEXT];

		px_judgement_name(&base->plan, c, name, sizeof(name));
		px_row_ns(text, sizeof(text), cost);
		fputs("<tr><td>", w->out);
		px_html_text(w->out, name);
		fprintf(w->out, "</td><td class=\"n\">%s</td>", text);
		for (unsigned int f = 1; f < w->page->nr; f++)
			put_across_cell(w->out, cost_of(&w->page->loaded[f],
							&base->plan.cells[c]), cost);
		fputs("</tr>\n", w->out);
	}
	fputs("</tbody></table></div>\n", w->out);
}

/* ---- a concept -------------------------------------------------------------- */

/* Calls each for every word of a list. */
static void each_word(struct writer *w, const char *words,
		      void (*each)(struct writer *w, const char *word))
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

static void put_source(struct writer *w, const char *path)
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

static bool word_in(const char *words, const char *word)
{
	char one[64];
	int used;

	while (sscanf(words, "%63s%n", one, &used) == 1) {
		if (!strcmp(one, word))
			return true;
		words += used;
	}
	return false;
}

static const char *text_of(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text ? text : "–";
}

static void put_claims(struct writer *w, const struct px_concept *concept)
{
	static const char *const keys[] = { "claim", "note", "rust", "kernel", "user", "verdict" };
	const json_t *claims = json_object_get(w->page->notes, "claims"), *claim;
	size_t i;

	if (!json_is_array(claims))
		return;
	fputs("<h3>Does it hold?</h3>\n<div class=\"wide\"><table>\n<thead><tr><th>claim of the notes</th>"
	      "<th>the notes are</th><th>Rust</th><th>kernel</th><th>user space</th><th>verdict</th>"
	      "</tr></thead>\n<tbody>\n", w->out);
	json_array_foreach(claims, i, claim) {
		if (!word_in(concept->claims, text_of(claim, "id")))
			continue;
		fputs("<tr>", w->out);
		for (unsigned int k = 0; k < sizeof(keys) / sizeof(keys[0]); k++) {
			bool bad = !strcmp(text_of(claim, keys[k]), "UNEXPECTED");

			fprintf(w->out, "<td%s>", bad ? " class=\"bad\"" : "");
			if (!k)
				px_html_print(w->out, "%s: ", text_of(claim, "id"));
			px_html_text(w->out, text_of(claim, keys[k]));
			fputs("</td>", w->out);
		}
		fputs("</tr>\n", w->out);
	}
	fputs("</tbody></table></div>\n", w->out);
}

static void put_events(struct writer *w, const json_t *lab, const char *world)
{
	const json_t *events = json_object_get(json_object_get(lab, "events"), world), *event;
	size_t i;

	if (!json_array_size(events))
		return;
	fprintf(w->out, "<p class=\"faint\">%s</p><ol>\n",
		strcmp(world, "kernel") ? "in user space, in this order" : "in the kernel, in this order");
	json_array_foreach(events, i, event) {
		json_int_t actor = json_integer_value(json_object_get(event, "actor"));

		fputs("<li>", w->out);
		if (actor >= 0)
			fprintf(w->out, "<span class=\"k\">%c</span> ", (int)('A' + actor % 26));
		px_html_text(w->out, text_of(event, "what"));
		fputs("</li>\n", w->out);
	}
	fputs("</ol>\n", w->out);
}

static void put_value(struct writer *w, const json_t *worlds, const char *world)
{
	const json_t *seen = json_object_get(json_object_get(worlds, world), "observed");

	fputs("<td class=\"n\">", w->out);
	if (json_is_integer(seen))
		fprintf(w->out, "%lld", (long long)json_integer_value(seen));
	else
		fputs("–", w->out);
	fputs("</td>", w->out);
}

static void put_observations(struct writer *w, const json_t *lab)
{
	const json_t *all = json_object_get(lab, "observations"), *one;
	size_t i;

	fputs("<div class=\"wide\"><table>\n<thead><tr><th>observed</th><th class=\"n\">Rust</th>"
	      "<th class=\"n\">kernel</th><th class=\"n\">user space</th><th>verdict</th></tr></thead>\n"
	      "<tbody>\n", w->out);
	json_array_foreach(all, i, one) {
		const json_t *worlds = json_object_get(one, "worlds");

		fputs("<tr><td>", w->out);
		px_html_text(w->out, text_of(one, "what"));
		fputs("</td>", w->out);
		put_value(w, worlds, "rust");
		put_value(w, worlds, "kernel");
		put_value(w, worlds, "user");
		fputs("<td>", w->out);
		px_html_text(w->out, text_of(one, "verdict"));
		fputs("</td></tr>\n", w->out);
	}
	fputs("</tbody></table></div>\n", w->out);
}

static bool serves(const json_t *lab, const struct px_concept *concept)
{
	const char *claims = text_of(lab, "claims");
	char id[32];
	int used;

	while (sscanf(claims, "%31s%n", id, &used) == 1) {
		if (word_in(concept->claims, id))
			return true;
		claims += used;
	}
	return false;
}

static void put_labs(struct writer *w, const struct px_concept *concept)
{
	const json_t *labs = json_object_get(w->page->notes, "labs"), *lab;
	size_t i;

	json_array_foreach(labs, i, lab) {
		if (!serves(lab, concept))
			continue;
		fputs("<details><summary>lab <code>", w->out);
		px_html_text(w->out, text_of(lab, "lab"));
		fputs("</code>: ", w->out);
		px_html_text(w->out, text_of(lab, "verdict"));
		fputs("</summary>\n", w->out);
		put_observations(w, lab);
		put_events(w, lab, "kernel");
		put_events(w, lab, "user");
		fputs("</details>\n", w->out);
	}
}

static void note(struct writer *w, int err)
{
	if (err && !w->err)
		w->err = err;
}

static bool has_workload(const struct px_loaded *l, const char *workload)
{
	for (unsigned int c = 0; c < l->plan.nr_cells; c++)
		if (!strcmp(l->plan.cells[c].workload, workload))
			return true;
	return false;
}

static void put_quantiles(struct writer *w, const char *workload)
{
	static const double shares[] = { 0.5, 0.9, 0.99, 0.999 };
	const struct px_loaded *l = first(w);
	char text[128];

	fputs("<div class=\"wide\"><table>\n<thead><tr><th>one step, ns</th><th>side</th><th class=\"n\">p50"
	      "</th><th class=\"n\">p90</th><th class=\"n\">p99</th><th class=\"n\">p99.9</th>"
	      "<th class=\"n\">max</th><th class=\"n\">of it the clock</th><th class=\"n\">queue</th>"
	      "</tr></thead>\n<tbody>\n", w->out);
	for (unsigned int c = 0; c < l->plan.nr_cells; c++)
		for (unsigned int s = 0; s < l->plan.nr_sides; s++) {
			const struct px_record *rec = px_results_timed(&l->results, c, s);

			if (!rec || strcmp(l->plan.cells[c].workload, workload))
				continue;
			px_judgement_name(&l->plan, c, text, sizeof(text));
			fputs("<tr><td>", w->out);
			px_html_text(w->out, text);
			fputs("</td><td>", w->out);
			px_html_text(w->out, l->plan.sides[s]->name);
			fputs("</td>", w->out);
			for (unsigned int i = 0; i < sizeof(shares) / sizeof(shares[0]); i++) {
				px_row_ns(text, sizeof(text),
					  px_latency_quantile(rec->latency, shares[i]));
				fprintf(w->out, "<td class=\"n\">%s</td>", text);
			}
			px_row_ns(text, sizeof(text), (double)rec->latency->max_ns);
			fprintf(w->out, "<td class=\"n\">%s</td><td class=\"n\">%llu</td><td class=\"n\">", text,
				(unsigned long long)rec->latency->clock_ns);
			if (rec->depth)
				fprintf(w->out, "%llu", (unsigned long long)rec->depth);
			fputs("</td></tr>\n", w->out);
		}
	fputs("</tbody></table></div>\n", w->out);
}

static void put_workload(struct writer *w, const char *workload)
{
	const struct px_page *p = w->page;

	if (!has_workload(first(w), workload))
		return;
	fputs("<h3>What does it cost? <code>", w->out);
	px_html_text(w->out, workload);
	fputs("</code></h3>\n", w->out);
	put_table(w->out, first(w), workload);
	note(w, px_picture_cost(w->out, p->loaded, p->nr, workload));
	if (first(w)->plan.timed) {
		fputs("<details><summary>how long one step takes, and how evenly the workers share"
		      "</summary>\n<p class=\"faint\">Service time: a worker begins a step when it has "
		      "ended the one before. In a pass of its own, the most threads in the picture.</p>\n",
		      w->out);
		note(w, px_picture_latency(w->out, p->loaded, p->nr, workload));
		put_quantiles(w, workload);
		note(w, px_picture_fairness(w->out, p->loaded, p->nr, workload));
		fputs("</details>\n", w->out);
	}
	fputs("<p class=\"faint\">Again: <code>", w->out);
	px_html_print(w->out, "make run ARGS='run %s --threads shapes --latency'", workload);
	fputs("</code></p>\n", w->out);
}

static void put_concept(struct writer *w, const struct px_concept *concept)
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
	put_claims(w, concept);
	put_labs(w, concept);
	each_word(w, concept->workloads, put_workload);
}

/* ---- the whole --------------------------------------------------------------- */

/* Of all comparisons, how many came out how. */
static void put_sum(FILE *out, const struct px_results *results)
{
	unsigned int kinds[PX_JUDGED_NOT + 1] = { 0 }, first = 0, pair[2];
	struct px_judgement judgement;
	struct px_summary summary;

	if (!px_results_pair(results, pair))
		return;
	for (unsigned int c = 0; c < results->plan->nr_cells; c++) {
		if (px_judgement_reach(results, c, &judgement) ||
		    px_results_summarize(results, c, &summary))
			continue;
		kinds[judgement.kind]++;
		first += judgement.kind == PX_JUDGED_FASTER && summary.ratio.estimate < 1;
	}
	fputs("<p><strong>", out);
	px_html_print(out, "Of %u comparisons the %s is faster in %u, the %s in %u; in %u no difference "
		      "is shown", results->plan->nr_cells, results->plan->sides[pair[0]]->name, first,
		      results->plan->sides[pair[1]]->name, kinds[PX_JUDGED_FASTER] - first,
		      kinds[PX_JUDGED_ALIKE]);
	if (kinds[PX_JUDGED_UNFIT] + kinds[PX_JUDGED_NOT])
		px_html_print(out, ", and %u are not fit to be judged",
			      kinds[PX_JUDGED_UNFIT] + kinds[PX_JUDGED_NOT]);
	fputs(".</strong></p>\n", out);
}

static void put_answer(struct writer *w)
{
	const struct px_loaded *l = first(w);

	fputs("<header><h1>parallax</h1>\n<p>One synchronization primitive, seen from the kernel and from "
	      "user space: what it costs on each side of the boundary, and across it.</p></header>\n<main>\n",
	      w->out);
	put_limits(w->out, l);
	put_sum(w->out, &l->results);
	note(w, px_picture_ratios(w->out, l));
	put_table(w->out, l, NULL);
	fputs("<p class=\"faint\">ns/op: nanoseconds of a worker's time for one operation, median of the "
	      "rounds. Judged are the first two sides, from rounds in pairs: Hodges-Lehmann estimate, 95 % "
	      "interval by the exact signed-rank test.</p>\n<dl>\n", w->out);
	for (unsigned int f = 0; f < w->page->nr; f++)
		put_stamp(w->out, &w->page->loaded[f]);
	fputs("</dl>\n", w->out);
}

static void put_contents(struct writer *w)
{
	fputs("<nav aria-label=\"concepts\">", w->out);
	for (unsigned int i = 0; i < px_concept_count; i++)
		fprintf(w->out, "<a href=\"#%s\">%s</a>\n", px_concepts[i].name, px_concepts[i].name);
	fputs("</nav>\n", w->out);
}

int px_page_write(FILE *out, const struct px_page *page, char *why, size_t size)
{
	struct writer w = { .out = out, .page = page };
	int err = px_picture_probe(why, size);

	if (err)
		return err;
	fputs(head, out);
	put_answer(&w);
	if (page->nr > 1)
		put_across(&w);
	put_contents(&w);
	for (unsigned int i = 0; i < px_concept_count; i++)
		put_concept(&w, &px_concepts[i]);
	fputs("</main>\n</body>\n</html>\n", out);
	if (!w.err && (fflush(out) || ferror(out)))
		w.err = errno ? -errno : -EIO;
	if (w.err)
		snprintf(why, size, "a picture, or the page, could not be made: %s", strerror(-w.err));
	return w.err;
}
