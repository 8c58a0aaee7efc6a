/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Holm's adjustment of many p-values.
 *
 * Each row of a table is one test at 5 %. With many rows some differ by chance. Holm's procedure
 * keeps the probability of even one false difference in the whole table below 5 %.
 *
 * S. Holm, A Simple Sequentially Rejective Multiple Test Procedure, Scandinavian Journal of
 * Statistics 6 (1979).
 */
#ifndef PX_HOLM_H
#define PX_HOLM_H

#include <stdbool.h>

#define PX_LEVEL	0.05

/* The fewest pairs with which one of this many tests can survive the adjustment. */
unsigned int px_holm_pairs(unsigned int tests);

/*
 * survives[i]: p[i] is rejected at 5 % for all n together. A NAN is no test: it is not counted
 * and does not survive. Returns the number of tests.
 */
unsigned int px_holm(const double *p, unsigned int n, bool *survives);

#endif /* PX_HOLM_H */
