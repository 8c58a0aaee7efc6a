/* SPDX-License-Identifier: GPL-2.0-only */
/* The widths of the table's columns: together at most px_text_columns. */
#ifndef PX_TABLE_COLUMNS_H
#define PX_TABLE_COLUMNS_H

#include <stdbool.h>
#include "table_row.h"

#define PX_TABLE_COLUMNS_THREADS	7u	/* "threads" */
#define PX_TABLE_COLUMNS_CHECK		11u	/* "fault shown" */

struct px_table_columns {
	bool tight;			/* figures are not aligned at the decimal point */
	unsigned int gap;		/* between two columns */
	unsigned int name;
	bool shown[PX_MAX_SIDES];
	unsigned int side[PX_MAX_SIDES];
	unsigned int fraction[PX_MAX_SIDES];	/* of side: from the decimal point on */
	bool marked[PX_MAX_SIDES];	/* one more column, for marks */
	bool paired;			/* there is a ratio of the pair */
	unsigned int pair[2];
	unsigned int estimate;		/* of ratio: its first number */
	unsigned int ratio;
	unsigned int total;
	bool shed;			/* some were left out, as the terminal is narrow */
};

void px_table_columns_measure(struct px_table_columns *columns,
			      const struct px_results *results,
			      const struct px_table_row *rows);

#endif /* PX_TABLE_COLUMNS_H */
