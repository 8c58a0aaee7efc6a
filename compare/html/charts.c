// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "html.h"
#include "stats/comparison.h"
#include "stats/latency.h"
#include "charts.h"
#include "measure/case_name.h"
#include "stats/summary.h"
#include "stats/stats.h"

#define WIDTH	760
#define HEIGHT	300
#define ROW	22		/* pixels of a ratio */

/* What is drawn in black takes the reader's ink: rules of style go before attributes. */
static const char style[] =
	"<style>:root{--ink:#222}@media(prefers-color-scheme:dark){:root{--ink:#ddd}}"
	"@media print{:root{--ink:#000}}"
	"[stroke=\"black\"]{stroke:var(--ink)}[fill=\"black\"]{fill:var(--ink)}"
	"[color=\"black\"]{color:var(--ink)}</style>";

/* Told apart on white and on black, and by who sees few colours. */
static const char *const colours[] = {
	"#d1495b", "#2e86c1", "#d68910", "#2e9e6b", "#8e6bbf", "#6c7a89", "#c0629b", "#7d8a2e",
};

#define COLOUR(n)	colours[(n) % (sizeof(colours) / sizeof(colours[0]))]

struct script {
	char *text;
	size_t size;
	FILE *out;
	unsigned int plots;		/* so far */
};

static int script_begin(struct script *s, unsigned int height)
{
	*s = (struct script){ .text = NULL };
	s->out = open_memstream(&s->text, &s->size);
	if (!s->out)
		return -ENOMEM;
	fprintf(s->out, "set term svg size %d,%u font \"sans-serif,13\" noenhanced\n"
		"set grid lw 0.5\nset key outside right top\nset tics nomirror\nset border 3\n",
		WIDTH, height);
	return 0;
}

int px_chart_probe(char *why, size_t size)
{
	if (!system("command -v gnuplot >/dev/null 2>&1"))
		return 0;
	snprintf(why, size, "gnuplot is not there: expected on the PATH (Debian: gnuplot-nox)");
	return -ENOENT;
}

static char *read_all(FILE *in, size_t *size)
{
	char *text = NULL, block[4096];
	FILE *out = open_memstream(&text, size);
	size_t n;

	if (!out)
		return NULL;
	while ((n = fread(block, 1, sizeof(block), in)))
		fwrite(block, 1, n, out);
	fclose(out);
	return text;
}

/* What gnuplot makes of a file; NULL: nothing. */
static char *draw(const char *path)
{
	char command[128], *svg;
	size_t size;
	FILE *pipe;

	snprintf(command, sizeof(command), "gnuplot %s 2>/dev/null", path);
	pipe = popen(command, "r");
	if (!pipe)
		return NULL;
	svg = read_all(pipe, &size);
	if (!pclose(pipe) && svg && strstr(svg, "</svg>"))
		return svg;
	free(svg);
	return NULL;
}

static int put_picture(FILE *out, const char *svg, const char *alt)
{
	const char *start = strstr(svg, "<svg"), *inside = start ? strchr(start, '>') : NULL;
	char *whole = NULL;
	int size;

	if (!inside)
		return -EIO;
	size = asprintf(&whole, "%.*s%s%s", (int)(inside + 1 - start), start, style, inside + 1);
	if (size < 0)
		return -ENOMEM;
	fputs("<img alt=\"", out);
	px_html_text(out, alt);
	fputs("\" src=\"data:image/svg+xml;base64,", out);
	px_html_base64(out, whole, (size_t)size);
	fputs("\">\n", out);
	free(whole);
	return 0;
}

static int run_file(FILE *out, struct script *s, const char *alt)
{
	char path[] = "/tmp/px-picture-XXXXXX", *svg = NULL;
	int fd = mkstemp(path);
	int err = fd < 0 ? -errno : 0;

	if (!err && write(fd, s->text, s->size) != (ssize_t)s->size)
		err = -EIO;
	if (!err)
		svg = draw(path);
	if (fd >= 0) {
		close(fd);
		unlink(path);
	}
	if (!err)
		err = svg ? put_picture(out, svg, alt) : -EIO;
	free(svg);
	return err;
}

/* Draws what was written, unless there is nothing in it, and forgets it. */
static int script_end(struct script *s, FILE *out, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static int script_end(struct script *s, FILE *out, const char *format, ...)
{
	char alt[512];
	va_list args;
	int err = 0;

	fputc('\n', s->out);
	fclose(s->out);
	va_start(args, format);
	vsnprintf(alt, sizeof(alt), format, args);
	va_end(args);
	if (s->plots)
		err = run_file(out, s, alt);
	free(s->text);
	return err;
}

/* ---- ratios ---------------------------------------------------------------- */

/* What is not fit to be judged is not to catch the eye, nor is what is alike. */
static const char *ratio_colour(enum px_comparison_kind kind)
{
	return kind == PX_COMPARED_FASTER ? "0xd1495b" : kind == PX_COMPARED_ALIKE ? "0x2e86c1" : "0x9a9a9a";
}

static void put_ratio(struct script *s, const struct px_result_file *l, unsigned int cell)
{
	struct px_comparison judgement;
	struct px_summary summary;
	char name[128];

	if (px_results_summarize(&l->results, cell, &summary) ||
	    px_comparison_get(&l->results, cell, &judgement) || !summary.ratio.has_interval)
		return;
	px_case_name(&l->plan, cell, name, sizeof(name));
	fprintf(s->out, "%.6g %.6g %.6g %u %s \"%s\"\n", summary.ratio.estimate, summary.ratio.low,
		summary.ratio.high, s->plots++, ratio_colour(judgement.kind), name);
}

int px_chart_ratios(FILE *out, const struct px_result_file *l)
{
	const char *first, *second;
	struct script s;
	unsigned int pair[2];

	if (!px_results_pair(&l->results, pair))
		return 0;
	first = l->plan.sides[pair[0]]->name;
	second = l->plan.sides[pair[1]]->name;
	if (script_begin(&s, 90 + ROW * l->plan.nr_cases))
		return -ENOMEM;
	fputs("$d << END\n", s.out);
	for (unsigned int c = 0; c < l->plan.nr_cases; c++)
		put_ratio(&s, l, c);
	fprintf(s.out, "END\nset logscale x\nunset key\nset yrange [%u.5:-0.5]\n"
		"set xtics (\"1/100\" 0.01, \"1/10\" 0.1, \"1/4\" 0.25, \"1/2\" 0.5, 1, 2, 4, 10, 100)\n"
		"set arrow from 1, graph 0 to 1, graph 1 nohead lw 1.5 lc rgb \"#808080\"\n"
		"set xlabel \"%s / %s: left of 1, %s is faster\"\n"
		"plot $d using 1:4:2:3:5:ytic(6) with xerrorbars pt 7 ps 0.6 lc rgb variable",
		s.plots ? s.plots - 1 : 0, first, second, first);
	return script_end(&s, out, "The ratio of %s to %s for each workload, with its 95 %% interval: "
			  "red where one is faster, blue where no difference is shown, grey "
			  "where it cannot be judged. The table says the same.", first, second);
}

/* ---- lines ------------------------------------------------------------------ */

/* Of several files, only the two sides that are compared: or nobody could tell them apart. */
static bool drawn(const struct px_result_file *l, unsigned int nr, unsigned int side)
{
	unsigned int pair[2];

	if (!px_results_present(&l->results, side))
		return false;
	return nr == 1 || !px_results_pair(&l->results, pair) || side == pair[0] || side == pair[1];
}

#define POINTS	"linespoints pt 7 ps 0.5"

struct line {
	unsigned int file, side, nr;
};

typedef void point_writer(struct script *s, const struct px_result_file *l, const char *workload,
			  unsigned int side);

static void title(char *text, size_t size, const struct px_result_file *l, unsigned int nr,
		  unsigned int side)
{
	if (nr == 1)
		snprintf(text, size, "%s", l->plan.sides[side]->name);
	else
		snprintf(text, size, "%s, %.24s", l->plan.sides[side]->name, l->environment.kernel);
}

/* One block of points for each line, then one plot of all. How many lines there are. */
static unsigned int put_lines(struct script *s, const struct px_result_file *loaded, unsigned int nr,
			      const char *workload, const char *with, point_writer *write)
{
	struct line lines[PX_MAX_SIDES * 8];
	unsigned int n = 0;

	for (unsigned int f = 0; f < nr; f++)
		for (unsigned int d = 0; d < loaded[f].plan.nr_sides; d++) {
			if (!drawn(&loaded[f], nr, d) || n == sizeof(lines) / sizeof(lines[0]))
				continue;
			lines[n] = (struct line){ f, d, s->plots };
			fprintf(s->out, "$d%u << END\n", n);
			write(s, &loaded[f], workload, d);
			fputs("END\n", s->out);
			lines[n].nr = s->plots - lines[n].nr;
			n++;
		}
	for (unsigned int i = 0, first = 1; i < n; i++) {
		char text[64];

		if (!lines[i].nr)
			continue;
		title(text, sizeof(text), &loaded[lines[i].file], nr, lines[i].side);
		fprintf(s->out, "%s $d%u using 1:2 with %s lw 2 dt %d lc rgb \"%s\" title \"%s\"",
			first ? "plot" : ",", i, with, nr > 1 && lines[i].side ? 2 : 1,
			COLOUR(nr > 1 ? lines[i].file : lines[i].side), text);
		first = 0;
	}
	return n;
}

static bool is_of(const struct px_result_file *l, unsigned int cell, const char *workload)
{
	return !strcmp(l->plan.cases[cell].workload, workload);
}

static void put_costs(struct script *s, const struct px_result_file *l, const char *workload,
		      unsigned int side)
{
	for (unsigned int c = 0; c < l->plan.nr_cases; c++) {
		struct px_summary summary;

		if (!is_of(l, c, workload) || px_results_summarize(&l->results, c, &summary) ||
		    !(summary.ns_per_op[side] > 0))
			continue;
		fprintf(s->out, "%u %.6g\n", l->plan.cases[c].spec.threads,
			summary.ns_per_op[side]);
		s->plots++;
	}
}

int px_chart_cost(FILE *out, const struct px_result_file *loaded, unsigned int nr,
		    const char *workload)
{
	struct script s;

	if (script_begin(&s, HEIGHT))
		return -ENOMEM;
	fputs("set logscale y\nset xlabel \"threads\"\nset ylabel \"ns/op\"\nset xtics 1\n"
	      "set offsets 0.2, 0.2, 0, 0\n", s.out);
	put_lines(&s, loaded, nr, workload, POINTS, put_costs);
	return script_end(&s, out, "%s: nanoseconds of a worker's time for one operation against "
			  "the number of threads, a line for each side; the figures stand in the "
			  "table.", workload);
}

static void put_unevenness(struct script *s, const struct px_result_file *l, const char *workload,
			   unsigned int side)
{
	double values[1000];

	for (unsigned int c = 0; c < l->plan.nr_cases; c++) {
		unsigned int n = 0;

		if (!is_of(l, c, workload) || l->plan.cases[c].spec.threads < 2)
			continue;
		px_results_gather(&l->results, c, side, px_record_unevenness, values);
		for (unsigned int r = 0; r < l->plan.rounds; r++)
			if (isfinite(values[r]))
				values[n++] = values[r];
		if (!n)
			continue;
		fprintf(s->out, "%u %.6g\n", l->plan.cases[c].spec.threads,
			100 * px_stats_median(values, n));
		s->plots++;
	}
}

int px_chart_fairness(FILE *out, const struct px_result_file *loaded, unsigned int nr,
			const char *workload)
{
	struct script s;

	if (script_begin(&s, HEIGHT))
		return -ENOMEM;
	fputs("set xlabel \"threads\"\nset ylabel \"unevenness, %\"\nset xtics 1\nset yrange [0:1<*]\n"
	      "set offsets 0.2, 0.2, 0, 0\n", s.out);
	put_lines(&s, loaded, nr, workload, POINTS, put_unevenness);
	return script_end(&s, out, "%s: how unevenly the workers came to their operations, the "
			  "standard deviation of their numbers over the mean in percent, against "
			  "the number of threads, a line for each side.", workload);
}

/* The cell of the workload with the most threads that was timed on that side; -1: none. */
static int widest(const struct px_result_file *l, const char *workload, unsigned int side)
{
	int found = -1;

	for (unsigned int c = 0; c < l->plan.nr_cases; c++)
		if (is_of(l, c, workload) && px_results_timed(&l->results, c, side) &&
		    (found < 0 || l->plan.cases[c].spec.threads >
		     l->plan.cases[found].spec.threads))
			found = (int)c;
	return found;
}

static void put_shares(struct script *s, const struct px_result_file *l, const char *workload,
		       unsigned int side)
{
	int cell = widest(l, workload, side);
	const struct px_histogram *h;
	double steps, left;

	if (cell < 0)
		return;
	h = px_results_timed(&l->results, (unsigned int)cell, side)->latency;
	steps = left = (double)px_latency_steps(h);
	for (uint32_t i = 0; i < PX_HISTOGRAM_BUCKETS; i++) {
		if (!h->buckets[i])
			continue;
		fprintf(s->out, "%.6g %.6g\n", fmax(1, (double)px_histogram_low(i)), left / steps);
		left -= (double)h->buckets[i];
		s->plots++;
	}
}

int px_chart_latency(FILE *out, const struct px_result_file *loaded, unsigned int nr,
		       const char *workload)
{
	struct script s;

	if (script_begin(&s, HEIGHT))
		return -ENOMEM;
	fputs("set logscale xy\nset xlabel \"ns\"\nset ylabel \"share of steps that took longer\"\n"
	      "set format x \"10^%T\"\nset format y \"10^%T\"\n", s.out);
	put_lines(&s, loaded, nr, workload, "lines", put_shares);
	return script_end(&s, out, "%s: the share of steps that took at least so long, both on "
			  "logarithmic scales, a line for each side; quantiles stand in the table.",
			  workload);
}
