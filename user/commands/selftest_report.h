/* SPDX-License-Identifier: GPL-2.0-only */
/* selftest_report: what "selftest" measures, and its output. */
#ifndef PX_USER_SELFTEST_REPORT_H
#define PX_USER_SELFTEST_REPORT_H

#include "selftest_harness.h"
#include "stats/repeatability.h"
#include "stats/self_comparison.h"

/* The sides of the plan, and the side kernel together with an agent in the same kernel. */
#define PX_SELFTEST_MOST	3u

struct px_selftest {
	unsigned long long tables;	/* of each side; 0: as many as fit in a minute */
	unsigned long long run_ns;
	enum px_bias bias;
	const char *remote;		/* a command that starts an agent; NULL: none */
	const struct px_side *sides[PX_SELFTEST_MOST];
	const struct px_side *copied[PX_SELFTEST_MOST];	/* what each is compared with: itself */
	unsigned int nr_sides;
	unsigned int rows;		/* of a table */
	unsigned long long rounds;	/* of a table */
	struct px_harness_cost costs[PX_SELFTEST_MOST];
	struct px_self_comparison comparisons[PX_SELFTEST_MOST];
	unsigned int nr_plan;		/* the first sides: those of a plan */
	struct px_repeatability repeatability;
};

void px_selftest_print_harness(const struct px_selftest *t);
void px_selftest_print_comparisons(const struct px_selftest *t);
void px_selftest_print_repeatability(const struct px_selftest *t);

#endif /* PX_USER_SELFTEST_REPORT_H */
