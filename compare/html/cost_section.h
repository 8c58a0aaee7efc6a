/* SPDX-License-Identifier: GPL-2.0-only */
/* cost: what the page says of costs: tables, and the pictures that go with them. */
#ifndef PX_COST_SECTION_H
#define PX_COST_SECTION_H

#include "page_ctx.h"

/* Of all comparisons, how many came out how. */
void px_cost_section_sum(FILE *out, const struct px_results *results);

/* All cells, or those of one workload. */
void px_cost_section_table(FILE *out, const struct px_result_file *loaded, const char *workload);

/* The first side of each file beside that of the first. */
void px_cost_section_across(struct px_page_ctx *w);

/* A workload, if it was run: its table, its pictures, how to run it again. */
void px_cost_section_workload(struct px_page_ctx *w, const char *workload);

#endif /* PX_COST_SECTION_H */
