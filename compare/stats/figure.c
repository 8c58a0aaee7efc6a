// SPDX-License-Identifier: GPL-2.0-only
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "figure.h"
#include "stats.h"

/* 1.2e6, not 1.2e+06 */
static void print_power(char *text, size_t size, double value, int decimals)
{
	int exponent = (int)floor(log10(value));
	double mantissa = value / pow(10, exponent);

	snprintf(text, size, "%.*fe%d", decimals, mantissa, exponent);
}

/* Three significant digits, and at most six before the point: else a power of ten. */
void px_figure_ns(char *text, size_t size, double ns)
{
	if (!isfinite(ns))
		snprintf(text, size, PX_NO_FIGURE);
	else if (ns > 0 && (ns >= 999999.5 || ns < 0.005))
		print_power(text, size, ns, 2);
	else
		snprintf(text, size, "%.*f",
			 ns < 9.995 ? 2 : ns < 99.95 ? 1 : 0, ns);
}

static void print_ratio(char *text, size_t size, double ratio, int decimals)
{
	if (!isfinite(ratio))
		snprintf(text, size, PX_NO_FIGURE);
	else if (ratio >= 9999.5 || ratio < 0.01)
		print_power(text, size, ratio, 1);
	else
		snprintf(text, size, "%.*f", ratio < 99.95 ? decimals : 0, ratio);
}

/* A bound that is not 1 must not be printed as 1.00. */
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

void px_figure_bounds(const struct px_ratio *ratio, char *estimate, char *low, char *high)
{
	int decimals = decimals_for(ratio);

	print_ratio(estimate, PX_FIGURE_SIZE, ratio->estimate, decimals);
	print_ratio(low, PX_FIGURE_SIZE, ratio->low, decimals);
	print_ratio(high, PX_FIGURE_SIZE, ratio->high, decimals);
}

void px_figure_ratio(const struct px_ratio *ratio, char *estimate, char *interval)
{
	char low[PX_FIGURE_SIZE], high[PX_FIGURE_SIZE];

	px_figure_bounds(ratio, estimate, low, high);
	if (ratio->has_interval)
		snprintf(interval, 2 * PX_FIGURE_SIZE, "[%.18s, %.18s]", low, high);
	else
		snprintf(interval, 2 * PX_FIGURE_SIZE, PX_NO_FIGURE);
}

unsigned int px_figure_fraction(const char *figure)
{
	const char *point = strchr(figure, '.');

	return point && !strchr(figure, 'e') ? (unsigned int)strlen(point) : 0;
}
