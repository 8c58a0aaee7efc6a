/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Fitness: whether two sides of a case ran under conditions that allow a comparison. Low overlap, a
 * limit that holds for one side only, and a side that did not get its share of CPU time forbid it.
 */
#ifndef PX_FITNESS_H
#define PX_FITNESS_H

#include <stdbool.h>
#include <stddef.h>
#include "measure/results.h"

/* With less overlap the load was not the one asked for. */
#define PX_MIN_OVERLAP	0.8

/* A side that got less than this share of the other side's CPU time was limited. */
#define PX_MIN_CPU_SHARE	0.8

/* Writes the reason why the pair of sides must not be compared. False: it may be. */
bool px_fitness_reason(const struct px_results *results, unsigned int bench_case,
		       const unsigned int pair[2], char *text, size_t size);

/* The figure of this side is what makes a pair with another side unfit. */
bool px_fitness_is_cause(const struct px_results *results, unsigned int bench_case,
			 unsigned int side);

#endif /* PX_FITNESS_H */
