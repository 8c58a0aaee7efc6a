// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include "charts.h"
#include "gnuplot.h"
#include "measure/case_name.h"
#include "stats/comparison.h"

#define ROW_HEIGHT	22	/* pixels */
#define GREY		"#7f7f7f"	/* no side is faster */

enum ratio_class { FIRST_FASTER, SECOND_FASTER, FIRST_WEAK, SECOND_WEAK, NO_DIFFERENCE, UNFIT,
		   RATIO_CLASSES };

static enum ratio_class ratio_class(const struct px_comparison *row)
{
	if (row->kind == PX_COMPARED_FASTER && row->survives)
		return row->ratio.estimate < 1 ? FIRST_FASTER : SECOND_FASTER;
	if (row->kind == PX_COMPARED_FASTER)
		return row->ratio.estimate < 1 ? FIRST_WEAK : SECOND_WEAK;
	return row->kind == PX_COMPARED_NO_DIFFERENCE ? NO_DIFFERENCE : UNFIT;
}

/* Writes the ratios of one class as a block of data. A row without an interval has no mark. */
static unsigned int write_ratios(struct px_gnuplot *plot, const struct px_result_file *file,
				 const struct px_comparisons *all, enum ratio_class class)
{
	unsigned int nr = 0, row = 0;

	fprintf(plot->script, "$d%u << END\n", class);
	for (unsigned int c = 0; c < all->nr; c++) {
		const struct px_ratio *ratio = &all->rows[c].ratio;
		char name[128];

		if (!ratio->has_interval)
			continue;
		if (ratio_class(&all->rows[c]) == class) {
			px_case_name(&file->plan, c, name, sizeof(name));
			fprintf(plot->script, "%.6g %.6g %.6g %u \"%s\"\n", ratio->estimate,
				ratio->low, ratio->high, row, name);
			nr++;
		}
		row++;
	}
	fputs("END\n", plot->script);
	plot->points += nr;
	return nr;
}

static void plot_ratios(struct px_gnuplot *plot, const struct px_result_file *file,
			const struct px_comparisons *all)
{
	const struct px_side *first = file->plan.sides[all->pair[0]];
	const struct px_side *second = file->plan.sides[all->pair[1]];
	const char *const class_colours[RATIO_CLASSES] = {
		px_chart_colour(first), px_chart_colour(second),
		px_chart_colour(first), px_chart_colour(second), GREY, GREY,
	};
	/* disc, disc, circle, circle, circle, cross */
	static const int points[RATIO_CLASSES] = { 7, 7, 6, 6, 6, 2 };
	char titles[RATIO_CLASSES][64] = { "", "", "perhaps by chance", "perhaps by chance",
					   "no difference shown", "unfit: not judged" };
	unsigned int nr[RATIO_CLASSES];
	bool begun = false;

	snprintf(titles[FIRST_FASTER], sizeof(titles[0]), "%.40s is faster", first->name);
	snprintf(titles[SECOND_FASTER], sizeof(titles[0]), "%.40s is faster", second->name);
	for (unsigned int i = 0; i < RATIO_CLASSES; i++)
		nr[i] = write_ratios(plot, file, all, i);
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
	struct px_comparisons all;
	int err = px_comparisons_default(&all, &file->results);

	if (err || !all.rows) {
		px_comparisons_free(&all);
		return err;
	}
	first = file->plan.sides[all.pair[0]];
	second = file->plan.sides[all.pair[1]];
	if (px_gnuplot_begin(&plot, 110 + ROW_HEIGHT * file->plan.nr_cases)) {
		px_comparisons_free(&all);
		return -ENOMEM;
	}
	fprintf(plot.script,
		"set logscale x\nset key outside top center horizontal\n"
		"set xtics (\"1/100\" 0.01, \"1/10\" 0.1, "
		"\"1/4\" 0.25, \"1/2\" 0.5, 1, 2, 4, 10, 100)\n"
		"set arrow from 1, graph 0 to 1, graph 1 nohead lw 1.5 lc rgb \"#808080\"\n"
		"set xlabel \"%s / %s: left of 1, %s is faster\"\n",
		first->name, second->name, first->name);
	plot_ratios(&plot, file, &all);
	px_comparisons_free(&all);
	return px_gnuplot_end(
		&plot, out, "ratios",
		"The ratio of %s to %s for each workload, with its "
		"95 %% interval, in the colour of the faster side; open circle: perhaps by chance, "
		"as it does not survive the adjustment for all rows; grey circle: no difference "
		"shown; grey cross: unfit. A row that is not judged has no mark. The table has the "
		"same data.",
		first->name, second->name);
}
