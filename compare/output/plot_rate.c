// SPDX-License-Identifier: GPL-2.0-only
#include <math.h>
#include <string.h>
#include "measure/case_name.h"
#include "measure/text.h"
#include "stats/achieved_rate.h"
#include "stats/figure.h"
#include "stats/latency.h"
#include "plot_rate.h"
#include "table_row.h"

#define NAME	18u		/* columns: the parameters of a case */
#define SIDE	10u		/* the name of a side */
#define FIGURE	9u		/* a figure */
#define BAR	(px_text_columns < 60 ? 9 : px_text_columns - 51u)	/* the longest bar */

struct scale {
	double low, high;	/* powers of ten */
};

/* A percentile; NAN: too few steps, or no run. */
static double percentile(const struct px_results *results, unsigned int c, unsigned int s,
			 double share)
{
	struct px_latencies latencies;

	return px_latencies_get(results, c, s, &latencies) ?
	       px_latency_percentile(&latencies.histogram, share) : NAN;
}

static struct scale scale_of(const struct px_results *results, unsigned int first,
			     unsigned int end)
{
	struct scale scale = { INFINITY, 0 };

	for (unsigned int c = first; c < end; c++)
		for (unsigned int s = 0; s < results->plan->nr_sides; s++) {
			scale.low = fmin(scale.low, percentile(results, c, s, 0.5));
			scale.high = fmax(scale.high, percentile(results, c, s, 0.5));
			scale.high = fmax(scale.high, percentile(results, c, s, 0.99));
		}
	scale.low = pow(10, floor(log10(fmax(scale.low, 1))));
	scale.high = fmax(10 * scale.low, pow(10, ceil(log10(fmax(scale.high, 1)))));
	return scale;
}

/* The columns up to a value. NAN: 0. */
static unsigned int columns_to(const struct scale *scale, double ns)
{
	if (!(ns > scale->low))
		return 0;
	return (unsigned int)lround(BAR * log(ns / scale->low) / log(scale->high / scale->low));
}

static void print_percentile(FILE *out, double ns)
{
	char figure[PX_FIGURE_SIZE];

	px_figure_ns(figure, sizeof(figure), ns);
	px_text_right(out, isnan(ns) ? PX_TOO_FEW_STEPS : figure, FIGURE);
}

static void print_bar(FILE *out, const struct scale *scale, double p50, double p99)
{
	unsigned int solid = columns_to(scale, p50), end = columns_to(scale, p99);

	for (unsigned int i = 0; i < solid; i++)
		fputs("█", out);
	for (unsigned int i = solid; i < end; i++)
		fputs("░", out);
	fputc('\n', out);
}

static void print_scale(FILE *out, const struct scale *scale)
{
	char text[PX_FIGURE_SIZE];

	px_text_left(out, "", 2 + NAME + SIDE + 2 * FIGURE + 3);
	px_figure_ns(text, sizeof(text), scale->low);
	px_text_left(out, text, BAR / 2);
	px_figure_ns(text, sizeof(text), scale->high);
	px_text_right(out, text, BAR / 2);
	fputs(" ns\n", out);
}

static void print_case(FILE *out, const struct px_results *results, unsigned int c,
		       const struct scale *scale)
{
	const struct px_plan *plan = results->plan;
	char text[128], *name = text + strlen(plan->cases[c].workload) + 1;

	px_case_name(plan, c, text, sizeof(text));
	for (unsigned int s = 0; s < plan->nr_sides; s++) {
		double p50 = percentile(results, c, s, 0.5), p99 = percentile(results, c, s, 0.99);

		if (!px_results_present(results, s))
			continue;
		if (px_text_width(name) > NAME - 1) {
			fprintf(out, "  %s\n", name);
			name = "";
		}
		fputs("  ", out);
		px_text_left(out, name, NAME);
		px_text_left(out, plan->sides[s]->name, SIDE);
		print_percentile(out, p50);
		print_percentile(out, p99);
		px_text_left(out, px_overloaded(results, c, s) ? " " PX_MARK_OVERLOADED : "", 3);
		print_bar(out, scale, p50, p99);
		name = "";
	}
}

void px_plot_rate(FILE *out, const struct px_results *results, unsigned int first,
		  unsigned int end)
{
	struct scale scale = scale_of(results, first, end);

	fprintf(out, "\n%s: response time, ns, by rate: p50 █, p99 ░, on a logarithmic scale\n",
		results->plan->cases[first].workload);
	px_text_left(out, "", 2 + NAME + SIDE);
	px_text_right(out, "p50", FIGURE);
	px_text_right(out, "p99", FIGURE);
	fputc('\n', out);
	for (unsigned int c = first; c < end; c++)
		print_case(out, results, c, &scale);
	print_scale(out, &scale);
}
