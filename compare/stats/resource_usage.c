// SPDX-License-Identifier: GPL-2.0-only
#include <math.h>
#include <stdlib.h>
#include "measure/case_name.h"
#include "measure/text.h"
#include "figure.h"
#include "resource_usage.h"
#include "summary.h"

#define NAME	17u	/* columns of a workload's name, */
#define SIDE	10u	/* of a side's, */
#define FIGURE	8u	/* and of each figure */

/* ---- figures of one run ------------------------------------------------------ */

static double cpu_ns(const struct px_record *rec)
{
	double sum = 0;

	for (uint32_t i = 0; i < rec->nr_workers; i++)
		sum += (double)rec->workers[i].cpu_ns;
	return sum / (double)px_record_ops(rec);
}

static double preemptions(const struct px_record *rec)
{
	double sum = 0;

	for (uint32_t i = 0; i < rec->nr_workers; i++)
		sum += (double)rec->workers[i].involuntary_switches;
	return 1000 * sum / (double)px_record_ops(rec);
}

static double counted(const struct px_record *rec, enum px_counter counter)
{
	if (!(rec->counted & 1u << counter))
		return NAN;
	return (double)rec->counts[counter] / (double)px_record_ops(rec);
}

static double cycles(const struct px_record *rec)
{
	return counted(rec, PX_CYCLES);
}

static double instructions(const struct px_record *rec)
{
	return counted(rec, PX_INSTRUCTIONS);
}

static double cache_misses(const struct px_record *rec)
{
	return counted(rec, PX_CACHE_MISSES);
}

const struct px_resource_usage px_resource_usages[PX_RESOURCE_USAGES + 1] = {
	{ "CPU ns", "CPU time of the workers, per operation", cpu_ns },
	{ "sleeps", "voluntary context switches per 1000 operations", px_record_sleeps },
	{ "preempt", "involuntary context switches per 1000 operations", preemptions },
	{ "uneven", "standard deviation of the workers' numbers of operations, over their mean",
	  px_record_unevenness },
	{ "max/min", "the most operations of a worker over the fewest",
	  px_record_max_over_min },
	{ "cycles", "of the workers' steps, per operation", cycles },
	{ "instr.", "instructions of the workers' steps, per operation", instructions },
	{ "misses", "cache misses of the workers' steps, per operation", cache_misses },
	{ .head = NULL },
};

/* ---- figures of all rounds --------------------------------------------------- */

double px_resource_usage_median(const struct px_results *results, unsigned int bench_case,
				unsigned int side, const struct px_resource_usage *usage)
{
	double *room = calloc(results->plan->rounds, sizeof(*room)), median = NAN;

	if (room)
		median = px_results_median(results, bench_case, side, usage->of, room);
	free(room);
	return median;
}

static bool is_known(const struct px_results *results, const struct px_resource_usage *usage)
{
	for (unsigned int c = 0; c < results->plan->nr_cases; c++)
		for (unsigned int s = 0; s < results->plan->nr_sides; s++)
			if (isfinite(px_resource_usage_median(results, c, s, usage)))
				return true;
	return false;
}

void px_resource_usages_known(const struct px_results *results,
			      const struct px_resource_usage *known[PX_RESOURCE_USAGES + 1])
{
	unsigned int nr = 0;

	for (const struct px_resource_usage *u = px_resource_usages; u->head; u++)
		if (is_known(results, u))
			known[nr++] = u;
	known[nr] = NULL;
}

/* ---- as text ------------------------------------------------------------------ */

static void print_head(FILE *out, const struct px_resource_usage *const *known)
{
	unsigned int columns = NAME + 9 + SIDE;

	fputs("\nUse of the machine: medians of the rounds.\n\n", out);
	px_text_left(out, "workload", NAME);
	fputs("threads  ", out);
	px_text_left(out, "side", SIDE);
	for (; *known; known++) {
		px_text_right(out, (*known)->head, FIGURE);
		columns += FIGURE;
	}
	fputc('\n', out);
	while (columns--)
		fputs("─", out);
	fputc('\n', out);
}

static void print_row(FILE *out, const struct px_results *results,
		      const struct px_resource_usage *const *known, unsigned int c, unsigned int s,
		      bool first)
{
	char text[PX_FIGURE_SIZE];

	px_case_columns(out, results->plan, c, first, NAME);
	fputs("  ", out);
	px_text_left(out, results->plan->sides[s]->name, SIDE);
	for (; *known; known++) {
		px_figure_ns(text, sizeof(text), px_resource_usage_median(results, c, s, *known));
		px_text_right(out, text, FIGURE);
	}
	fputc('\n', out);
}

static void explain(FILE *out, const struct px_resource_usage *const *known,
		    const struct px_environment *environment)
{
	char heading[16];

	fputc('\n', out);
	for (; *known; known++) {
		snprintf(heading, sizeof(heading), "%-9s", (*known)->head);
		px_text_sentence(out, heading, "%s", (*known)->meaning);
	}
	if (environment->counters[0])
		px_text_sentence(out, "hardware counters: ", "%s", environment->counters);
}

void px_resource_usage_print(FILE *out, const struct px_results *results,
			     const struct px_environment *environment)
{
	const struct px_resource_usage *known[PX_RESOURCE_USAGES + 1];
	const struct px_plan *plan = results->plan;
	unsigned int fit = 0;
	bool shed;

	px_resource_usages_known(results, known);
	while (known[fit] && NAME + 9 + SIDE + (fit + 1) * FIGURE <= px_text_columns)
		fit++;
	shed = known[fit];
	known[fit] = NULL;
	if (known[0] != &px_resource_usages[0])
		return;
	print_head(out, known);
	for (unsigned int c = 0; c < plan->nr_cases; c++) {
		bool first = true;

		for (unsigned int s = 0; s < plan->nr_sides; s++) {
			if (!isfinite(px_resource_usage_median(results, c, s,
							       &px_resource_usages[0])))
				continue;
			print_row(out, results, known, c, s, first);
			first = false;
		}
	}
	explain(out, known, environment);
	if (shed)
		px_text_left_out(out);
}
