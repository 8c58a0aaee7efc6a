/* SPDX-License-Identifier: GPL-2.0-only */
/* cost: what the page says of costs: tables, and the pictures that go with them. */
#ifndef PX_COST_H
#define PX_COST_H

#include "writer.h"

/* Of all comparisons, how many came out how. */
void px_cost_sum(FILE *out, const struct px_results *results);

/* All cells, or those of one workload. */
void px_cost_table(FILE *out, const struct px_loaded *loaded, const char *workload);

/* The first side of each file beside that of the first. */
void px_cost_across(struct px_writer *w);

/* A workload, if it was run: its table, its pictures, how to run it again. */
void px_cost_workload(struct px_writer *w, const char *workload);

#endif /* PX_COST_H */
