// SPDX-License-Identifier: GPL-2.0-only
#include <math.h>
#include <string.h>
#include "charts.h"
#include "cost_section.h"
#include "html.h"
#include "measure/case_name.h"
#include "output/table_row.h"
#include "stats/achieved_rate.h"
#include "stats/check_status.h"
#include "stats/comparison.h"
#include "stats/figure.h"
#include "stats/summary.h"
#include "stats/user_mode.h"

#define HIGHLIGHT	3.0	/* times the first kernel's cost */

/* ---- summary ------------------------------------------------------------------ */

/* For a first page on a busy machine, which shows little. */
static void put_advice(FILE *out)
{
	fputs("<p class=\"warn\">Few comparisons were possible: the machine was busy, or the run "
	      "too short. "
	      "Stop other programs, then try more rounds of more time: "
	      "<code>make run ARGS='run --rounds 20 --seconds 0.1'</code></p>\n",
	      out);
}

void px_cost_section_summary(FILE *out, const struct px_results *results)
{
	unsigned int kinds[PX_COMPARED_NOT + 1] = { 0 }, first = 0, weak = 0, unfit;
	const struct px_plan *plan = results->plan;
	struct px_comparisons all;

	if (px_plan_paced(plan))
		return;
	if (px_comparisons_default(&all, results) || !all.rows) {
		px_comparisons_free(&all);
		return;
	}
	for (unsigned int c = 0; c < all.nr; c++) {
		bool faster = all.rows[c].kind == PX_COMPARED_FASTER;

		kinds[all.rows[c].kind]++;
		first += faster && all.rows[c].ratio.estimate < 1;
		weak += faster && !all.rows[c].survives;
	}
	unfit = all.nr - kinds[PX_COMPARED_FASTER] - kinds[PX_COMPARED_NO_DIFFERENCE];
	fputs("<p><strong>", out);
	px_html_print(out,
		      "%u comparisons: the %s side is faster in %u, the %s side in %u; %u show no "
		      "difference",
		      plan->nr_cases, plan->sides[all.pair[0]]->name, first,
		      plan->sides[all.pair[1]]->name, kinds[PX_COMPARED_FASTER] - first,
		      kinds[PX_COMPARED_NO_DIFFERENCE]);
	if (unfit)
		px_html_print(out, "; %u could not be judged", unfit);
	if (weak)
		px_html_print(out, "; %u of the differences may be by chance: they do not survive "
			      "the adjustment for %u rows", weak, all.judged);
	fputs(".</strong></p>\n", out);
	px_comparisons_free(&all);
	if (2 * unfit >= plan->nr_cases || !kinds[PX_COMPARED_FASTER])
		put_advice(out);
}

/* ---- sides -------------------------------------------------------------------- */

static const struct {
	const char *kind, *meaning;
} sides[] = {
	{ "kernel",
	  "in the kernel, by kernel threads of the module; no step crosses the boundary" },
	{ "user", "in user space, by threads of the program; no step crosses the boundary" },
	{ "ioctl", "in the kernel, by threads of the program, which call ioctl()" },
	{ "uring", "in the kernel, by threads of the program, which submit io_uring commands" },
};

static const char *meaning_of(const struct px_side *side)
{
	for (size_t i = 0; i < sizeof(sides) / sizeof(sides[0]); i++)
		if (!strcmp(sides[i].kind, px_side_kind(side)))
			return sides[i].meaning;
	return "see the README";
}

void px_cost_section_sides(FILE *out, const struct px_plan *plan)
{
	fputs("<p>The sides, and their colours in every picture:</p>\n<dl>", out);
	for (unsigned int s = 0; s < plan->nr_sides; s++) {
		const struct px_side *side = plan->sides[s];

		fprintf(out, "<dt class=\"side\" style=\"border-color:%s\">",
			px_chart_colour(side));
		px_html_text(out, side->name);
		fputs("</dt><dd>steps run ", out);
		px_html_text(out, meaning_of(side));
		if (side->batch)
			px_html_print(out, ", %u step%s at a time", side->batch,
				      side->batch == 1 ? "" : "s");
		fputs("</dd>\n", out);
	}
	fputs("</dl>\n", out);
}

/* ---- table -------------------------------------------------------------------- */

/* The worst check of all sides. */
static void put_check(FILE *out, const struct px_results *results, unsigned int bench_case)
{
	struct px_check_status status, worst = { .outcome = PX_OUTCOME_ABSENT };

	for (unsigned int s = 0; s < results->plan->nr_sides; s++) {
		px_check_status_get(results, bench_case, s, &status);
		if (status.outcome > worst.outcome)
			worst = status;
	}
	fprintf(out, "<td class=\"%s\">", worst.outcome < PX_OUTCOME_SHOWN ? "good" : "bad");
	px_html_text(out, worst.text);
	fputs("</td>", out);
}

static void put_comparison(FILE *out, const struct px_comparisons *all, unsigned int bench_case,
			   const struct px_summary *summary)
{
	char remark[64];

	fputs("<td>", out);
	if (all->rows) {
		px_comparison_remark(all, bench_case, remark, sizeof(remark));
		px_html_print(out, "%s%s%s", all->rows[bench_case].text, remark,
			      px_comparison_not_quotient(&all->rows[bench_case], all->pair,
							 summary->ns_per_op) ?
			      " " PX_MARK_NOT_QUOTIENT : "");
	}
	fputs("</td>", out);
}

/* What a lock is on each side, if its kind is named. */
static void put_lock(FILE *out, const struct px_plan *plan, const struct px_bench_case *bench_case)
{
	if (!px_case_names_kind(plan, bench_case))
		return;
	fputs("<br><small class=\"faint\">", out);
	px_html_print(out, "kernel: %s · user: %s", bench_case->lock.kernel, bench_case->lock.user);
	fputs("</small>", out);
}

static void put_case(FILE *out, const struct px_result_file *file,
		     const struct px_comparisons *all, unsigned int bench_case)
{
	struct px_summary summary;
	char text[128];

	if (px_results_summarize(&file->results, bench_case, &summary))
		return;
	px_case_name(&file->plan, bench_case, text, sizeof(text));
	fputs("<tr><td>", out);
	px_html_text(out, text);
	put_lock(out, &file->plan, &file->plan.cases[bench_case]);
	fputs("</td>", out);
	for (unsigned int s = 0; s < file->plan.nr_sides; s++) {
		px_figure_ns(text, sizeof(text), px_plan_paced(&file->plan) ?
			     px_achieved_rate(&file->results, bench_case, s) :
			     summary.ns_per_op[s]);
		fprintf(out, "<td class=\"n\">%s%s</td>", text,
			px_overloaded(&file->results, bench_case, s) ? PX_MARK_OVERLOADED :
			px_user_mode_unquotable(&file->results, bench_case, s) ?
			PX_MARK_UNQUOTABLE : "");
	}
	put_comparison(out, all, bench_case, &summary);
	put_check(out, &file->results, bench_case);
	fputs("</tr>\n", out);
}

void px_cost_section_table(FILE *out, const struct px_result_file *file, const char *workload)
{
	struct px_comparisons all;

	if (px_comparisons_default(&all, &file->results))
		px_comparisons_free(&all);
	px_html_table_begin(out);
	px_html_headings(out, "workload × threads");
	for (unsigned int s = 0; s < file->plan.nr_sides; s++) {
		fputs("<th class=\"n\">", out);
		px_html_print(out, "%s, %s", file->plan.sides[s]->name,
			      px_plan_paced(&file->plan) ? "ops/s" : "ns/op");
		fputs("</th>", out);
	}
	px_html_headings(out, "comparison|check");
	px_html_table_body(out);
	for (unsigned int c = 0; c < file->plan.nr_cases; c++)
		if (!workload || !strcmp(file->plan.cases[c].workload, workload))
			put_case(out, file, &all, c);
	px_html_table_end(out);
	if (all.judged > 1 && !workload) {
		fputs("<p class=\"faint\">", out);
		px_html_print(out, PX_BY_CHANCE, all.by_chance, all.judged);
		fputs("</p>\n", out);
	}
	px_comparisons_free(&all);
}

/* ---- several kernels ----------------------------------------------------------- */

static double cost_of(const struct px_result_file *file, const struct px_bench_case *bench_case)
{
	int c = px_plan_find(&file->plan, bench_case);
	struct px_summary summary;

	if (c < 0 || !px_check_status_sound(&file->results, (unsigned int)c, 0) ||
	    px_results_summarize(&file->results, (unsigned int)c, &summary))
		return NAN;
	return summary.ns_per_op[0];
}

static void put_cost(FILE *out, double cost, double base)
{
	char text[PX_FIGURE_SIZE];
	double times = cost / base;

	px_figure_ns(text, sizeof(text), cost);
	fprintf(out, "<td class=\"n\">%s</td><td class=\"n%s\">", text,
		times >= HIGHLIGHT ? " highlight" : "");
	if (isfinite(times))
		fprintf(out, times < 9.95 ? "%.2f×" : "%.0f×", times);
	fputs("</td>", out);
}

static void put_kernels_row(struct px_page_ctx *ctx, const struct px_result_file *base,
			    unsigned int bench_case)
{
	double cost = cost_of(base, &base->plan.cases[bench_case]);
	char text[PX_FIGURE_SIZE], name[128];

	px_case_name(&base->plan, bench_case, name, sizeof(name));
	px_figure_ns(text, sizeof(text), cost);
	fputs("<tr><td>", ctx->out);
	px_html_text(ctx->out, name);
	fprintf(ctx->out, "</td><td class=\"n\">%s</td>", text);
	for (unsigned int f = 1; f < ctx->page->nr; f++)
		put_cost(ctx->out, cost_of(&ctx->page->files[f], &base->plan.cases[bench_case]),
			 cost);
	fputs("</tr>\n", ctx->out);
}

void px_cost_section_kernels(struct px_page_ctx *ctx)
{
	const struct px_result_file *base = px_page_first_file(ctx);

	fputs("<h2 id=\"kernels\">Kernels compared</h2>\n<p>", ctx->out);
	px_html_print(ctx->out,
		      "The cost of the %s side on each kernel, in ns/op, and its ratio to the "
		      "first kernel. A ratio of %.0f or more is highlighted.",
		      base->plan.sides[0]->name, HIGHLIGHT);
	fputs("</p>\n", ctx->out);
	px_html_table_begin(ctx->out);
	px_html_headings(ctx->out, "workload × threads");
	for (unsigned int f = 0; f < ctx->page->nr; f++) {
		fprintf(ctx->out, "<th class=\"n\"%s>", f ? " colspan=\"2\"" : "");
		px_html_text(ctx->out, ctx->page->files[f].environment.kernel);
		fputs("</th>", ctx->out);
	}
	px_html_table_body(ctx->out);
	for (unsigned int c = 0; c < base->plan.nr_cases; c++)
		put_kernels_row(ctx, base, c);
	px_html_table_end(ctx->out);
}
