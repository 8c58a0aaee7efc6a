// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "check_status.h"
#include "comparison.h"
#include "figure.h"
#include "fitness.h"
#include "holm.h"
#include "summary.h"

static const char *side_name(const struct px_results *results, unsigned int side)
{
	return results->plan->sides[side]->name;
}

/* Prints a ratio above 1, as the gain of the faster side. */
static void describe_faster(const struct px_results *results, const unsigned int pair[2],
			    struct px_comparison *comparison)
{
	const struct px_ratio *ratio = &comparison->ratio;
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

/* ---- rows that are not judged ------------------------------------------------- */

static bool interrupted(const struct px_results *results, unsigned int bench_case,
			unsigned int side)
{
	for (unsigned int r = 0; r < results->plan->rounds; r++)
		if (!px_results_round(results, bench_case, side, r)->made)
			return true;
	return false;
}

const char *px_comparison_fault(const struct px_results *results, unsigned int bench_case,
				unsigned int side)
{
	struct px_check_status status;

	if (results->plan->cases[bench_case].broken)
		return "broken on purpose";
	px_check_status_get(results, bench_case, side, &status);
	if (status.outcome == PX_OUTCOME_ERROR)
		return "a run failed";
	if (status.outcome == PX_OUTCOME_FAILED)
		return status.differs ? "different findings" : "check failed";
	return interrupted(results, bench_case, side) ? "interrupted" : NULL;
}

static bool is_not_judged(const struct px_results *results, unsigned int bench_case,
			  const unsigned int pair[2], struct px_comparison *comparison)
{
	const char *why[2] = { px_comparison_fault(results, bench_case, pair[0]),
			       px_comparison_fault(results, bench_case, pair[1]) };
	bool second = !why[0], both = why[0] && why[1] && !strcmp(why[0], why[1]);
	size_t size = sizeof(comparison->text);

	if (results->plan->cases[bench_case].broken)
		snprintf(comparison->text, size, "not judged: broken on purpose");
	else if (!why[0] && !why[1])
		return false;
	else
		snprintf(comparison->text, size, "not judged: %s (%.20s%s%.20s)", why[second],
			 side_name(results, pair[second]), both ? ", " : "",
			 both ? side_name(results, pair[1]) : "");
	comparison->kind = PX_COMPARED_NOT_JUDGED;
	comparison->ratio = PX_NO_RATIO;
	return true;
}

static bool is_unfit(const struct px_results *results, unsigned int bench_case,
		     const unsigned int pair[2], struct px_comparison *comparison)
{
	char reason[sizeof(comparison->text) - sizeof("unfit: ")];

	if (!px_fitness_reason(results, bench_case, pair, reason, sizeof(reason)))
		return false;
	comparison->kind = PX_COMPARED_UNFIT;
	comparison->ratio = PX_NO_RATIO;
	snprintf(comparison->text, sizeof(comparison->text), "unfit: %s", reason);
	return true;
}

/* ---- one row -------------------------------------------------------------------- */

int px_comparison_get(const struct px_results *results, unsigned int bench_case,
		      const unsigned int pair[2], struct px_comparison *comparison)
{
	int err;

	*comparison = (struct px_comparison){ .kind = PX_COMPARED_NOT, .p = NAN };
	err = px_results_ratio(results, bench_case, pair, &comparison->ratio);
	if (err)
		return err;
	if (is_not_judged(results, bench_case, pair, comparison) ||
	    is_unfit(results, bench_case, pair, comparison))
		return 0;
	if (results->plan->cases[bench_case].spec.rate) {
		snprintf(comparison->text, sizeof(comparison->text), "not compared: paced");
	} else if (!comparison->ratio.has_interval) {
		snprintf(comparison->text, sizeof(comparison->text),
			 "not compared: %u of %u rounds", comparison->ratio.n, PX_STATS_MIN_PAIRS);
	} else if (px_ratio_differs(&comparison->ratio)) {
		comparison->p = comparison->ratio.p;
		describe_faster(results, pair, comparison);
	} else {
		comparison->p = comparison->ratio.p;
		comparison->kind = PX_COMPARED_NO_DIFFERENCE;
		snprintf(comparison->text, sizeof(comparison->text), "no difference shown");
	}
	return 0;
}

/* ---- all rows ------------------------------------------------------------------- */

static int adjust(struct px_comparisons *all)
{
	double *p = calloc(all->nr, sizeof(*p));
	bool *survives = calloc(all->nr, sizeof(*survives));
	int err = p && survives ? 0 : -ENOMEM;

	for (unsigned int c = 0; c < all->nr && !err; c++)
		p[c] = all->rows[c].p;
	if (!err)
		all->judged = px_holm(p, all->nr, survives);
	for (unsigned int c = 0; c < all->nr && !err; c++) {
		unsigned int pairs = all->rows[c].ratio.n;

		if (isnan(p[c]))
			continue;
		all->rows[c].survives = survives[c];
		all->by_chance += px_stats_level(pairs);
		all->pairs = pairs > all->pairs ? pairs : all->pairs;
	}
	free(survives);
	free(p);
	return err;
}

int px_comparisons_make(struct px_comparisons *all, const struct px_results *results,
			const unsigned int pair[2])
{
	int err = 0;

	*all = (struct px_comparisons){ .pair = { pair[0], pair[1] },
					.nr = results->plan->nr_cases };
	all->rows = calloc(all->nr, sizeof(*all->rows));
	if (!all->rows)
		return -ENOMEM;
	for (unsigned int c = 0; c < all->nr && !err; c++)
		err = px_comparison_get(results, c, pair, &all->rows[c]);
	return err ? err : adjust(all);
}

int px_comparisons_default(struct px_comparisons *all, const struct px_results *results)
{
	unsigned int pair[2];

	*all = (struct px_comparisons){ 0 };
	return px_results_pair(results, pair) ? px_comparisons_make(all, results, pair) : 0;
}

void px_comparisons_free(struct px_comparisons *all)
{
	free(all->rows);
	*all = (struct px_comparisons){ 0 };
}

bool px_comparison_not_quotient(const struct px_comparison *comparison, const unsigned int pair[2],
				const double *ns)
{
	double error = log(comparison->ratio.estimate * ns[pair[1]] / ns[pair[0]]);

	return fabs(error) > log(1 + PX_QUOTIENT_ERROR);
}

bool px_comparisons_hopeless(const struct px_comparisons *all)
{
	return all->judged && all->pairs < px_holm_pairs(all->judged);
}

void px_comparison_remark(const struct px_comparisons *all, unsigned int bench_case, char *text,
			  size_t size)
{
	const struct px_comparison *row = &all->rows[bench_case];

	text[0] = '\0';
	if (row->kind == PX_COMPARED_FASTER && all->judged > 1)
		snprintf(text, size, ", %s the adjustment for %u rows",
			 row->survives ? "survives" : "does not survive", all->judged);
}
