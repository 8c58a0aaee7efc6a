/* SPDX-License-Identifier: GPL-2.0-only */
/* selftest_report: what "selftest" measures, and its output. */
#ifndef PX_USER_SELFTEST_REPORT_H
#define PX_USER_SELFTEST_REPORT_H

#include "selftest_harness.h"
#include "stats/self_comparison.h"

struct px_selftest {
	unsigned long long tables;	/* of each side; 0: as many as fit in a minute */
	unsigned long long run_ns;
	enum px_bias bias;
	const struct px_side *sides[2];
	unsigned int nr_sides;
	unsigned int rows, rounds;	/* of a table */
	struct px_harness_cost costs[2];
	struct px_self_comparison comparisons[2];
};

void px_selftest_print_harness(const struct px_selftest *t);
void px_selftest_print_comparisons(const struct px_selftest *t);

#endif /* PX_USER_SELFTEST_REPORT_H */
