// SPDX-License-Identifier: GPL-2.0-only
#include <inttypes.h>
#include <math.h>
#include "measure/case_name.h"
#include "measure/text.h"
#include "figure.h"
#include "latency.h"

#define NAME	19u	/* columns of a workload's name, */
#define SIDE	10u	/* of a side's, */
#define FIGURE	9u	/* and of each figure */

uint64_t px_latency_steps(const struct px_histogram *h)
{
	uint64_t steps = 0;

	for (uint32_t i = 0; i < PX_HISTOGRAM_BUCKETS; i++)
		steps += h->buckets[i];
	return steps;
}

/* The middle of a bucket, but at most the largest latency. */
static double middle_of(const struct px_histogram *h, uint32_t bucket)
{
	double low = (double)px_histogram_low(bucket);
	double high = (double)px_histogram_low(bucket + 1) - 1;

	return fmin((low + high) / 2, (double)h->max_ns);
}

double px_latency_quantile(const struct px_histogram *h, double share)
{
	double rank = ceil(share * (double)px_latency_steps(h));
	uint64_t seen = 0;

	for (uint32_t i = 0; i < PX_HISTOGRAM_BUCKETS; i++) {
		seen += h->buckets[i];
		if (h->buckets[i] && (double)seen >= rank)
			return middle_of(h, i);
	}
	return NAN;
}

static void print_figure(FILE *out, double ns)
{
	char text[PX_FIGURE_SIZE];

	px_figure_ns(text, sizeof(text), ns);
	px_text_right(out, text, FIGURE);
}

static void print_row(FILE *out, const char *side, const struct px_record *rec)
{
	static const double shares[] = { 0.5, 0.9, 0.99, 0.999 };

	fputs("  ", out);
	px_text_left(out, side, SIDE);
	for (unsigned int i = 0; i < sizeof(shares) / sizeof(shares[0]); i++)
		print_figure(out, px_latency_quantile(rec->latency, shares[i]));
	print_figure(out, (double)rec->latency->max_ns);
	print_figure(out, (double)rec->latency->clock_ns);
	if (rec->depth)
		fprintf(out, "%7" PRIu64, rec->depth);
	fputc('\n', out);
}

/* Each step of a batch has the latency of the whole batch. */
static void print_batch(FILE *out, const struct px_side *side, const struct px_record *rec)
{
	char text[PX_FIGURE_SIZE];

	if (side->batch < 2)
		return;
	px_figure_ns(text, sizeof(text), px_latency_quantile(rec->latency, 0.5) / side->batch);
	fprintf(out, "    %s: of a batch of %u steps; p50 / %u = %s ns a step\n", side->name,
		side->batch, side->batch, text);
}

static void print_head(FILE *out)
{
	static const char *const heads[] = { "p50", "p90", "p99", "p99.9", "max", "clock" };

	fputs("\nLatency of a step, ns, from a separate timed pass. This is service time; "
	      "queueing is not\nincluded.\n\n", out);
	px_text_left(out, "workload", NAME);
	fputs("threads  ", out);
	px_text_left(out, "side", SIDE);
	for (unsigned int i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		px_text_right(out, heads[i], FIGURE);
	fputs("  queue\n", out);
	for (unsigned int i = 0; i < NAME + 9 + SIDE + 6 * FIGURE + 7; i++)
		fputs("─", out);
	fputc('\n', out);
}

static void explain(FILE *out)
{
	fputc('\n', out);
	px_text_sentence(out, "clock  ", "the time to read the clock, which is part of each step");
	px_text_sentence(out, "queue  ", "the most messages that waited in the channel");
	px_text_sentence(out, "       ",
			 "A quantile is wrong by at most 1/128. Each step of a batch has "
			 "the latency of the whole batch.");
}

void px_latency_print(FILE *out, const struct px_results *results)
{
	const struct px_plan *plan = results->plan;
	bool any = false;

	for (unsigned int c = 0; c < plan->nr_cases; c++) {
		bool first = true;

		for (unsigned int s = 0; s < plan->nr_sides; s++) {
			const struct px_record *rec = px_results_timed(results, c, s);

			if (!rec)
				continue;
			if (!any)
				print_head(out);
			px_case_columns(out, plan, c, first, NAME);
			print_row(out, plan->sides[s]->name, rec);
			print_batch(out, plan->sides[s], rec);
			first = false;
			any = true;
		}
	}
	if (any)
		explain(out);
}
