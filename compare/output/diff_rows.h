/* SPDX-License-Identifier: GPL-2.0-only */
/* The rows of diff: each case on each side, in two runs or in two series of runs. */
#ifndef PX_DIFF_ROWS_H
#define PX_DIFF_ROWS_H

#include "json_decode.h"
#include "stats/stats.h"

struct px_diff_row {
	unsigned int bench_case, side;	/* of the first run after */
	bool alone;			/* the runs before do not have it; nothing else is set */
	const char *fault;		/* why it is not judged; NULL: it is */
	double ns[2];			/* medians */
	struct px_ratio ratio;		/* after to before */
	double p;			/* that the ratio is 1; NAN: not judged, or no interval */
	bool survives;			/* Holm's adjustment of all rows with a p-value */
};

struct px_diff_rows {
	unsigned int nr;
	unsigned int judged;		/* rows with a p-value */
	bool hopeless;			/* with so few pairs no row can survive */
	unsigned int pairs_needed;	/* for that */
	struct px_diff_row *rows;	/* owned */
};

/* Compares and adjusts all rows. The caller frees rows. nr: runs of each series. 0 or -ENOMEM. */
int px_diff_rows_make(struct px_diff_rows *all, const struct px_result_file *before,
		      const struct px_result_file *after, unsigned int nr);

#endif /* PX_DIFF_ROWS_H */
