// SPDX-License-Identifier: GPL-2.0-only
#include <inttypes.h>
#include <math.h>
#include <string.h>
#include "measure/case_name.h"
#include "measure/text.h"
#include "figure.h"
#include "latency.h"

#define NAME	27u	/* columns of a case's name, */
#define SHORT	20u	/* or on a narrow terminal, */
#define SIDE	10u	/* of a side's, */
#define FIGURE	8u	/* of each figure, */
#define QUEUE	7u	/* and of the longest queue */

enum { P50, P90, P99, P999, MAX, CLOCK, STEPS, DEPTH, FIGURES };

/* On a narrow terminal, the columns with the highest numbers are left out. */
static const struct {
	const char *head;
	unsigned int width, order;
	double share;		/* of a percentile */
} figures[FIGURES] = {
	[P50] = { "p50", FIGURE, 0, 0.5 },
	[P90] = { "p90", FIGURE, 6, 0.9 },
	[P99] = { "p99", FIGURE, 1, 0.99 },
	[P999] = { "p99.9", FIGURE, 5, 0.999 },
	[MAX] = { "max", FIGURE, 2 },
	[CLOCK] = { "clock", FIGURE, 7 },
	[STEPS] = { "n", FIGURE, 3 },
	[DEPTH] = { "queue", QUEUE, 4 },
};

struct columns {
	unsigned int name;
	bool shown[FIGURES];
	unsigned int total;
};

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

static struct columns fitting_columns(void)
{
	struct columns c = { .name = px_text_columns < PX_TEXT_COLUMNS ? SHORT : NAME };

	c.total = c.name + SIDE;
	for (unsigned int order = 0; order < FIGURES; order++) {
		unsigned int i = 0;

		while (figures[i].order != order)
			i++;
		c.shown[i] = c.total + figures[i].width <= px_text_columns;
		c.total += c.shown[i] ? figures[i].width : 0;
	}
	return c;
}

/* A name that is too long has a line of its own. */
static void print_name(FILE *out, const struct columns *c, const struct px_plan *plan,
		       unsigned int bench_case, bool first)
{
	char name[128] = "";

	if (first)
		px_case_name(plan, bench_case, name, sizeof(name));
	if (px_text_width(name) > c->name - 1) {
		fprintf(out, "%s\n", name);
		name[0] = '\0';
	}
	px_text_left(out, name, c->name);
}

static void figure_text(char *text, const struct px_latencies *latencies, unsigned int figure)
{
	const struct px_histogram *h = &latencies->histogram;
	double ns = figure == MAX ? (double)h->max_ns : figure == CLOCK ? (double)h->clock_ns :
		    px_latency_percentile(h, figures[figure].share);
	uint64_t count = figure == DEPTH ? latencies->depth : px_latency_steps(h);

	if (figure < STEPS)
		px_figure_ns(text, PX_FIGURE_SIZE, ns);
	else if (count > 999999)
		px_figure_ns(text, PX_FIGURE_SIZE, (double)count);
	else
		snprintf(text, PX_FIGURE_SIZE, "%" PRIu64, count);
	if (figure < STEPS && isnan(ns))
		snprintf(text, PX_FIGURE_SIZE, "%s", PX_TOO_FEW_STEPS);
	if (figure == DEPTH && !count)
		text[0] = '\0';
}

static void print_row(FILE *out, const struct columns *c, const char *side,
		      const struct px_latencies *latencies)
{
	char text[PX_FIGURE_SIZE];

	px_text_left(out, side, SIDE);
	for (unsigned int i = 0; i < FIGURES; i++) {
		if (!c->shown[i])
			continue;
		figure_text(text, latencies, i);
		if (text[0])
			px_text_right(out, text, figures[i].width);
	}
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
	px_text_sentence(out, "    ", "%s: of a batch of %u steps; p50 / %u = %s ns a step",
			 side->name, side->batch, side->batch, text);
}

static void print_head(FILE *out, const struct columns *c, bool paced)
{
	fputc('\n', out);
	px_text_sentence(out, "", "%s", paced ?
			 "Response time of a step, ns, from its intended start (open loop), of all "
			 "rounds. Queueing is included: a step that is late has waited." :
			 "Latency of a step, ns, from a separate timed pass (closed loop). This is "
			 "service time; queueing is not included.");
	fputc('\n', out);
	px_text_left(out, "workload × threads", c->name);
	px_text_left(out, "side", SIDE);
	for (unsigned int i = 0; i < FIGURES; i++)
		if (c->shown[i])
			px_text_right(out, figures[i].head, figures[i].width);
	fputc('\n', out);
	for (unsigned int i = 0; i < c->total; i++)
		fputs("─", out);
	fputc('\n', out);
}

static void explain(FILE *out, const struct columns *c, bool paced)
{
	fputc('\n', out);
	px_text_sentence(out, "n      ", "the number of steps; n/a: fewer than %u of them lie "
			 "beyond the percentile", PX_MIN_BEYOND);
	if (c->shown[CLOCK])
		px_text_sentence(out, "clock  ", "the time to read the clock, which is part "
				 "of each step");
	if (c->shown[DEPTH])
		px_text_sentence(out, "queue  ", "the most messages that waited in the channel");
	px_text_sentence(out, "       ", "A quantile is wrong by at most 1/128.%s",
			 paced ? "" : " Each step of a batch has the latency of the whole batch.");
	for (unsigned int i = 0; i < FIGURES; i++)
		if (!c->shown[i]) {
			px_text_left_out(out);
			return;
		}
}

void px_latency_print(FILE *out, const struct px_results *results)
{
	const struct columns columns = fitting_columns();
	const struct px_plan *plan = results->plan;
	struct px_latencies latencies;
	bool any = false;

	for (unsigned int c = 0; c < plan->nr_cases; c++) {
		bool first = true;

		for (unsigned int s = 0; s < plan->nr_sides; s++) {
			if (!px_latencies_get(results, c, s, &latencies))
				continue;
			if (!any)
				print_head(out, &columns, px_plan_paced(plan));
			print_name(out, &columns, plan, c, first);
			print_row(out, &columns, plan->sides[s]->name, &latencies);
			print_batch(out, plan->sides[s], &latencies.histogram);
			first = false;
			any = true;
		}
	}
	if (any)
		explain(out, &columns, px_plan_paced(plan));
}
