/* SPDX-License-Identifier: GPL-2.0-only */
/* selftest_harness: the costs and errors of the harness, for "selftest". */
#ifndef PX_USER_SELFTEST_HARNESS_H
#define PX_USER_SELFTEST_HARNESS_H

#include "measure/side.h"

#define PX_SELFTEST_RUN_NS	10000000u	/* of a run that measures the harness */

struct px_harness_cost {	/* ns; medians of 11 rounds with two workers */
	double loop_ns;		/* of an operation that does nothing */
	double clock_ns;	/* of reading the clock */
	double skew_ns;		/* the last worker's start after the first one's */
};

/* 0; an error of px_plan_run(); or -EIO: no run is valid. */
int px_harness_cost_measure(const struct px_side *side, struct px_harness_cost *cost);

/* The largest relative error of p50 to p99.9 of a histogram, on known distributions. */
double px_histogram_error_uniform(void);
double px_histogram_error_exponential(void);

#endif /* PX_USER_SELFTEST_HARNESS_H */
