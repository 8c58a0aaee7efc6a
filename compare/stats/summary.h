/* SPDX-License-Identifier: GPL-2.0-only */
/* The medians of a case over its rounds. */
#ifndef PX_SUMMARY_H
#define PX_SUMMARY_H

#include "measure/results.h"
#include "stats.h"

struct px_summary {	/* medians over the rounds; NAN: unknown */
	double ns_per_op[PX_MAX_SIDES];
	double overlap[PX_MAX_SIDES];
	double hold_ns[PX_MAX_SIDES];	/* as measured; mean of the workers */
	double think_ns[PX_MAX_SIDES];
};

/* The median of one figure over the rounds. values: room for one each round. NAN: unknown. */
double px_results_median(const struct px_results *results, unsigned int bench_case,
			 unsigned int side, double (*figure)(const struct px_record *),
			 double *values);

/* The ratio of pair[0] to pair[1], which are indices of sides. 0 or -ENOMEM. */
int px_results_ratio(const struct px_results *results, unsigned int bench_case,
		     const unsigned int pair[2], struct px_ratio *ratio);

/* 0 or -ENOMEM. */
int px_results_summarize(const struct px_results *results, unsigned int bench_case,
			 struct px_summary *summary);

#endif /* PX_SUMMARY_H */
