/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The lines below the table: what its marks mean, which sides were absent, and
 * what must not be concluded.
 */
#ifndef PX_NOTES_H
#define PX_NOTES_H

#include <stdio.h>
#include "layout.h"
#include "row.h"
#include "stamp.h"

#define PX_MARK_ALIKE	"≈"
#define PX_MARK_APART	"†"
#define PX_MARK_NOTHING	"–"

/* rows: one for each cell of the plan. */
void px_notes_print(FILE *out, const struct px_results *results,
		    const struct px_row *rows, const struct px_layout *layout,
		    const struct px_stamp *stamp);

#endif /* PX_NOTES_H */
