/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Resource usage: what an operation uses of the machine besides time, and how evenly the
 * operations are distributed among the workers. Medians of the rounds.
 */
#ifndef PX_RESOURCE_USAGE_H
#define PX_RESOURCE_USAGE_H

#include <stdbool.h>
#include <stdio.h>
#include "measure/results.h"
#include "measure/environment.h"

#define PX_RESOURCE_USAGES	8u

struct px_resource_usage {
	const char *head;		/* at most 7 columns */
	const char *meaning;
	double (*of)(const struct px_record *rec);	/* NAN: unknown */
};

/* All of them, ended by one without a head. */
extern const struct px_resource_usage px_resource_usages[PX_RESOURCE_USAGES + 1];

/* The median over the rounds of a case on a side; NAN: unknown, or no memory. */
double px_resource_usage_median(const struct px_results *results, unsigned int bench_case,
				unsigned int side, const struct px_resource_usage *usage);

/* Fills known with those that are known for at least one case, and a NULL. */
void px_resource_usages_known(const struct px_results *results,
			      const struct px_resource_usage *known[PX_RESOURCE_USAGES + 1]);

/* A line for each case and side, and the meaning of each column. */
void px_resource_usage_print(FILE *out, const struct px_results *results,
			     const struct px_environment *environment);

#endif /* PX_RESOURCE_USAGE_H */
