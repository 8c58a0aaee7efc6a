/* SPDX-License-Identifier: GPL-2.0-only */
/* A row of the table: the figures of one case as text, with their marks. */
#ifndef PX_TABLE_ROW_H
#define PX_TABLE_ROW_H

#include <stdbool.h>
#include <stddef.h>
#include "stats/comparison.h"
#include "stats/figure.h"
#include "stats/summary.h"

struct px_table_row {
	struct px_summary summary;
	char ns[PX_MAX_SIDES][PX_FIGURE_SIZE];	/* at most 9 columns; paced: ops/s */
	bool unfit[PX_MAX_SIDES];	/* it makes a comparison unfit */
	bool overloaded[PX_MAX_SIDES];	/* paced, and the rate was not reached */
	bool unquotable[PX_MAX_SIDES];	/* see px_user_mode_unquotable() */
	char estimate[PX_FIGURE_SIZE];	/* at most 7 columns */
	char interval[2 * PX_FIGURE_SIZE];	/* at most 18 columns */
	enum px_comparison_kind kind;
	bool weak;		/* FASTER, but it does not survive the adjustment */
	bool not_quotient;	/* the estimate is not near the quotient of the medians */
	char marks[16];		/* behind the interval; at most 2 columns */
	bool details;			/* the check needs a line of its own */
	const char *check;
};

#define PX_MARK_NO_DIFFERENCE	"≈"
#define PX_MARK_WEAK		"~"
#define PX_MARK_UNFIT		"†"
#define PX_MARK_OVERLOADED	"↓"

/* 0 or -ENOMEM. */
int px_table_row_make(const struct px_results *results, unsigned int bench_case,
		      const struct px_comparisons *comparisons, struct px_table_row *row);

/* The mark behind the figure of a side: "" or one column. */
const char *px_table_row_mark(const struct px_table_row *row, unsigned int side);

#endif /* PX_TABLE_ROW_H */
