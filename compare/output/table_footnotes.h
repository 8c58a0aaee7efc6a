/* SPDX-License-Identifier: GPL-2.0-only */
/* The lines below the table: what its columns and marks mean, absent sides, and warnings. */
#ifndef PX_TABLE_FOOTNOTES_H
#define PX_TABLE_FOOTNOTES_H

#include <stdio.h>
#include "measure/environment.h"
#include "table_columns.h"
#include "table_row.h"

/* rows: one for each case of the plan. */
void px_table_footnotes_print(FILE *out, const struct px_results *results,
			      const struct px_table_row *rows,
			      const struct px_table_columns *columns,
			      const struct px_comparisons *comparisons,
			      const struct px_environment *environment);

#endif /* PX_TABLE_FOOTNOTES_H */
