// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "measure/case_name.h"
#include "measure/text.h"
#include "stats/check_status.h"
#include "stats/figure.h"
#include "stats/latency.h"
#include "stats/summary.h"
#include "plot.h"
#include "plot_rate.h"

#define NAME	20u		/* columns: the parameters of a case */
#define SIDE	10u		/* the name of a side */
#define FIGURE	9u		/* a figure */
#define BAR	(px_text_columns - 44u)	/* the longest bar */
#define SPREAD	(px_text_columns - 48u)	/* a distribution */
#define SPREAD_MAX	(PX_TEXT_COLUMNS - 48u)

/* A bar in eighths of a column. */
static void print_bar(FILE *out, double share)
{
	static const char *const parts[] = { "", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };
	unsigned int eighths = (unsigned int)lround(fmin(fmax(share, 0), 1) * BAR * 8);

	for (; eighths >= 8; eighths -= 8)
		fputs("█", out);
	fputs(parts[eighths], out);
}

static double largest_of(const struct px_results *results, const struct px_summary *summary)
{
	double largest = 0;

	for (unsigned int s = 0; s < results->plan->nr_sides; s++)
		if (isfinite(summary->ns_per_op[s]))
			largest = fmax(largest, summary->ns_per_op[s]);
	return largest;
}

/* One bar for each side. All cases of a workload have the same scale. */
static void print_cost(FILE *out, const struct px_results *results, unsigned int bench_case,
		       const char *name, const double *ns, double largest)
{
	char figure[PX_FIGURE_SIZE];

	for (unsigned int s = 0; s < results->plan->nr_sides; s++) {
		if (!isfinite(ns[s]) || !(largest > 0))
			continue;
		px_figure_ns(figure, sizeof(figure), ns[s]);
		fputs("  ", out);
		px_text_left(out, name, NAME);
		px_text_left(out, results->plan->sides[s]->name, SIDE);
		px_text_right(out, figure, FIGURE);
		fputs("  ", out);
		if (px_check_status_sound(results, bench_case, s))
			print_bar(out, ns[s] / largest);
		else
			fputs("check failed: not plotted", out);
		fputc('\n', out);
		name = "";
	}
}

/* Widens the range to the buckets that are not empty. */
static void widen(const struct px_histogram *h, double *low, double *high)
{
	for (uint32_t i = 0; i < PX_HISTOGRAM_BUCKETS; i++) {
		if (!h->buckets[i])
			continue;
		*low = fmin(*low, fmax(1, (double)px_histogram_low(i)));
		*high = fmax(*high, fmax(2, (double)px_histogram_low(i + 1)));
	}
}

/* Adds the steps of each bucket to the columns of a logarithmic scale. */
static void fill_columns(const struct px_histogram *h, double low, double high, double *columns)
{
	for (uint32_t i = 0; i < PX_HISTOGRAM_BUCKETS; i++) {
		double at = log(fmax(1, (double)px_histogram_low(i)) / low) / log(high / low);
		unsigned int column = (unsigned int)(fmin(fmax(at, 0), 0.999999) * SPREAD);

		columns[column] += (double)h->buckets[i];
	}
}

/* The height is logarithmic: one step in a million is still visible. */
static void print_shape(FILE *out, const struct px_histogram *h, double low, double high)
{
	static const char *const heights[] = { " ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
	double columns[SPREAD_MAX] = { 0 }, largest = 1;
	unsigned int end = 0;

	fill_columns(h, low, high, columns);
	for (unsigned int i = 0; i < SPREAD; i++) {
		largest = fmax(largest, columns[i]);
		end = columns[i] > 0 ? i + 1 : end;
	}
	for (unsigned int i = 0; i < end; i++)
		fputs(heights[columns[i] > 0 ?
			      1 + (int)(7 * log1p(columns[i]) / log1p(largest)) : 0], out);
}

static void print_scale(FILE *out, double low, double high)
{
	char text[PX_FIGURE_SIZE];

	px_text_left(out, "", 2 + NAME + SIDE + FIGURE + 2);
	px_figure_ns(text, sizeof(text), low);
	px_text_left(out, text, SPREAD / 2);
	px_figure_ns(text, sizeof(text), high);
	px_text_right(out, text, SPREAD / 2);
	fputs(" ns\n", out);
}

static void print_spread(FILE *out, const struct px_results *results, unsigned int bench_case,
			 const char *name)
{
	double low = INFINITY, high = 0, p99;
	struct px_latencies latencies;
	char figure[PX_FIGURE_SIZE];

	for (unsigned int s = 0; s < results->plan->nr_sides; s++)
		if (px_latencies_get(results, bench_case, s, &latencies))
			widen(&latencies.histogram, &low, &high);
	if (!(high > low))
		return;
	fprintf(out, "  %s: latency, both axes logarithmic; the figure is p99\n", name);
	for (unsigned int s = 0; s < results->plan->nr_sides; s++) {
		if (!px_latencies_get(results, bench_case, s, &latencies))
			continue;
		p99 = px_latency_percentile(&latencies.histogram, 0.99);
		px_figure_ns(figure, sizeof(figure), p99);
		px_text_left(out, "", 2 + NAME);
		px_text_left(out, results->plan->sides[s]->name, SIDE);
		px_text_right(out, isnan(p99) ? PX_TOO_FEW_STEPS : figure, FIGURE);
		fputs("  ", out);
		print_shape(out, &latencies.histogram, low, high);
		fputc('\n', out);
	}
	print_scale(out, low, high);
}

/* The name of a case without the workload: "×2, hold 100 ns". */
static const char *short_name(const struct px_plan *plan, unsigned int bench_case, char *text,
			      size_t size)
{
	px_case_name(plan, bench_case, text, size);
	return text + strlen(plan->cases[bench_case].workload) + 1;
}

/* Plots all cases of the workload of the first one. Returns the index after them. */
static unsigned int print_workload(FILE *out, const struct px_results *results,
				   const struct px_summary *summaries, unsigned int first)
{
	const struct px_plan *plan = results->plan;
	const char *workload = plan->cases[first].workload;
	unsigned int end = first;
	double largest = 0;
	char name[128];

	for (; end < plan->nr_cases && !strcmp(plan->cases[end].workload, workload); end++)
		largest = fmax(largest, largest_of(results, &summaries[end]));
	if (px_plan_paced(plan))
		px_plot_rate(out, results, first, end);
	else
		fprintf(out, "\n%s: ns/op\n", workload);
	for (unsigned int c = first; c < end; c++)
		print_cost(out, results, c, short_name(plan, c, name, sizeof(name)),
			   summaries[c].ns_per_op, largest);
	for (unsigned int c = first; c < end; c++)
		print_spread(out, results, c, short_name(plan, c, name, sizeof(name)));
	return end;
}

int px_plot_print(FILE *out, const struct px_results *results)
{
	unsigned int nr = results->plan->nr_cases;
	struct px_summary *summaries = calloc(nr, sizeof(*summaries));
	int err = summaries ? 0 : -ENOMEM;

	for (unsigned int c = 0; c < nr && !err; c++)
		err = px_results_summarize(results, c, &summaries[c]);
	for (unsigned int c = 0; c < nr && !err;)
		c = print_workload(out, results, summaries, c);
	free(summaries);
	return err;
}
