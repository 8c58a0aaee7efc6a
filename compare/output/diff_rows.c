// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "diff_rows.h"
#include "stats/comparison.h"
#include "stats/holm.h"
#include "stats/summary.h"

static int find_side(const struct px_result_file *l, const char *name)
{
	for (unsigned int s = 0; s < l->plan.nr_sides; s++)
		if (!strcmp(l->plan.sides[s]->name, name) && px_results_present(&l->results, s))
			return (int)s;
	return -1;
}

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

/* Why one of the runs cannot be compared; NULL: all can. */
static const char *fault_of(const struct px_result_file *runs, unsigned int nr,
			    const struct subject *s)
{
	unsigned int bench_case, side;
	const char *fault = NULL;

	for (unsigned int i = 0; i < nr && !fault; i++)
		if (locate(&runs[i], s, &bench_case, &side))
			fault = px_comparison_fault(&runs[i].results, bench_case, side);
	return fault;
}

static int compare(const struct px_result_file *before, const struct px_result_file *after,
		   unsigned int nr, const struct subject *s, struct px_diff_row *row)
{
	unsigned int rounds[2] = { most_rounds(before, nr), most_rounds(after, nr) };
	unsigned int size = nr + (rounds[0] > rounds[1] ? rounds[0] : rounds[1]), n[2], pairs;
	double *first = calloc(3ul * size, sizeof(*first));
	double *second = first + size, *room = second + size;
	int err;

	if (!first)
		return -ENOMEM;
	n[0] = gather(before, nr, s, first, room);
	n[1] = gather(after, nr, s, second, room);
	row->ns[0] = median(first, n[0], room);
	row->ns[1] = median(second, n[1], room);
	row->fault = fault_of(before, nr, s);
	if (!row->fault)
		row->fault = fault_of(after, nr, s);
	pairs = row->fault ? 0 : n[0] < n[1] ? n[0] : n[1];
	err = px_stats_ratio(second, first, pairs, &row->ratio);
	row->p = row->ratio.has_interval ? row->ratio.p : NAN;
	free(first);
	return err;
}

static int make_row(const struct px_result_file *before, const struct px_result_file *after,
		    unsigned int nr, struct px_diff_row *row)
{
	const struct subject subject = { &after->plan.cases[row->bench_case],
					 after->plan.sides[row->side]->name };
	unsigned int bench_case, side;

	row->p = NAN;
	row->alone = !locate(before, &subject, &bench_case, &side);
	return row->alone ? 0 : compare(before, after, nr, &subject, row);
}

static int adjust(struct px_diff_rows *all)
{
	double *p = calloc(all->nr + 1ul, sizeof(*p));
	bool *survives = calloc(all->nr + 1ul, sizeof(*survives));
	int err = p && survives ? 0 : -ENOMEM;
	unsigned int most = 0;

	for (unsigned int i = 0; i < all->nr && !err; i++)
		p[i] = all->rows[i].p;
	if (!err)
		all->judged = px_holm(p, all->nr, survives);
	for (unsigned int i = 0; i < all->nr && !err; i++) {
		all->rows[i].survives = survives[i];
		if (!isnan(p[i]) && all->rows[i].ratio.n > most)
			most = all->rows[i].ratio.n;
	}
	all->pairs_needed = px_holm_pairs(all->judged);
	all->hopeless = all->judged && most < all->pairs_needed;
	free(survives);
	free(p);
	return err;
}

int px_diff_rows_make(struct px_diff_rows *all, const struct px_result_file *before,
		      const struct px_result_file *after, unsigned int nr)
{
	const struct px_plan *plan = &after->plan;
	int err = 0;

	*all = (struct px_diff_rows){ 0 };
	all->rows = calloc((size_t)plan->nr_cases * plan->nr_sides, sizeof(*all->rows));
	if (!all->rows)
		return -ENOMEM;
	for (unsigned int c = 0; c < plan->nr_cases; c++) {
		for (unsigned int s = 0; s < plan->nr_sides && !err; s++) {
			if (!px_results_present(&after->results, s))
				continue;
			all->rows[all->nr].bench_case = c;
			all->rows[all->nr].side = s;
			err = make_row(before, after, nr, &all->rows[all->nr++]);
		}
	}
	return err ? err : adjust(all);
}
