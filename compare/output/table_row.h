/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A row of the table: one bench_case's figures as text, with their marks.
 */
#ifndef PX_TABLE_ROW_H
#define PX_TABLE_ROW_H

#include <stdbool.h>
#include <stddef.h>
#include "measure/results.h"

#define PX_TABLE_ROW_TEXT	24

struct px_table_row {
	struct px_summary summary;
	char ns[PX_MAX_SIDES][PX_TABLE_ROW_TEXT];	/* at most 9 columns */
	bool apart[PX_MAX_SIDES];	/* the workers hardly ran together */
	char estimate[PX_TABLE_ROW_TEXT];	/* at most 7 columns */
	char interval[2 * PX_TABLE_ROW_TEXT];	/* at most 18 columns */
	bool alike;			/* there is an interval and 1 is in it */
	bool details;			/* the check takes more than a word */
	const char *check;
};

/* 0 or -ENOMEM. */
int px_table_row_make(const struct px_results *results, unsigned int bench_case,
		struct px_table_row *row);

/*
 * A figure as text of at most 9 columns, of PX_TABLE_ROW_TEXT bytes; a ratio's and its bounds' likewise, its
 * interval of twice that many bytes. */
void px_table_row_ns(char *text, size_t size, double ns);
void px_table_row_bounds(const struct px_ratio *ratio, char *estimate, char *low, char *high);
void px_table_row_ratio(const struct px_ratio *ratio, char *estimate, char *interval);

/* Columns after the digits of a figure's whole number. */
unsigned int px_table_row_fraction(const char *figure);

#endif /* PX_TABLE_ROW_H */
