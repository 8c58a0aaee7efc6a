// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include "break_even.h"
#include "stats.h"

struct rounds {
	const double *call, *kernel, *user;
	unsigned int n;
	double *in_kernel, *in_user;	/* room for n each */
};

/* The time of n steps in one call, over their time in user space. */
static int ratio_at(const struct rounds *r, double steps, struct px_ratio *ratio)
{
	for (unsigned int i = 0; i < r->n; i++) {
		double call_cost = fmax(r->call[i] - r->kernel[i], 0);

		r->in_kernel[i] = isfinite(r->call[i]) ? call_cost + steps * r->kernel[i] : NAN;
		r->in_user[i] = steps * r->user[i];
	}
	return px_stats_ratio(r->in_kernel, r->in_user, r->n, ratio);
}

static double estimate_of(const struct px_ratio *ratio)
{
	return ratio->estimate;
}

static double low_of(const struct px_ratio *ratio)
{
	return ratio->low;
}

static double high_of(const struct px_ratio *ratio)
{
	return ratio->high;
}

/* The least number of steps with that bound below 1; NAN: there is none. */
static int search(const struct rounds *r, double (*bound)(const struct px_ratio *), double *found)
{
	double least = 1, most = PX_BREAK_EVEN_MOST;
	struct px_ratio ratio;
	int err = ratio_at(r, most, &ratio);

	*found = NAN;
	if (err || !(bound(&ratio) < 1))
		return err;
	while (least < most) {
		double middle = floor((least + most) / 2);

		err = ratio_at(r, middle, &ratio);
		if (err)
			return err;
		if (bound(&ratio) < 1)
			most = middle;
		else
			least = middle + 1;
	}
	*found = least;
	return 0;
}

static int find_break_even(const struct rounds *r, struct px_break_even *result)
{
	struct px_ratio limit;
	int err = px_stats_ratio(r->kernel, r->user, r->n, &limit);

	if (err)
		return err;
	if (limit.has_interval && limit.low >= 1) {
		result->pays = PX_PAYS_NEVER;
		return 0;
	}
	err = search(r, estimate_of, &result->estimate);
	if (err || !limit.has_interval)
		return err;
	err = search(r, high_of, &result->high);
	if (err || isnan(result->high))
		return err;
	result->pays = PX_PAYS_FROM;
	return search(r, low_of, &result->low);
}

int px_break_even(const double *call, const double *kernel, const double *user,
		  unsigned int n, struct px_break_even *result)
{
	struct rounds r = { .call = call, .kernel = kernel, .user = user, .n = n };
	int err = -ENOMEM;

	*result = (struct px_break_even) {
		.pays = PX_PAYS_UNKNOWN, .estimate = NAN, .low = NAN, .high = NAN,
	};
	if (!n)
		return 0;
	r.in_kernel = calloc(n, sizeof(*r.in_kernel));
	r.in_user = calloc(n, sizeof(*r.in_user));
	if (r.in_kernel && r.in_user)
		err = find_break_even(&r, result);
	free(r.in_user);
	free(r.in_kernel);
	return err;
}

double px_break_even_exact(struct px_step_cost few, struct px_step_cost many, double user)
{
	double call = (few.cost - many.cost) / (1 / few.steps - 1 / many.steps);
	double step = few.cost - call / few.steps;

	return step < user ? floor(fmax(call, 0) / (user - step)) + 1 : NAN;
}
