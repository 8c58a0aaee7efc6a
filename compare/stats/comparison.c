// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "measure/case_name.h"
#include "measure/text.h"
#include "comparison.h"
#include "figure.h"
#include "stats.h"
#include "summary.h"

#define NAME	24u	/* columns of a case's name */

static const char *side_name(const struct px_results *results, unsigned int side)
{
	return results->plan->sides[side]->name;
}

/* Prints a ratio above 1, as the gain of the faster side. */
static void describe_faster(const struct px_results *results, const unsigned int pair[2],
			    const struct px_ratio *ratio, struct px_comparison *comparison)
{
	bool first = ratio->estimate < 1;
	struct px_ratio gain = *ratio;
	char estimate[PX_FIGURE_SIZE], low[PX_FIGURE_SIZE], high[PX_FIGURE_SIZE];

	if (first) {
		gain.estimate = 1 / ratio->estimate;
		gain.low = 1 / ratio->high;
		gain.high = 1 / ratio->low;
	}
	px_figure_bounds(&gain, estimate, low, high);
	comparison->kind = PX_COMPARED_FASTER;
	snprintf(comparison->text, sizeof(comparison->text), "%.20s %s× faster, 95 %% %s to %s",
		 side_name(results, pair[!first]), estimate, low, high);
}

static bool is_unfit(const struct px_results *results, const unsigned int pair[2],
		     const struct px_summary *summary, struct px_comparison *comparison)
{
	bool second = summary->overlap[pair[1]] < summary->overlap[pair[0]];
	double overlap = summary->overlap[pair[second]];

	if (!(overlap < PX_MIN_OVERLAP))
		return false;
	comparison->kind = PX_COMPARED_UNFIT;
	snprintf(comparison->text, sizeof(comparison->text), "unfit: overlap %.0f %% (%.20s)",
		 100 * overlap, side_name(results, pair[second]));
	return true;
}

int px_comparison_get(const struct px_results *results, unsigned int bench_case,
		      const unsigned int pair[2], struct px_comparison *comparison)
{
	struct px_summary summary;
	struct px_ratio ratio;
	int err = px_results_summarize(results, bench_case, &summary);

	if (!err)
		err = px_results_ratio(results, bench_case, pair, &ratio);
	if (err)
		return err;
	if (!ratio.has_interval) {
		comparison->kind = PX_COMPARED_NOT;
		snprintf(comparison->text, sizeof(comparison->text),
			 "not compared: %u of %u rounds", ratio.n, PX_STATS_MIN_PAIRS);
	} else if (is_unfit(results, pair, &summary, comparison)) {
		return 0;
	} else if (px_ratio_differs(&ratio)) {
		describe_faster(results, pair, &ratio, comparison);
	} else {
		comparison->kind = PX_COMPARED_NO_DIFFERENCE;
		snprintf(comparison->text, sizeof(comparison->text), "no difference shown");
	}
	return 0;
}

static void print_faster(FILE *out, const struct px_results *results,
			 const struct px_comparison *comparisons)
{
	char name[128];

	for (unsigned int c = 0; c < results->plan->nr_cases; c++) {
		if (comparisons[c].kind != PX_COMPARED_FASTER)
			continue;
		px_case_name(results->plan, c, name, sizeof(name));
		fputs("  ", out);
		px_text_left(out, name, px_text_width(name) > NAME ? px_text_width(name) : NAME);
		fprintf(out, "  %s\n", comparisons[c].text);
	}
}

/* Prints all cases of one kind, each with the reason, if there is one. */
static void print_others(FILE *out, const struct px_results *results,
			 const struct px_comparison *comparisons, enum px_comparison_kind kind,
			 const char *what)
{
	struct px_flow flow = { .out = out, .separator = " · ", .indent = 4 };
	char name[128];

	for (unsigned int c = 0; c < results->plan->nr_cases; c++) {
		const char *reason = strchr(comparisons[c].text, ':');

		if (comparisons[c].kind != kind)
			continue;
		if (!flow.column) {
			fprintf(out, "  %s:\n    ", what);
			flow.column = flow.indent;
		}
		px_case_name(results->plan, c, name, sizeof(name));
		if (reason)
			px_flow_item(&flow, "%s (%s)", name, reason + 2);
		else
			px_flow_item(&flow, "%s", name);
	}
	px_flow_end(&flow);
}

int px_comparison_print(FILE *out, const struct px_results *results)
{
	unsigned int nr = results->plan->nr_cases, pair[2];
	struct px_comparison *comparisons;
	int err = 0;

	if (!px_results_pair(results, pair))
		return 0;
	comparisons = calloc(nr, sizeof(*comparisons));
	if (!comparisons)
		return -ENOMEM;
	for (unsigned int c = 0; c < nr && !err; c++)
		err = px_comparison_get(results, c, pair, &comparisons[c]);
	if (!err) {
		fprintf(out,
			"\nComparison of %s and %s, from pairs of rounds (×2: two threads):\n\n",
			side_name(results, pair[0]), side_name(results, pair[1]));
		print_faster(out, results, comparisons);
		print_others(out, results, comparisons, PX_COMPARED_NO_DIFFERENCE,
			     "no difference shown");
		print_others(out, results, comparisons, PX_COMPARED_UNFIT,
			     "unfit: all workers ran together for less than 80 % of the time");
		print_others(out, results, comparisons, PX_COMPARED_NOT, "too few rounds");
	}
	free(comparisons);
	return err;
}
