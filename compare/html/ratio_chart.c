// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include "charts.h"
#include "gnuplot.h"
#include "measure/case_name.h"
#include "stats/comparison.h"
#include "stats/summary.h"

#define ROW_HEIGHT	22	/* pixels */
#define GREY		"#7f7f7f"	/* no side is faster */

enum ratio_class { FIRST_FASTER, SECOND_FASTER, NO_DIFFERENCE, UNFIT, RATIO_CLASSES };

static enum ratio_class ratio_class(const struct px_summary *summary,
				    const struct px_comparison *comparison)
{
	if (comparison->kind == PX_COMPARED_FASTER)
		return summary->ratio.estimate < 1 ? FIRST_FASTER : SECOND_FASTER;
	return comparison->kind == PX_COMPARED_NO_DIFFERENCE ? NO_DIFFERENCE : UNFIT;
}

/* Writes the ratios of one class as a block of data. Returns their number. */
static unsigned int write_ratios(struct px_gnuplot *plot, const struct px_result_file *file,
				 const unsigned int pair[2], enum ratio_class class)
{
	unsigned int nr = 0, row = 0;

	fprintf(plot->script, "$d%u << END\n", class);
	for (unsigned int c = 0; c < file->plan.nr_cases; c++) {
		struct px_comparison comparison;
		struct px_summary summary;
		char name[128];

		if (px_results_summarize(&file->results, c, &summary) ||
		    px_comparison_get(&file->results, c, pair, &comparison) ||
		    !summary.ratio.has_interval)
			continue;
		if (ratio_class(&summary, &comparison) == class) {
			px_case_name(&file->plan, c, name, sizeof(name));
			fprintf(plot->script, "%.6g %.6g %.6g %u \"%s\"\n", summary.ratio.estimate,
				summary.ratio.low, summary.ratio.high, row, name);
			nr++;
		}
		row++;
	}
	fputs("END\n", plot->script);
	plot->points += nr;
	return nr;
}

static void plot_ratios(struct px_gnuplot *plot, const struct px_result_file *file,
			const unsigned int pair[2])
{
	const struct px_side *first = file->plan.sides[pair[0]];
	const struct px_side *second = file->plan.sides[pair[1]];
	const char *const class_colours[RATIO_CLASSES] = {
		px_chart_colour(first), px_chart_colour(second), GREY, GREY,
	};
	static const int points[RATIO_CLASSES] = { 7, 7, 6, 2 }; /* disc, disc, circle, cross */
	char titles[RATIO_CLASSES][64] = { "", "", "no difference shown", "unfit: not judged" };
	unsigned int nr[RATIO_CLASSES];
	bool begun = false;

	snprintf(titles[FIRST_FASTER], sizeof(titles[0]), "%.40s is faster", first->name);
	snprintf(titles[SECOND_FASTER], sizeof(titles[0]), "%.40s is faster", second->name);
	for (unsigned int i = 0; i < RATIO_CLASSES; i++)
		nr[i] = write_ratios(plot, file, pair, i);
	fprintf(plot->script, "set yrange [%u.5:-0.5]\n", plot->points ? plot->points - 1 : 0);
	for (unsigned int i = 0; i < RATIO_CLASSES; i++) {
		if (!nr[i])
			continue;
		fprintf(plot->script, "%s $d%u using 1:4:2:3:ytic(5) with xerrorbars pt %d ps 0.6 "
			"lc rgb \"%s\" title \"%s\"", begun ? "," : "plot", i, points[i],
			class_colours[i], titles[i]);
		begun = true;
	}
}

int px_chart_ratios(FILE *out, const struct px_result_file *file)
{
	const struct px_side *first, *second;
	struct px_gnuplot plot;
	unsigned int pair[2];

	if (!px_results_pair(&file->results, pair))
		return 0;
	first = file->plan.sides[pair[0]];
	second = file->plan.sides[pair[1]];
	if (px_gnuplot_begin(&plot, 110 + ROW_HEIGHT * file->plan.nr_cases))
		return -ENOMEM;
	fprintf(plot.script,
		"set logscale x\nset key outside top center horizontal\n"
		"set xtics (\"1/100\" 0.01, \"1/10\" 0.1, "
		"\"1/4\" 0.25, \"1/2\" 0.5, 1, 2, 4, 10, 100)\n"
		"set arrow from 1, graph 0 to 1, graph 1 nohead lw 1.5 lc rgb \"#808080\"\n"
		"set xlabel \"%s / %s: left of 1, %s is faster\"\n",
		first->name, second->name, first->name);
	plot_ratios(&plot, file, pair);
	return px_gnuplot_end(
		&plot, out, "ratios",
		"The ratio of %s to %s for each workload, with its "
		"95 %% interval, in the colour of the faster side; grey circle: no "
		"difference shown; grey cross: not judged. The table has the same data.",
		first->name, second->name);
}
