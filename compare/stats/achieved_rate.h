/* SPDX-License-Identifier: GPL-2.0-only */
/* The rate that a paced case reached. */
#ifndef PX_ACHIEVED_RATE_H
#define PX_ACHIEVED_RATE_H

#include "measure/results.h"

/* Below this share of the asked rate a case is overloaded. */
#define PX_OVERLOADED	0.99

/*
 * Operations per second: the rate, times the share of the operations that were due in all valid
 * rounds and were done. NAN: no valid round, or the case is not paced.
 */
double px_achieved_rate(const struct px_results *results, unsigned int bench_case,
			unsigned int side);

/* The case did not reach its rate. False if that is not known. */
bool px_overloaded(const struct px_results *results, unsigned int bench_case, unsigned int side);

#endif /* PX_ACHIEVED_RATE_H */
