/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How wide each column of the table is. Together at most PX_TEXT_COLUMNS.
 */
#ifndef PX_LAYOUT_H
#define PX_LAYOUT_H

#include <stdbool.h>
#include "row.h"

#define PX_LAYOUT_THREADS	7u	/* "threads" */
#define PX_LAYOUT_CHECK		11u	/* "fault shown" */

struct px_layout {
	bool tight;			/* figures do not meet at the point */
	unsigned int gap;		/* between two columns */
	unsigned int name;
	bool shown[PX_MAX_SIDES];
	unsigned int side[PX_MAX_SIDES];
	unsigned int fraction[PX_MAX_SIDES];	/* of side: from the point on */
	bool marked[PX_MAX_SIDES];	/* one more column, for marks */
	bool paired;			/* there is a ratio, of pair */
	unsigned int pair[2];
	unsigned int estimate;		/* of ratio: its first number */
	unsigned int ratio;
	unsigned int total;
};

void px_layout_measure(struct px_layout *layout,
		       const struct px_results *results,
		       const struct px_row *rows);

#endif /* PX_LAYOUT_H */
