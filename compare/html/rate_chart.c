// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <math.h>
#include <string.h>
#include "charts.h"
#include "gnuplot.h"
#include "stats/latency.h"

#define HEIGHT	300	/* pixels */

static const struct {
	const char *name;
	double share;
	unsigned int dash, point;
} lines[] = { { "p50", 0.5, 1, 7 }, { "p99", 0.99, 2, 6 } };

#define LINES	(sizeof(lines) / sizeof(lines[0]))

/* The first case of the workload among those with the most threads. */
static const struct px_run_spec *drawn_spec(const struct px_plan *plan, const char *workload)
{
	const struct px_run_spec *most = NULL;

	for (unsigned int c = 0; c < plan->nr_cases; c++)
		if (!strcmp(plan->cases[c].workload, workload) &&
		    (!most || plan->cases[c].spec.threads > most->threads))
			most = &plan->cases[c].spec;
	return most;
}

/* The line has the cases that differ from the drawn one in the rate only. */
static bool is_drawn(const struct px_bench_case *bench_case, const char *workload,
		     const struct px_run_spec *drawn)
{
	struct px_run_spec spec = bench_case->spec;

	spec.rate = drawn->rate;
	return !strcmp(bench_case->workload, workload) && !memcmp(&spec, drawn, sizeof(spec));
}

/* Writes the points of a line as a block of data. Returns their number. */
static unsigned int write_points(struct px_gnuplot *plot, const struct px_result_file *file,
				 const char *workload, unsigned int side, unsigned int line)
{
	const struct px_plan *plan = &file->plan;
	const struct px_run_spec *drawn = drawn_spec(plan, workload);
	struct px_latencies latencies;
	unsigned int nr = 0;

	fprintf(plot->script, "$d%u_%u << END\n", side, line);
	for (unsigned int c = 0; c < plan->nr_cases; c++) {
		double ns;

		if (!is_drawn(&plan->cases[c], workload, drawn) ||
		    !px_latencies_get(&file->results, c, side, &latencies))
			continue;
		ns = px_latency_percentile(&latencies.histogram, lines[line].share);
		if (!isfinite(ns))
			continue;
		fprintf(plot->script, "%llu %.6g\n",
			(unsigned long long)plan->cases[c].spec.rate, fmax(1, ns));
		nr++;
	}
	fputs("END\n", plot->script);
	plot->points += nr;
	return nr;
}

int px_chart_rate(FILE *out, const struct px_result_file *file, const char *workload)
{
	unsigned int nr[PX_MAX_SIDES][LINES];
	struct px_gnuplot plot;
	bool begun = false;
	char name[96];

	if (px_gnuplot_begin(&plot, HEIGHT))
		return -ENOMEM;
	fputs("set logscale xy\nset xlabel \"asked rate, ops/s\"\n"
	      "set ylabel \"response time, ns\"\nset format x \"10^%T\"\n"
	      "set format y \"10^%T\"\nset offsets graph 0.05, graph 0.05, 0, 0\n"
	      "set key outside right\n", plot.script);
	for (unsigned int s = 0; s < file->plan.nr_sides; s++)
		for (unsigned int i = 0; i < LINES; i++)
			nr[s][i] = write_points(&plot, file, workload, s, i);
	for (unsigned int s = 0; s < file->plan.nr_sides; s++)
		for (unsigned int i = 0; i < LINES; i++) {
			if (!nr[s][i])
				continue;
			fprintf(plot.script, "%s $d%u_%u using 1:2 with linespoints lw 2 dt %u "
				"pt %u ps 0.6 lc rgb \"%s\" title \"%s %s\"", begun ? "," : "plot",
				s, i, lines[i].dash, lines[i].point,
				px_chart_colour(file->plan.sides[s]), file->plan.sides[s]->name,
				lines[i].name);
			begun = true;
		}
	snprintf(name, sizeof(name), "%s-rate", workload);
	return px_gnuplot_end(&plot, out, name,
			      "%s: the median and the 99th percentile of the response time "
			      "against the asked rate, with logarithmic scales, two lines for each "
			      "side. The table has the figures.",
			      workload);
}
