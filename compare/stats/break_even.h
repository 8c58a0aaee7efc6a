/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The break-even point: how many steps one call must do in the kernel to be cheaper than the same
 * steps in user space.
 *
 * Each round measures three times: of a call that does one step (call), of a step in the kernel
 * (kernel) and of a step in user space (user). The call itself costs call - kernel, or 0 if that
 * is negative. So n steps in one call take
 *
 *	(call - kernel) + n * kernel,	in user space	n * user
 *
 * The ratio of the two falls towards kernel / user as n grows. For each n the test of stats.h
 * gives an interval of the ratio. The call pays from the least n with the interval below 1.
 */
#ifndef PX_BREAK_EVEN_H
#define PX_BREAK_EVEN_H

#define PX_BREAK_EVEN_MOST	1e12

enum px_pays {
	PX_PAYS_FROM,		/* from some number of steps on */
	PX_PAYS_NEVER,		/* a step in the kernel is not cheaper */
	PX_PAYS_UNKNOWN		/* neither is shown */
};

struct px_break_even {
	enum px_pays pays;
	double estimate;	/* the least n with an estimated ratio below 1; NAN: none */
	double low, high;	/* the same for the interval; NAN unless PX_PAYS_FROM */
};

/* Only rounds with finite numbers above zero are used. 0 or -ENOMEM. */
int px_break_even(const double *call, const double *kernel, const double *user,
		  unsigned int n, struct px_break_even *result);

/* The cost of one step, in calls with this number of steps. Exact: no rounds, no interval. */
struct px_step_cost {
	double steps, cost;
};

/*
 * The least number of steps in one call from which a step costs less than in user space; NAN:
 * none. A call with n steps costs a + n b; the two points give a and b. few.steps must be less
 * than many.steps.
 */
double px_break_even_exact(struct px_step_cost few, struct px_step_cost many, double user);

#endif /* PX_BREAK_EVEN_H */
