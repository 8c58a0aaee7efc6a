// SPDX-License-Identifier: GPL-2.0-only
#include <stdarg.h>
#include <stdio.h>
#include "measure/text.h"
#include "selftest_report.h"
#include "stats/stats.h"

#define WHAT		52u	/* columns of a row's name */
#define FIGURE		16u	/* columns of a figure */

#define PERCENT(n, of)	(100.0 * (n) / (of))

static void print_figure(const char *format, ...) __attribute__((format(printf, 1, 2)));

static void print_figure(const char *format, ...)
{
	char text[64];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	px_text_right(stdout, text, FIGURE);
}

/* One row: a name, and a figure for each side. */
#define PRINT_ROW(t, what, format, ...) do {				\
	px_text_left(stdout, what, WHAT);				\
	for (unsigned int s = 0; s < (t)->nr_sides; s++)		\
		print_figure(format, __VA_ARGS__);			\
	putchar('\n');							\
} while (0)

void px_selftest_print_harness(const struct px_selftest *t)
{
	putchar('\n');
	PRINT_ROW(t, "", "%s", t->sides[s]->name);
	PRINT_ROW(t, "loop with an empty step, two workers", "%.2f ns/op", t->costs[s].loop_ns);
	PRINT_ROW(t, "reading the clock", "%.0f ns", t->costs[s].clock_ns);
	PRINT_ROW(t, "last worker's start after the first one's, of 10 ms", "%.0f ns",
		  t->costs[s].skew_ns);
	px_text_left(stdout, "largest error of p50 to p99.9, uniform", WHAT);
	print_figure("%.2f %%", 100 * px_histogram_error_uniform());
	putchar('\n');
	px_text_left(stdout, "largest error of p50 to p99.9, exponential", WHAT);
	print_figure("%.2f %%", 100 * px_histogram_error_exponential());
	puts("\n");
}

void px_selftest_print_comparisons(const struct px_selftest *t)
{
	const struct px_self_comparison *c = t->comparisons;
	static const char *const planted[] = {
		[PX_BIAS_FACTOR] = "the second copy's times are multiplied by 3",
		[PX_BIAS_ORDER] = "the times of the first run of each pair are multiplied by 3, "
				  "and the order of the copies is always the same",
		[PX_BIAS_WARMUP] = "the second copy's times are multiplied by 3.4 in the first "
				   "round, and by less in each further one",
	};

	px_text_sentence(stdout, "", "Each side compared with a copy of itself, as \"run\" "
			 "compares two sides: tables of %u rows, %llu rounds, %.3g ms a run%s",
			 t->rows, t->rounds, (double)t->run_ns * 1e-6, t->nr_plan < t->nr_sides ?
			 ". The agent is compared with the side kernel" : "");
	if (t->bias)
		px_text_sentence(stdout, "", "PLANTED BIAS: %s.", planted[t->bias]);
	putchar('\n');
	PRINT_ROW(t, "", "%s", t->sides[s]->name);
	PRINT_ROW(t, "comparisons", "%u", c[s].comparisons);
	PRINT_ROW(t, "false differences, of all comparisons", "%u = %.1f %%", c[s].claims,
		  PERCENT(c[s].claims, c[s].comparisons));
	PRINT_ROW(t, "  95 % interval of their share", "%.1f to %.1f %%",
		  100 * px_binomial_interval(c[s].claims, c[s].comparisons).low,
		  100 * px_binomial_interval(c[s].claims, c[s].comparisons).high);
	PRINT_ROW(t, "tables with one that survives Holm's adjustment", "%u of %u",
		  c[s].tables_claimed, c[s].tables);
	if (!t->bias)
		PRINT_ROW(t, "differences of 5 % found, of all comparisons", "%.0f %%",
			  PERCENT(c[s].found, c[s].comparisons));
	putchar('\n');
	px_text_sentence(stdout, "", "False differences: at most 5 %% are expected; with %llu "
			 "rounds %.1f %%, as ranks are whole numbers. The self-test fails if the "
			 "whole interval is above 5 %%. Longer runs (--seconds) and more rounds "
			 "find more true differences.", t->rounds,
			 100 * px_stats_level((unsigned int)t->rounds));
}

void px_selftest_print_repeatability(const struct px_selftest *t)
{
	const struct px_repeatability *r = &t->repeatability;

	putchar('\n');
	px_text_sentence(stdout, "", "The plan executed twice, with all sides: the %u of %u rows "
			 "whose threads do not sleep", r->rows, t->rows);
	putchar('\n');
	px_text_left(stdout, "medians that differ by at most 5 %", WHAT);
	for (unsigned int s = 0; s < t->nr_plan; s++)
		print_figure("%u of %u = %.0f %%", r->repeated[s], r->rows,
			     PERCENT(r->repeated[s], r->rows));
	putchar('\n');
	if (!r->ratios)
		return;
	px_text_left(stdout, "ratios whose 95 % interval is within ±5 %", WHAT);
	print_figure("%u of %u = %.0f %%", r->precise, r->ratios, PERCENT(r->precise, r->ratios));
	putchar('\n');
}
