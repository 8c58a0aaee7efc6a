/* SPDX-License-Identifier: GPL-2.0-only */
/* cost_section: the costs of all workloads, with all sides and kernels. */
#ifndef PX_COST_SECTION_H
#define PX_COST_SECTION_H

#include "page_ctx.h"

/* How many comparisons had which result; and advice if they showed little. */
void px_cost_section_summary(FILE *out, const struct px_results *results);

/* What each side is, and its colour in the pictures. */
void px_cost_section_sides(FILE *out, const struct px_plan *plan);

/* The cases of one workload; NULL: all cases. */
void px_cost_section_table(FILE *out, const struct px_result_file *file, const char *workload);

/* The ratios of every pair of sides, for one workload. In pairs_section.c. 0 or -ENOMEM. */
int px_cost_section_pairs(FILE *out, const struct px_result_file *file, const char *workload);

/* The first side's cost on each kernel, compared with the first kernel. */
void px_cost_section_kernels(struct px_page_ctx *ctx);

/* A workload, if it was run: table, pictures, command. In workload_section.c. */
void px_cost_section_workload(struct px_page_ctx *ctx, const char *workload);

#endif /* PX_COST_SECTION_H */
