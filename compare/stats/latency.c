// SPDX-License-Identifier: GPL-2.0-only
#include <inttypes.h>
#include <math.h>
#include <string.h>
#include "measure/case_name.h"
#include "measure/text.h"
#include "figure.h"
#include "latency.h"

#define NAME	27u	/* columns of a case's name, */
#define SIDE	10u	/* of a side's, */
#define FIGURE	8u	/* of each figure, */
#define QUEUE	7u	/* and of the longest queue */

bool px_latencies_get(const struct px_results *results, unsigned int bench_case,
		      unsigned int side, struct px_latencies *latencies)
{
	bool paced = results->plan->cases[bench_case].spec.rate;
	unsigned int first = paced ? 0 : results->plan->rounds;
	bool any = false;

	memset(latencies, 0, sizeof(*latencies));
	for (unsigned int r = first; r < px_plan_passes(results->plan); r++) {
		const struct px_round *round = px_results_round(results, bench_case, side, r);
		const struct px_record *rec = &round->record;

		if (!px_round_valid(round) || !rec->latency)
			continue;
		px_histogram_merge(&latencies->histogram, rec->latency);
		if (rec->depth > latencies->depth)
			latencies->depth = rec->depth;
		any = true;
	}
	return any;
}

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

/* The number of the step at the quantile, from 1. 0.9 of 100 steps is 90, in spite of rounding. */
static double rank_of(double share, double steps)
{
	double rank = share * steps;

	return fabs(rank - round(rank)) < 1e-9 * steps ? round(rank) : ceil(rank);
}

double px_latency_quantile(const struct px_histogram *h, double share)
{
	double rank = rank_of(share, (double)px_latency_steps(h));
	uint64_t seen = 0;

	for (uint32_t i = 0; i < PX_HISTOGRAM_BUCKETS; i++) {
		seen += h->buckets[i];
		if (h->buckets[i] && (double)seen >= rank)
			return middle_of(h, i);
	}
	return NAN;
}

double px_latency_percentile(const struct px_histogram *h, double share)
{
	double steps = (double)px_latency_steps(h);

	return steps - rank_of(share, steps) < PX_MIN_BEYOND ? NAN :
	       px_latency_quantile(h, share);
}

static void print_figure(FILE *out, double ns)
{
	char text[PX_FIGURE_SIZE];

	px_figure_ns(text, sizeof(text), ns);
	px_text_right(out, isnan(ns) ? PX_TOO_FEW_STEPS : text, FIGURE);
}

static void print_count(FILE *out, uint64_t count)
{
	char text[PX_FIGURE_SIZE];

	if (count > 999999)
		px_figure_ns(text, sizeof(text), (double)count);
	else
		snprintf(text, sizeof(text), "%" PRIu64, count);
	px_text_right(out, text, FIGURE);
}

/* A name that is too long has a line of its own. */
static void print_name(FILE *out, const struct px_plan *plan, unsigned int bench_case, bool first)
{
	char name[128] = "";

	if (first)
		px_case_name(plan, bench_case, name, sizeof(name));
	if (px_text_width(name) > NAME - 1) {
		fprintf(out, "%s\n", name);
		name[0] = '\0';
	}
	px_text_left(out, name, NAME);
}

static void print_row(FILE *out, const char *side, const struct px_latencies *latencies)
{
	static const double shares[] = { 0.5, 0.9, 0.99, 0.999 };
	const struct px_histogram *h = &latencies->histogram;

	px_text_left(out, side, SIDE);
	for (unsigned int i = 0; i < sizeof(shares) / sizeof(shares[0]); i++)
		print_figure(out, px_latency_percentile(h, shares[i]));
	print_figure(out, (double)h->max_ns);
	print_figure(out, (double)h->clock_ns);
	print_count(out, px_latency_steps(h));
	if (latencies->depth)
		fprintf(out, "%*" PRIu64, (int)QUEUE, latencies->depth);
	fputc('\n', out);
}

/* Each step of a batch has the latency of the whole batch. */
static void print_batch(FILE *out, const struct px_side *side, const struct px_histogram *h)
{
	double p50 = px_latency_percentile(h, 0.5);
	char text[PX_FIGURE_SIZE];

	if (side->batch < 2 || isnan(p50))
		return;
	px_figure_ns(text, sizeof(text), p50 / side->batch);
	fprintf(out, "    %s: of a batch of %u steps; p50 / %u = %s ns a step\n", side->name,
		side->batch, side->batch, text);
}

static void print_head(FILE *out, bool paced)
{
	static const char *const heads[] = { "p50", "p90", "p99", "p99.9", "max", "clock", "n" };

	fputs(paced ? "\nResponse time of a step, ns, from its intended start (open loop), of all "
		      "rounds. Queueing\nis included: a step that is late has waited.\n\n" :
		      "\nLatency of a step, ns, from a separate timed pass (closed loop). This is "
		      "service time;\nqueueing is not included.\n\n", out);
	px_text_left(out, "workload × threads", NAME);
	px_text_left(out, "side", SIDE);
	for (unsigned int i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		px_text_right(out, heads[i], FIGURE);
	px_text_right(out, "queue", QUEUE);
	fputc('\n', out);
	for (unsigned int i = 0; i < NAME + SIDE + 7 * FIGURE + QUEUE; i++)
		fputs("─", out);
	fputc('\n', out);
}

static void explain(FILE *out, bool paced)
{
	fputc('\n', out);
	px_text_sentence(out, "n      ", "the number of steps; n/a: fewer than %u of them lie "
			 "beyond the percentile", PX_MIN_BEYOND);
	px_text_sentence(out, "clock  ", "the time to read the clock, which is part of each step");
	px_text_sentence(out, "queue  ", "the most messages that waited in the channel");
	px_text_sentence(out, "       ", "A quantile is wrong by at most 1/128.%s",
			 paced ? "" : " Each step of a batch has the latency of the whole batch.");
}

void px_latency_print(FILE *out, const struct px_results *results)
{
	const struct px_plan *plan = results->plan;
	struct px_latencies latencies;
	bool any = false;

	for (unsigned int c = 0; c < plan->nr_cases; c++) {
		bool first = true;

		for (unsigned int s = 0; s < plan->nr_sides; s++) {
			if (!px_latencies_get(results, c, s, &latencies))
				continue;
			if (!any)
				print_head(out, px_plan_paced(plan));
			print_name(out, plan, c, first);
			print_row(out, plan->sides[s]->name, &latencies);
			print_batch(out, plan->sides[s], &latencies.histogram);
			first = false;
			any = true;
		}
	}
	if (any)
		explain(out, px_plan_paced(plan));
}
