// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "measure/case_name.h"
#include "measure/debug_options.h"
#include "measure/text.h"
#include "stats/figure.h"
#include "stats/stats.h"
#include "stats/summary.h"
#include "diff.h"

#define NAME	32u	/* columns of a case's name, */
#define SIDE	9u	/* of a side's, */
#define FIGURE	9u	/* and of a figure */

#define NO_DIFFERENCE	"≈"

static const char *or_unknown(const char *text)
{
	return *text ? text : "unknown";
}

int px_diff_check(const struct px_result_file *before, const struct px_result_file *after,
		  char *why, size_t size)
{
	const struct px_environment *a = &before->environment, *b = &after->environment;

	if (strcmp(a->accelerator, b->accelerator)) {
		snprintf(why, size, "the accelerator differs (%s, %s): times are not comparable",
			 or_unknown(a->accelerator), or_unknown(b->accelerator));
		return -EINVAL;
	}
	if (a->debug != b->debug) {
		const char *odd = px_debug_name(a->debug ^ b->debug, 0);

		snprintf(why, size, "the kernel's debug options differ (%s in one of them): "
			 "times are not comparable", odd ? odd : "another one");
		return -EINVAL;
	}
	return 0;
}

static void print_difference(FILE *out, const char *what, const char *before, const char *after)
{
	if (strcmp(before, after))
		px_text_sentence(out, "  ", "%s: %.40s, then %.40s", what, or_unknown(before),
				 or_unknown(after));
}

static void print_environments(FILE *out, const struct px_environment *a,
			       const struct px_environment *b)
{
	char cpus[2][16];

	snprintf(cpus[0], sizeof(cpus[0]), "%u", a->cpus_allowed);
	snprintf(cpus[1], sizeof(cpus[1]), "%u", b->cpus_allowed);
	print_difference(out, "kernel", a->kernel, b->kernel);
	print_difference(out, "preemption", a->preempt, b->preempt);
	print_difference(out, "machine", a->machine, b->machine);
	print_difference(out, "CPU", a->cpu_model, b->cpu_model);
	print_difference(out, "CPUs", cpus[0], cpus[1]);
	print_difference(out, "libc", a->libc, b->libc);
	print_difference(out, "module by", a->module_compiler, b->module_compiler);
	print_difference(out, "program by", a->user_compiler, b->user_compiler);
	print_difference(out, "source", a->user_hash, b->user_hash);
}

static int find_side(const struct px_result_file *l, const char *name)
{
	for (unsigned int s = 0; s < l->plan.nr_sides; s++)
		if (!strcmp(l->plan.sides[s]->name, name) && px_results_present(&l->results, s))
			return (int)s;
	return -1;
}

struct comparison {
	double ns[2];			/* medians */
	struct px_ratio ratio;		/* after to before */
};

static double median(const double *values, unsigned int n, double *room)
{
	unsigned int finite = 0;

	for (unsigned int i = 0; i < n; i++)
		if (isfinite(values[i]))
			room[finite++] = values[i];
	return px_stats_median(room, finite);
}

/* What is compared: a case on a side, as in the first run of the series after. */
struct subject {
	const struct px_bench_case *bench_case;
	const char *side;
};

/* Finds it in a run. False: it is not there. */
static bool locate(const struct px_result_file *l, const struct subject *s,
		   unsigned int *bench_case, unsigned int *side)
{
	int c = px_plan_find(&l->plan, s->bench_case), d = find_side(l, s->side);

	*bench_case = (unsigned int)c;
	*side = (unsigned int)d;
	return c >= 0 && d >= 0;
}

static unsigned int most_rounds(const struct px_result_file *runs, unsigned int nr)
{
	unsigned int most = 0;

	for (unsigned int i = 0; i < nr; i++)
		if (runs[i].plan.rounds > most)
			most = runs[i].plan.rounds;
	return most;
}

/* The rounds of one run, or the medians of several runs. Returns the number of values. */
static unsigned int gather(const struct px_result_file *runs, unsigned int nr,
			   const struct subject *s, double *values, double *room)
{
	unsigned int bench_case, side;

	if (nr == 1 && locate(runs, s, &bench_case, &side)) {
		px_results_gather(&runs->results, bench_case, side, px_record_ns_per_op, values);
		return runs->plan.rounds;
	}
	for (unsigned int i = 0; i < nr; i++)
		values[i] = !locate(&runs[i], s, &bench_case, &side) ? NAN :
			px_results_median(&runs[i].results, bench_case, side, px_record_ns_per_op,
					  room);
	return nr;
}

static int compare(const struct px_result_file *before, const struct px_result_file *after,
		   unsigned int nr, const struct subject *s, struct comparison *c)
{
	unsigned int rounds[2] = { most_rounds(before, nr), most_rounds(after, nr) };
	unsigned int size = nr + (rounds[0] > rounds[1] ? rounds[0] : rounds[1]), n[2];
	double *first = calloc(3ul * size, sizeof(*first));
	double *second = first + size, *room = second + size;
	int err;

	if (!first)
		return -ENOMEM;
	n[0] = gather(before, nr, s, first, room);
	n[1] = gather(after, nr, s, second, room);
	c->ns[0] = median(first, n[0], room);
	c->ns[1] = median(second, n[1], room);
	err = px_stats_ratio(second, first, n[0] < n[1] ? n[0] : n[1], &c->ratio);
	free(first);
	return err;
}

static const char *classify(const struct px_ratio *ratio, double share, struct px_diff *diff)
{
	diff->compared++;
	if (!ratio->has_interval)
		return diff->pairs > 1 ? "too few runs" : "too few rounds";
	if (ratio->low > 1 + share) {
		diff->slower++;
		return "SLOWER";
	}
	if (ratio->high < 1 / (1 + share)) {
		diff->faster++;
		return "faster";
	}
	return px_ratio_differs(ratio) ? "within" : NO_DIFFERENCE;
}

static void print_row(FILE *out, const char *bench_case, const char *side,
		      const struct comparison *c, const char *result)
{
	char figure[PX_FIGURE_SIZE], estimate[PX_FIGURE_SIZE], interval[2 * PX_FIGURE_SIZE];

	px_text_left(out, bench_case, NAME);
	fputs("  ", out);
	px_text_left(out, side, SIDE);
	for (unsigned int i = 0; i < 2; i++) {
		px_figure_ns(figure, sizeof(figure), c->ns[i]);
		px_text_right(out, figure, FIGURE);
	}
	px_figure_ratio(&c->ratio, estimate, interval);
	px_text_right(out, estimate, 8);
	fputs("  ", out);
	px_text_left(out, interval, 16);
	fprintf(out, "  %s\n", result);
}

static int compare_case(FILE *out, const struct px_result_file *before,
			const struct px_result_file *after, unsigned int bench_case, double share,
			struct px_diff *diff)
{
	char name[128];

	px_case_name(&after->plan, bench_case, name, sizeof(name));
	for (unsigned int s = 0; s < after->plan.nr_sides; s++) {
		struct subject subject = { &after->plan.cases[bench_case],
					   after->plan.sides[s]->name };
		unsigned int before_case, before_side;
		struct comparison c;

		if (!px_results_present(&after->results, s))
			continue;
		if (!locate(before, &subject, &before_case, &before_side)) {
			diff->alone++;
			continue;
		}
		if (compare(before, after, diff->pairs, &subject, &c))
			return -ENOMEM;
		print_row(out, name, subject.side, &c, classify(&c.ratio, share, diff));
		name[0] = '\0';
	}
	return 0;
}

static void print_head(FILE *out)
{
	fputc('\n', out);
	px_text_left(out, "", NAME + 2 + SIDE);
	px_text_right(out, "before", FIGURE);
	px_text_right(out, "after", FIGURE);
	fputs("   after/before\n", out);
	px_text_left(out, "workload", NAME + 2);
	px_text_left(out, "side", SIDE);
	px_text_right(out, "ns/op", FIGURE);
	px_text_right(out, "ns/op", FIGURE);
	fputs("          [95 % interval]   result\n", out);
	for (unsigned int i = 0; i < NAME + SIDE + 2 * FIGURE + 41; i++)
		fputs("─", out);
	fputc('\n', out);
}

static void print_end(FILE *out, const struct px_diff *diff, double share)
{
	fputc('\n', out);
	px_text_sentence(out, "", "%u compared: %u slower, %u faster by more than %.3g %%%s",
			 diff->compared, diff->slower, diff->faster, 100 * share,
			 diff->alone ? "" : ".");
	if (diff->alone)
		px_text_sentence(out, "", "%u of the second file are not in the first.",
				 diff->alone);
	px_text_sentence(out, "SLOWER  ", "the whole interval is above the threshold "
			 "(--threshold); within: a difference, perhaps below the threshold; "
			 NO_DIFFERENCE ": no difference shown; ×2: two threads");
	if (diff->pairs == 1)
		px_text_sentence(out, "", "One run each: the intervals are those of the rounds. "
				 "Effects on a whole run are not included. For those, alternate %u "
				 "runs of each (make compare-revisions).", PX_STATS_MIN_PAIRS);
}

static void print_series(FILE *out, const char *what, const struct px_result_file *runs,
			 unsigned int nr)
{
	fprintf(out, "%s %s", what, runs->path);
	if (nr > 1)
		fprintf(out, " and %u more", nr - 1);
	fputc('\n', out);
}

int px_diff_print(FILE *out, const struct px_result_file *before,
		  const struct px_result_file *after, unsigned int nr, double share,
		  struct px_diff *diff)
{
	int err = 0;

	*diff = (struct px_diff){ .pairs = nr };
	print_series(out, "before:", before, nr);
	print_series(out, "after: ", after, nr);
	print_environments(out, &before->environment, &after->environment);
	print_head(out);
	for (unsigned int c = 0; c < after->plan.nr_cases && !err; c++)
		err = compare_case(out, before, after, c, share, diff);
	if (!err)
		print_end(out, diff, share);
	return err;
}
