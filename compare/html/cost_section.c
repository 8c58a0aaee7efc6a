// SPDX-License-Identifier: GPL-2.0-only
#include <math.h>
#include <string.h>
#include "cost_section.h"
#include "html.h"
#include "stats/comparison.h"
#include "stats/latency.h"
#include "charts.h"
#include "stats/resource_usage.h"
#include "stats/check_status.h"
#include "measure/case_name.h"
#include "stats/figure.h"
#include "stats/summary.h"

#define LEAP	3.0	/* times the first kernel's cost: not to be overlooked */

/* ---- all of them ------------------------------------------------------------- */

void px_cost_section_sum(FILE *out, const struct px_results *results)
{
	unsigned int kinds[PX_COMPARED_NOT + 1] = { 0 }, first = 0, pair[2];
	struct px_comparison judgement;
	struct px_summary summary;

	if (!px_results_pair(results, pair))
		return;
	for (unsigned int c = 0; c < results->plan->nr_cases; c++) {
		if (px_comparison_get(results, c, &judgement) ||
		    px_results_summarize(results, c, &summary))
			continue;
		kinds[judgement.kind]++;
		first += judgement.kind == PX_COMPARED_FASTER && summary.ratio.estimate < 1;
	}
	fputs("<p><strong>", out);
	px_html_print(out, "Of %u comparisons the %s is faster in %u, the %s in %u; in %u no difference "
		      "is shown", results->plan->nr_cases, results->plan->sides[pair[0]]->name, first,
		      results->plan->sides[pair[1]]->name, kinds[PX_COMPARED_FASTER] - first,
		      kinds[PX_COMPARED_ALIKE]);
	if (kinds[PX_COMPARED_UNFIT] + kinds[PX_COMPARED_NOT])
		px_html_print(out, ", and %u are not fit to be judged",
			      kinds[PX_COMPARED_UNFIT] + kinds[PX_COMPARED_NOT]);
	fputs(".</strong></p>\n", out);
}

static void put_checks(FILE *out, const struct px_results *results, unsigned int cell)
{
	enum px_outcome worst = PX_OUTCOME_ABSENT;
	struct px_check_status verdict, result = { .text = "" };

	for (unsigned int s = 0; s < results->plan->nr_sides; s++) {
		px_check_status_get(results, cell, s, &verdict);
		if (verdict.outcome <= worst)
			continue;
		worst = verdict.outcome;
		result = verdict;
	}
	fprintf(out, "<td class=\"%s\">", worst < PX_OUTCOME_SHOWN ? "good" : "bad");
	px_html_text(out, result.text);
	fputs("</td>", out);
}

static void put_judgement(FILE *out, const struct px_results *results, unsigned int cell)
{
	struct px_comparison judgement;

	fputs("<td>", out);
	if (!px_comparison_get(results, cell, &judgement))
		px_html_text(out, judgement.text);
	fputs("</td>", out);
}

static void put_cell(FILE *out, const struct px_result_file *l, unsigned int cell)
{
	struct px_summary summary;
	char text[128];

	if (px_results_summarize(&l->results, cell, &summary))
		return;
	px_case_name(&l->plan, cell, text, sizeof(text));
	fputs("<tr><td>", out);
	px_html_text(out, text);
	fputs("</td>", out);
	for (unsigned int s = 0; s < l->plan.nr_sides; s++) {
		px_figure_ns(text, sizeof(text), summary.ns_per_op[s]);
		fprintf(out, "<td class=\"n\">%s</td>", text);
	}
	put_judgement(out, &l->results, cell);
	put_checks(out, &l->results, cell);
	fputs("</tr>\n", out);
}

void px_cost_section_table(FILE *out, const struct px_result_file *l, const char *workload)
{
	fputs("<div class=\"wide\"><table>\n<thead><tr><th>workload × threads</th>", out);
	for (unsigned int s = 0; s < l->plan.nr_sides; s++) {
		fputs("<th class=\"n\">", out);
		px_html_print(out, "%s, ns/op", l->plan.sides[s]->name);
		fputs("</th>", out);
	}
	fputs("<th>judgement</th><th>check</th></tr></thead>\n<tbody>\n", out);
	for (unsigned int c = 0; c < l->plan.nr_cases; c++)
		if (!workload || !strcmp(l->plan.cases[c].workload, workload))
			put_cell(out, l, c);
	fputs("</tbody></table></div>\n", out);
}

/* ---- several kernels -------------------------------------------------------- */

static double cost_of(const struct px_result_file *l, const struct px_bench_case *cell)
{
	int c = px_plan_find(&l->plan, cell);
	struct px_summary summary;

	if (c < 0 || px_results_summarize(&l->results, (unsigned int)c, &summary))
		return NAN;
	return summary.ns_per_op[0];
}

static void put_across_cell(FILE *out, double cost, double base)
{
	char text[PX_FIGURE_SIZE];
	double times = cost / base;

	px_figure_ns(text, sizeof(text), cost);
	fprintf(out, "<td class=\"n\">%s</td><td class=\"n%s\">", text, times >= LEAP ? " leap" : "");
	if (isfinite(times))
		fprintf(out, times < 9.95 ? "%.2f×" : "%.0f×", times);
	fputs("</td>", out);
}

void px_cost_section_across(struct px_page_ctx *w)
{
	const struct px_result_file *base = px_writer_first(w);
	char name[128];

	fputs("<h2 id=\"across\">From kernel to kernel</h2>\n<p>", w->out);
	px_html_print(w->out, "The %s side's cost on each kernel, ns/op, and how many times that of the "
		      "first. What takes %.0f times as long or more stands out.",
		      base->plan.sides[0]->name, LEAP);
	fputs("</p>\n<div class=\"wide\"><table>\n<thead><tr><th>workload × threads</th>", w->out);
	for (unsigned int f = 0; f < w->page->nr; f++) {
		fprintf(w->out, "<th class=\"n\"%s>", f ? " colspan=\"2\"" : "");
		px_html_text(w->out, w->page->loaded[f].environment.kernel);
		fputs("</th>", w->out);
	}
	fputs("</tr></thead>\n<tbody>\n", w->out);
	for (unsigned int c = 0; c < base->plan.nr_cases; c++) {
		double cost = cost_of(base, &base->plan.cases[c]);
		char text[PX_FIGURE_SIZE];

		px_case_name(&base->plan, c, name, sizeof(name));
		px_figure_ns(text, sizeof(text), cost);
		fputs("<tr><td>", w->out);
		px_html_text(w->out, name);
		fprintf(w->out, "</td><td class=\"n\">%s</td>", text);
		for (unsigned int f = 1; f < w->page->nr; f++)
			put_across_cell(w->out, cost_of(&w->page->loaded[f],
							&base->plan.cases[c]), cost);
		fputs("</tr>\n", w->out);
	}
	fputs("</tbody></table></div>\n", w->out);
}

/* ---- one workload ------------------------------------------------------------ */

static bool has_workload(const struct px_result_file *l, const char *workload)
{
	for (unsigned int c = 0; c < l->plan.nr_cases; c++)
		if (!strcmp(l->plan.cases[c].workload, workload))
			return true;
	return false;
}

static void put_number(FILE *out, double value)
{
	char text[PX_FIGURE_SIZE];

	px_figure_ns(text, sizeof(text), value);
	fprintf(out, "<td class=\"n\">%s</td>", text);
}

/* A row's first two columns. */
static void put_names(FILE *out, const struct px_plan *plan, unsigned int cell, unsigned int side)
{
	char text[128];

	px_case_name(plan, cell, text, sizeof(text));
	fputs("<tr><td>", out);
	px_html_text(out, text);
	fputs("</td><td>", out);
	px_html_text(out, plan->sides[side]->name);
	fputs("</td>", out);
}

static void put_usage(struct px_page_ctx *w, const char *workload)
{
	const struct px_result_file *l = px_writer_first(w);

	fputs("<details><summary>what an operation takes of the machine, and how evenly the workers share</summary>\n"
	      "<div class=\"wide\"><table>\n<thead><tr><th>medians of the rounds</th><th>side</th>", w->out);
	for (const struct px_resource_usage *u = px_resource_usages; u->head; u++)
		if (px_resource_usage_known(&l->results, u))
			fprintf(w->out, "<th class=\"n\">%s</th>", u->head);
	fputs("</tr></thead>\n<tbody>\n", w->out);
	for (unsigned int c = 0; c < l->plan.nr_cases; c++)
		for (unsigned int s = 0; s < l->plan.nr_sides; s++) {
			if (strcmp(l->plan.cases[c].workload, workload) ||
			    !px_results_present(&l->results, s))
				continue;
			put_names(w->out, &l->plan, c, s);
			for (const struct px_resource_usage *u = px_resource_usages; u->head; u++)
				if (px_resource_usage_known(&l->results, u))
					put_number(w->out, px_resource_usage_median(&l->results, c, s, u));
			fputs("</tr>\n", w->out);
		}
	fputs("</tbody></table></div>\n<p class=\"faint\">", w->out);
	for (const struct px_resource_usage *u = px_resource_usages; u->head; u++)
		if (px_resource_usage_known(&l->results, u))
			px_html_print(w->out, "%s: %s. ", u->head, u->meaning);
	if (*l->environment.counters)
		px_html_print(w->out, "Hardware counters: %s.", l->environment.counters);
	fputs("</p>\n", w->out);
	px_page_ctx_error(w, px_chart_fairness(w->out, w->page->loaded, w->page->nr, workload));
	fputs("</details>\n", w->out);
}

static void put_quantiles(struct px_page_ctx *w, const char *workload)
{
	static const double shares[] = { 0.5, 0.9, 0.99, 0.999 };
	const struct px_result_file *l = px_writer_first(w);

	fputs("<div class=\"wide\"><table>\n<thead><tr><th>one step, ns</th><th>side</th><th class=\"n\">p50"
	      "</th><th class=\"n\">p90</th><th class=\"n\">p99</th><th class=\"n\">p99.9</th>"
	      "<th class=\"n\">max</th><th class=\"n\">of it the clock</th><th class=\"n\">queue</th>"
	      "</tr></thead>\n<tbody>\n", w->out);
	for (unsigned int c = 0; c < l->plan.nr_cases; c++)
		for (unsigned int s = 0; s < l->plan.nr_sides; s++) {
			const struct px_record *rec = px_results_timed(&l->results, c, s);

			if (!rec || strcmp(l->plan.cases[c].workload, workload))
				continue;
			put_names(w->out, &l->plan, c, s);
			for (unsigned int i = 0; i < sizeof(shares) / sizeof(shares[0]); i++)
				put_number(w->out, px_latency_quantile(rec->latency, shares[i]));
			put_number(w->out, (double)rec->latency->max_ns);
			fprintf(w->out, "<td class=\"n\">%llu</td><td class=\"n\">",
				(unsigned long long)rec->latency->clock_ns);
			if (rec->depth)
				fprintf(w->out, "%llu", (unsigned long long)rec->depth);
			fputs("</td></tr>\n", w->out);
		}
	fputs("</tbody></table></div>\n", w->out);
}

void px_cost_section_workload(struct px_page_ctx *w, const char *workload)
{
	const struct px_page *p = w->page;

	if (!has_workload(px_writer_first(w), workload))
		return;
	fputs("<h3>What does it cost? <code>", w->out);
	px_html_text(w->out, workload);
	fputs("</code></h3>\n", w->out);
	px_cost_section_table(w->out, px_writer_first(w), workload);
	px_page_ctx_error(w, px_chart_cost(w->out, p->loaded, p->nr, workload));
	put_usage(w, workload);
	if (px_writer_first(w)->plan.timed) {
		fputs("<details><summary>how long one step takes"
		      "</summary>\n<p class=\"faint\">Service time: a worker begins a step when it has "
		      "ended the one before. In a pass of its own, the most threads in the picture.</p>\n",
		      w->out);
		px_page_ctx_error(w, px_chart_latency(w->out, p->loaded, p->nr, workload));
		put_quantiles(w, workload);
		fputs("</details>\n", w->out);
	}
	fputs("<p class=\"faint\">Again: <code>", w->out);
	px_html_print(w->out, "make run ARGS='run %s --threads shapes --latency'", workload);
	fputs("</code></p>\n", w->out);
}
