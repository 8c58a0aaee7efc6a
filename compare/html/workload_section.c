// SPDX-License-Identifier: GPL-2.0-only
#include <math.h>
#include <string.h>
#include "charts.h"
#include "cost_section.h"
#include "html.h"
#include "measure/case_name.h"
#include "measure/kind.h"
#include "stats/comparison.h"
#include "stats/figure.h"
#include "stats/latency.h"
#include "stats/mean_remark.h"
#include "stats/resource_usage.h"

static bool has_workload(const struct px_result_file *file, const char *workload)
{
	for (unsigned int c = 0; c < file->plan.nr_cases; c++)
		if (!strcmp(file->plan.cases[c].workload, workload))
			return true;
	return false;
}

static void put_number(FILE *out, double value)
{
	char text[PX_FIGURE_SIZE];

	px_figure_ns(text, sizeof(text), value);
	fprintf(out, "<td class=\"n\">%s</td>", text);
}

static void put_percentile(FILE *out, double value)
{
	if (isnan(value))
		fputs("<td class=\"n\">" PX_TOO_FEW_STEPS "</td>", out);
	else
		put_number(out, value);
}

/* A row's first two columns. */
static void put_names(FILE *out, const struct px_plan *plan, unsigned int bench_case,
		      unsigned int side)
{
	char text[128];

	px_case_name(plan, bench_case, text, sizeof(text));
	fputs("<tr><td>", out);
	px_html_text(out, text);
	fputs("</td><td>", out);
	px_html_text(out, plan->sides[side]->name);
	fputs("</td>", out);
}

static void put_usage(struct px_page_ctx *ctx, const char *workload)
{
	const struct px_result_file *file = px_page_first_file(ctx);
	const struct px_resource_usage *known[PX_RESOURCE_USAGES + 1], **u;

	px_resource_usages_known(&file->results, known);
	fputs("<details><summary>resource usage of an operation, and how evenly the workers "
	      "share</summary>\n",
	      ctx->out);
	px_html_table_begin(ctx->out);
	px_html_headings(ctx->out, "medians of the rounds|side");
	for (u = known; *u; u++)
		fprintf(ctx->out, "<th class=\"n\">%s</th>", (*u)->head);
	px_html_table_body(ctx->out);
	for (unsigned int c = 0; c < file->plan.nr_cases; c++)
		for (unsigned int s = 0; s < file->plan.nr_sides; s++) {
			if (strcmp(file->plan.cases[c].workload, workload) ||
			    !px_results_present(&file->results, s))
				continue;
			put_names(ctx->out, &file->plan, c, s);
			for (u = known; *u; u++)
				put_number(ctx->out, px_resource_usage_median(&file->results, c, s,
									      *u));
			fputs("</tr>\n", ctx->out);
		}
	px_html_table_end(ctx->out);
	fputs("<p class=\"faint\">", ctx->out);
	for (u = known; *u; u++)
		px_html_print(ctx->out, "%s: %s. ", (*u)->head, (*u)->meaning);
	if (*file->environment.counters)
		px_html_print(ctx->out, "Hardware counters: %s.", file->environment.counters);
	fputs("</p>\n", ctx->out);
	px_page_ctx_error(ctx,
			  px_chart_fairness(ctx->out, ctx->page->files, ctx->page->nr, workload));
	fputs("</details>\n", ctx->out);
}

static void put_quantiles(struct px_page_ctx *ctx, const char *workload)
{
	static const double shares[] = { 0.5, 0.9, 0.99, 0.999 };
	const struct px_result_file *file = px_page_first_file(ctx);
	struct px_latencies latencies;

	px_html_table(ctx->out,
		      "one step, ns|side|#p50|#p90|#p99|#p99.9|#max|#of which clock|#steps|"
		      "#queue depth");
	for (unsigned int c = 0; c < file->plan.nr_cases; c++)
		for (unsigned int s = 0; s < file->plan.nr_sides; s++) {
			const struct px_histogram *h = &latencies.histogram;

			if (strcmp(file->plan.cases[c].workload, workload) ||
			    !px_latencies_get(&file->results, c, s, &latencies))
				continue;
			put_names(ctx->out, &file->plan, c, s);
			for (unsigned int i = 0; i < sizeof(shares) / sizeof(shares[0]); i++)
				put_percentile(ctx->out, px_latency_percentile(h, shares[i]));
			put_number(ctx->out, (double)h->max_ns);
			fprintf(ctx->out,
				"<td class=\"n\">%llu</td><td class=\"n\">%llu</td>"
				"<td class=\"n\">",
				(unsigned long long)h->clock_ns,
				(unsigned long long)px_latency_steps(h));
			if (latencies.depth)
				fprintf(ctx->out, "%llu", (unsigned long long)latencies.depth);
			fputs("</td></tr>\n", ctx->out);
		}
	px_html_table_end(ctx->out);
	fprintf(ctx->out, "<p class=\"faint\">" PX_TOO_FEW_STEPS ": fewer than %u of the steps lie "
		"beyond the percentile.</p>\n", PX_MIN_BEYOND);
}

static void put_response_times(struct px_page_ctx *ctx, const char *workload)
{
	fputs("<p class=\"faint\">The workers are paced (open loop). The times are response times, "
	      "from the intended start of each step; queueing is included. A rate that a side "
	      "does not reach is marked: its times say only that it is overloaded. The picture "
	      "shows the case with the most threads.</p>\n",
	      ctx->out);
	px_page_ctx_error(ctx, px_chart_rate(ctx->out, px_page_first_file(ctx), workload));
	put_quantiles(ctx, workload);
	put_usage(ctx, workload);
}

static void put_batch(FILE *out, const struct px_side *side)
{
	fputs("<p class=\"faint\">", out);
	px_html_print(out, "%s: the latencies are of a batch of %u steps.", side->name,
		      side->batch);
	fputs("</p>\n", out);
}

/* A paragraph for each side that runs batches, and for each mean that is above p99. */
static void put_remarks(struct px_page_ctx *ctx, const char *workload)
{
	const struct px_result_file *file = px_page_first_file(ctx);
	char text[512];

	for (unsigned int s = 0; s < file->plan.nr_sides; s++) {
		if (file->plan.sides[s]->batch > 1)
			put_batch(ctx->out, file->plan.sides[s]);
		for (unsigned int c = 0; c < file->plan.nr_cases; c++) {
			if (strcmp(file->plan.cases[c].workload, workload) ||
			    !px_mean_remark(&file->results, c, s, text, sizeof(text)))
				continue;
			fputs("<p class=\"faint\">", ctx->out);
			px_html_text(ctx->out, text);
			fputs("</p>\n", ctx->out);
		}
	}
}

/* The pictures show one kind of lock: that of the first case. */
static void put_kind(FILE *out, const struct px_plan *plan, const char *workload)
{
	const struct px_bench_case *first = plan->cases;

	while (strcmp(first->workload, workload))
		first++;
	if (!px_case_names_kind(plan, first))
		return;
	fputs("<p class=\"faint\">", out);
	px_html_print(out, "The pictures show the kind %s.", px_kind_names[first->spec.kind]);
	fputs("</p>\n", out);
}

void px_cost_section_workload(struct px_page_ctx *ctx, const char *workload)
{
	const struct px_page *page = ctx->page;

	if (!has_workload(px_page_first_file(ctx), workload))
		return;
	fputs("<h3>What does it cost? <code>", ctx->out);
	px_html_text(ctx->out, workload);
	fputs("</code></h3>\n", ctx->out);
	px_cost_section_table(ctx->out, px_page_first_file(ctx), workload);
	put_kind(ctx->out, &px_page_first_file(ctx)->plan, workload);
	if (px_plan_paced(&px_page_first_file(ctx)->plan)) {
		put_response_times(ctx, workload);
		return;
	}
	px_page_ctx_error(ctx, px_chart_cost(ctx->out, page->files, page->nr, workload));
	px_page_ctx_error(ctx, px_cost_section_pairs(ctx->out, px_page_first_file(ctx), workload));
	put_usage(ctx, workload);
	if (px_page_first_file(ctx)->plan.timed) {
		fputs("<details><summary>how long one step takes</summary>\n"
		      "<p class=\"faint\">This is service time, measured in a separate pass; "
		      "queueing is not included. The picture shows the case with the most "
		      "threads.</p>\n",
		      ctx->out);
		px_page_ctx_error(ctx, px_chart_latency(ctx->out, page->files, page->nr, workload));
		put_quantiles(ctx, workload);
		put_remarks(ctx, workload);
		fputs("</details>\n", ctx->out);
	}
	fputs("<p class=\"faint\">Run it: <code>", ctx->out);
	px_html_print(ctx->out, "make run ARGS='run %s --threads shapes --latency'", workload);
	fputs("</code></p>\n", ctx->out);
}
