// SPDX-License-Identifier: GPL-2.0-only
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "stats/comparison.h"
#include "table_row.h"
#include "stats/check_status.h"

#define NOTHING	"–"

/* 1.2e6, not 1.2e+06 */
static void print_power(char *text, size_t size, double value, int decimals)
{
	int exponent = (int)floor(log10(value));
	double mantissa = value / pow(10, exponent);

	snprintf(text, size, "%.*fe%d", decimals, mantissa, exponent);
}

/* Three digits that count, six before a power of ten is the shorter form. */
void px_table_row_ns(char *text, size_t size, double ns)
{
	if (!isfinite(ns))
		snprintf(text, size, NOTHING);
	else if (ns > 0 && (ns >= 999999.5 || ns < 0.005))
		print_power(text, size, ns, 2);
	else
		snprintf(text, size, "%.*f",
			 ns < 9.995 ? 2 : ns < 99.95 ? 1 : 0, ns);
}

static void print_ratio(char *text, size_t size, double ratio, int decimals)
{
	if (!isfinite(ratio))
		snprintf(text, size, NOTHING);
	else if (ratio >= 9999.5 || ratio < 0.01)
		print_power(text, size, ratio, 1);
	else
		snprintf(text, size, "%.*f", ratio < 99.95 ? decimals : 0, ratio);
}

/* A bound that is not 1 must not read as 1.00: it decides. */
static int decimals_for(const struct px_ratio *ratio)
{
	double nearest = fmin(fabs(ratio->low - 1), fabs(ratio->high - 1));
	int decimals = 2;

	if (!px_ratio_differs(ratio))
		return decimals;
	while (decimals < 4 && nearest < 0.5 * pow(10, -decimals))
		decimals++;
	return decimals;
}

void px_table_row_bounds(const struct px_ratio *ratio, char *estimate, char *low, char *high)
{
	int decimals = decimals_for(ratio);

	print_ratio(estimate, PX_TABLE_ROW_TEXT, ratio->estimate, decimals);
	print_ratio(low, PX_TABLE_ROW_TEXT, ratio->low, decimals);
	print_ratio(high, PX_TABLE_ROW_TEXT, ratio->high, decimals);
}

void px_table_row_ratio(const struct px_ratio *ratio, char *estimate, char *interval)
{
	char low[PX_TABLE_ROW_TEXT], high[PX_TABLE_ROW_TEXT];

	px_table_row_bounds(ratio, estimate, low, high);
	if (ratio->has_interval)
		snprintf(interval, 2 * PX_TABLE_ROW_TEXT, "[%.18s, %.18s]", low, high);
	else
		snprintf(interval, 2 * PX_TABLE_ROW_TEXT, NOTHING);
}

/* What is wrong must not be overlooked. */
static const char *loud_word(enum px_outcome outcome)
{
	if (outcome == PX_OUTCOME_FAILED)
		return "FAILED";
	return outcome == PX_OUTCOME_ERROR ? "ERROR" : px_outcome_word(outcome);
}

/* One word does when the sides agree and the word says it all. */
static void make_check(const struct px_results *results, unsigned int bench_case,
		       struct px_table_row *row)
{
	enum px_outcome best = PX_OUTCOME_ERROR, worst = PX_OUTCOME_ABSENT;

	for (unsigned int s = 0; s < results->plan->nr_sides; s++) {
		struct px_check_status verdict;

		if (!px_results_present(results, s))
			continue;
		px_check_status_get(results, bench_case, s, &verdict);
		if (verdict.outcome < best)
			best = verdict.outcome;
		if (verdict.outcome > worst)
			worst = verdict.outcome;
	}
	row->check = loud_word(worst);
	row->details = worst >= PX_OUTCOME_SHOWN || best < worst;
}

int px_table_row_make(const struct px_results *results, unsigned int bench_case,
		struct px_table_row *row)
{
	int err = px_results_summarize(results, bench_case, &row->summary);

	if (err)
		return err;
	for (unsigned int s = 0; s < results->plan->nr_sides; s++) {
		px_table_row_ns(row->ns[s], sizeof(row->ns[s]), row->summary.ns_per_op[s]);
		row->apart[s] = px_results_present(results, s) &&
			row->summary.overlap[s] < PX_MIN_OVERLAP;
	}
	px_table_row_ratio(&row->summary.ratio, row->estimate, row->interval);
	row->alike = row->summary.ratio.has_interval && !px_ratio_differs(&row->summary.ratio);
	make_check(results, bench_case, row);
	return 0;
}

unsigned int px_table_row_fraction(const char *figure)
{
	const char *point = strchr(figure, '.');

	return point && !strchr(figure, 'e') ? (unsigned int)strlen(point) : 0;
}
