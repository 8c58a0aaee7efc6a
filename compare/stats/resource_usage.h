/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * usage: what an operation takes of the machine beside time, and how evenly the
 * workers came to their operations. Medians of the rounds.
 */
#ifndef PX_RESOURCE_USAGE_H
#define PX_RESOURCE_USAGE_H

#include <stdbool.h>
#include <stdio.h>
#include "measure/results.h"
#include "measure/environment.h"

struct px_resource_usage {
	const char *head;		/* at most 7 columns */
	const char *meaning;
	double (*of)(const struct px_record *rec);	/* NAN: not known */
};

/* All that there are, ended by one without a head. */
extern const struct px_resource_usage px_resource_usages[];

/* The median of a bench_case's rounds on a side; NAN: unknown, or no memory. */
double px_resource_usage_median(const struct px_results *results, unsigned int bench_case, unsigned int side,
		       const struct px_resource_usage *usage);

/* Whether it is known of any bench_case: else there is nothing to show. */
bool px_resource_usage_known(const struct px_results *results, const struct px_resource_usage *usage);

/* A line for each bench_case and side, and what the columns mean. */
void px_resource_usage_print(FILE *out, const struct px_results *results, const struct px_environment *environment);

#endif /* PX_RESOURCE_USAGE_H */
