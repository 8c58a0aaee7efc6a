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

#define NAME	24u	/* columns of a bench_case's name */

static const char *side_name(const struct px_results *results, unsigned int side)
{
	return results->plan->sides[side]->name;
}

/* As the faster side sees it: above 1, the bound nearest to 1 first. */
static void say_faster(const struct px_results *results, const unsigned int pair[2],
		       const struct px_ratio *ratio, struct px_comparison *j)
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
	j->kind = PX_COMPARED_FASTER;
	snprintf(j->text, sizeof(j->text), "%.20s %s× faster, 95 %% %s to %s",
		 side_name(results, pair[!first]), estimate, low, high);
}

static bool unfit(const struct px_results *results, const unsigned int pair[2],
		  const struct px_summary *summary, struct px_comparison *j)
{
	bool second = summary->overlap[pair[1]] < summary->overlap[pair[0]];
	double overlap = summary->overlap[pair[second]];

	if (!(overlap < PX_MIN_OVERLAP))
		return false;
	j->kind = PX_COMPARED_UNFIT;
	snprintf(j->text, sizeof(j->text), "unfit: overlap %.0f %% (%.20s)", 100 * overlap,
		 side_name(results, pair[second]));
	return true;
}

int px_comparison_get(const struct px_results *results, unsigned int bench_case,
		       struct px_comparison *judgement)
{
	struct px_summary summary;
	unsigned int pair[2];
	int err = px_results_summarize(results, bench_case, &summary);

	if (err)
		return err;
	if (!px_results_pair(results, pair) || !summary.ratio.has_interval) {
		judgement->kind = PX_COMPARED_NOT;
		snprintf(judgement->text, sizeof(judgement->text), "not judged: %u of %u rounds",
			 summary.ratio.n, PX_STATS_MIN_PAIRS);
	} else if (unfit(results, pair, &summary, judgement)) {
		return 0;
	} else if (px_ratio_differs(&summary.ratio)) {
		say_faster(results, pair, &summary.ratio, judgement);
	} else {
		judgement->kind = PX_COMPARED_ALIKE;
		snprintf(judgement->text, sizeof(judgement->text), "no difference shown");
	}
	return 0;
}

static void print_faster(FILE *out, const struct px_results *results,
			 const struct px_comparison *judgements)
{
	char name[128];

	for (unsigned int c = 0; c < results->plan->nr_cases; c++) {
		if (judgements[c].kind != PX_COMPARED_FASTER)
			continue;
		px_case_name(results->plan, c, name, sizeof(name));
		fputs("  ", out);
		px_text_left(out, name, px_text_width(name) > NAME ? px_text_width(name) : NAME);
		fprintf(out, "  %s\n", judgements[c].text);
	}
}

/* All of a kind one after another, with what their judgements add. */
static void print_others(FILE *out, const struct px_results *results,
			 const struct px_comparison *judgements, enum px_comparison_kind kind,
			 const char *what)
{
	struct px_flow flow = { .out = out, .separator = " · ", .indent = 4 };
	char name[128];

	for (unsigned int c = 0; c < results->plan->nr_cases; c++) {
		const char *why = strchr(judgements[c].text, ':');

		if (judgements[c].kind != kind)
			continue;
		if (!flow.column) {
			fprintf(out, "  %s:\n    ", what);
			flow.column = flow.indent;
		}
		px_case_name(results->plan, c, name, sizeof(name));
		if (why)
			px_flow_item(&flow, "%s (%s)", name, why + 2);
		else
			px_flow_item(&flow, "%s", name);
	}
	px_flow_end(&flow);
}

int px_comparison_print(FILE *out, const struct px_results *results)
{
	unsigned int nr = results->plan->nr_cases, pair[2];
	struct px_comparison *judgements;
	int err = 0;

	if (!px_results_pair(results, pair))
		return 0;
	judgements = calloc(nr, sizeof(*judgements));
	if (!judgements)
		return -ENOMEM;
	for (unsigned int c = 0; c < nr && !err; c++)
		err = px_comparison_get(results, c, &judgements[c]);
	if (!err) {
		fprintf(out, "\nJudgement: %s and %s, from rounds in pairs\n\n",
			side_name(results, pair[0]), side_name(results, pair[1]));
		print_faster(out, results, judgements);
		print_others(out, results, judgements, PX_COMPARED_ALIKE, "no difference shown");
		print_others(out, results, judgements, PX_COMPARED_UNFIT,
			     "unfit: the workers all ran together for too little of the time");
		print_others(out, results, judgements, PX_COMPARED_NOT, "too few rounds");
	}
	free(judgements);
	return err;
}
