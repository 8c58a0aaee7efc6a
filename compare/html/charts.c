// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "charts.h"
#include "gnuplot.h"
#include "stats/check_status.h"
#include "stats/latency.h"
#include "stats/summary.h"

#define HEIGHT		300	/* pixels */
#define MAX_LINES	(PX_MAX_SIDES * 8)

/* Readable on white and on black, and distinct for readers who are colour-blind. */
static const struct {
	const char *kind, *colour;
} colours[] = {
	{ "kernel", "#2e86c1" }, { "user", "#d68910" }, { "ioctl", "#2e9e6b" },
	{ "uring", "#8e6bbf" },
};

const char *px_chart_colour(const struct px_side *side)
{
	for (size_t i = 0; i < sizeof(colours) / sizeof(colours[0]); i++)
		if (!strcmp(colours[i].kind, px_side_kind(side)))
			return colours[i].colour;
	return "#c0629b";
}

struct line {
	unsigned int file, side, points;
};

typedef void line_writer(struct px_gnuplot *plot, const struct px_result_file *file,
			 const char *workload, unsigned int side);

/* With several files only the two compared sides are drawn; more lines would be unreadable. */
static bool is_drawn(const struct px_result_file *file, unsigned int nr, unsigned int side)
{
	unsigned int pair[2];

	if (!px_results_present(&file->results, side))
		return false;
	return nr == 1 || !px_results_pair(&file->results, pair) || side == pair[0] ||
	       side == pair[1];
}

/* Sides of one kind before this one: they have the same colour, and other line styles. */
static unsigned int nth_of_kind(const struct px_result_file *file, unsigned int side)
{
	unsigned int nth = 0;

	for (unsigned int s = 0; s < side; s++)
		nth += !strcmp(px_side_kind(file->plan.sides[s]),
			       px_side_kind(file->plan.sides[side]));
	return nth;
}

static void plot_line(struct px_gnuplot *plot, const struct px_result_file *files, unsigned int nr,
		      const struct line *line, const char *with)
{
	static const int points[] = { 7, 5, 9, 13, 11, 15 };	/* disc, square, triangle … */
	const struct px_result_file *file = &files[line->file];
	const struct px_side *side = file->plan.sides[line->side];
	unsigned int style = nr > 1 ? line->file : nth_of_kind(file, line->side);

	fprintf(plot->script, "with %s lw 2 dt %u ", with, style % 5 + 1);
	if (!strcmp(with, "linespoints"))
		fprintf(plot->script, "pt %d ps 0.6 ",
			points[style % (sizeof(points) / sizeof(points[0]))]);
	fprintf(plot->script, "lc rgb \"%s\" title \"%s", px_chart_colour(side), side->name);
	if (nr > 1)
		fprintf(plot->script, ", %.24s", file->environment.kernel);
	fputs("\"", plot->script);
}

/* Writes a block of points for each line, then one plot of all. */
static void write_lines(struct px_gnuplot *plot, const struct px_result_file *files,
			unsigned int nr, const char *workload, const char *with, line_writer *write)
{
	struct line lines[MAX_LINES];
	unsigned int n = 0;
	bool begun = false;

	for (unsigned int f = 0; f < nr; f++)
		for (unsigned int s = 0; s < files[f].plan.nr_sides; s++) {
			if (!is_drawn(&files[f], nr, s) || n == MAX_LINES)
				continue;
			lines[n] = (struct line) { f, s, plot->points };
			fprintf(plot->script, "$d%u << END\n", n);
			write(plot, &files[f], workload, s);
			fputs("END\n", plot->script);
			lines[n].points = plot->points - lines[n].points;
			n++;
		}
	for (unsigned int i = 0; i < n; i++) {
		if (!lines[i].points)
			continue;
		fprintf(plot->script, "%s $d%u using 1:2 ", begun ? "," : "plot", i);
		plot_line(plot, files, nr, &lines[i], with);
		begun = true;
	}
}

/* A line has the cases of the workload's first kind only. */
static bool is_case_of(const struct px_result_file *file, unsigned int bench_case,
		       const char *workload)
{
	const struct px_bench_case *first = file->plan.cases;

	while (strcmp(first->workload, workload) && first < &file->plan.cases[bench_case])
		first++;
	return !strcmp(file->plan.cases[bench_case].workload, workload) &&
	       file->plan.cases[bench_case].spec.kind == first->spec.kind;
}

static void write_cost(struct px_gnuplot *plot, const struct px_result_file *file,
		       const char *workload, unsigned int side)
{
	for (unsigned int c = 0; c < file->plan.nr_cases; c++) {
		struct px_summary summary;

		if (!is_case_of(file, c, workload) ||
		    px_results_summarize(&file->results, c, &summary) ||
		    !(summary.ns_per_op[side] > 0) ||
		    !px_check_status_sound(&file->results, c, side))
			continue;
		fprintf(plot->script, "%u %.6g\n", file->plan.cases[c].spec.threads,
			summary.ns_per_op[side]);
		plot->points++;
	}
}

int px_chart_cost(FILE *out, const struct px_result_file *files, unsigned int nr,
		  const char *workload)
{
	struct px_gnuplot plot;
	char name[96];

	if (px_gnuplot_begin(&plot, HEIGHT))
		return -ENOMEM;
	fputs("set logscale y\nset xlabel \"threads\"\nset ylabel \"ns/op\"\nset xtics 1\n"
	      "set offsets 0.2, 0.2, 0, 0\n", plot.script);
	write_lines(&plot, files, nr, workload, "linespoints", write_cost);
	snprintf(name, sizeof(name), "%s-cost", workload);
	return px_gnuplot_end(
		&plot, out, name,
		"%s: nanoseconds of a worker's time for one operation "
		"against the number of threads, a line for each side. The table has the "
		"figures.",
		workload);
}

static void write_unevenness(struct px_gnuplot *plot, const struct px_result_file *file,
			     const char *workload, unsigned int side)
{
	double *values = calloc(file->plan.rounds, sizeof(*values));

	for (unsigned int c = 0; values && c < file->plan.nr_cases; c++) {
		double median;

		if (!is_case_of(file, c, workload) || file->plan.cases[c].spec.threads < 2)
			continue;
		median = px_results_median(&file->results, c, side, px_record_unevenness, values);
		if (!isfinite(median))
			continue;
		fprintf(plot->script, "%u %.6g\n", file->plan.cases[c].spec.threads, 100 * median);
		plot->points++;
	}
	free(values);
}

int px_chart_fairness(FILE *out, const struct px_result_file *files, unsigned int nr,
		      const char *workload)
{
	struct px_gnuplot plot;
	char name[96];

	if (px_gnuplot_begin(&plot, HEIGHT))
		return -ENOMEM;
	fputs("set xlabel \"threads\"\nset ylabel \"unevenness, %\"\n"
	      "set xtics 1\nset yrange [0:1<*]\n"
	      "set offsets 0.2, 0.2, 0, 0\n",
	      plot.script);
	write_lines(&plot, files, nr, workload, "linespoints", write_unevenness);
	snprintf(name, sizeof(name), "%s-fairness", workload);
	return px_gnuplot_end(
		&plot, out, name,
		"%s: how unevenly the workers shared the operations, as "
		"the standard deviation over the mean in percent, against the number of "
		"threads, a line for each side.",
		workload);
}

/* The timed case of the workload with the most threads; -1: none. */
static int widest_case(const struct px_result_file *file, const char *workload, unsigned int side)
{
	int widest = -1;

	for (unsigned int c = 0; c < file->plan.nr_cases; c++)
		if (is_case_of(file, c, workload) && px_results_timed(&file->results, c, side) &&
		    (widest < 0 || file->plan.cases[c].spec.threads >
		     file->plan.cases[widest].spec.threads))
			widest = (int)c;
	return widest;
}

static void write_latency(struct px_gnuplot *plot, const struct px_result_file *file,
			  const char *workload, unsigned int side)
{
	int widest = widest_case(file, workload, side);
	const struct px_histogram *latency;
	double steps, left;

	if (widest < 0)
		return;
	latency = px_results_timed(&file->results, (unsigned int)widest, side)->latency;
	steps = left = (double)px_latency_steps(latency);
	for (uint32_t i = 0; i < PX_HISTOGRAM_BUCKETS; i++) {
		if (!latency->buckets[i])
			continue;
		fprintf(plot->script, "%.6g %.6g\n", fmax(1, (double)px_histogram_low(i)),
			left / steps);
		left -= (double)latency->buckets[i];
		plot->points++;
	}
}

int px_chart_latency(FILE *out, const struct px_result_file *files, unsigned int nr,
		     const char *workload)
{
	struct px_gnuplot plot;
	char name[96];

	if (px_gnuplot_begin(&plot, HEIGHT))
		return -ENOMEM;
	fputs("set logscale xy\nset xlabel \"ns\"\nset ylabel \"share of steps that took longer\"\n"
	      "set format x \"10^%T\"\nset format y \"10^%T\"\n", plot.script);
	write_lines(&plot, files, nr, workload, "lines", write_latency);
	snprintf(name, sizeof(name), "%s-latency", workload);
	return px_gnuplot_end(&plot, out, name,
			      "%s: the share of steps that took longer than a time, "
			      "with logarithmic scales, a line for each side. The table has the "
			      "quantiles.",
			      workload);
}
