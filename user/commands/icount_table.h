/* SPDX-License-Identifier: GPL-2.0-only */
/* icount_table: the table of parallax icount, and what has changed since a baseline. */
#ifndef PX_USER_ICOUNT_TABLE_H
#define PX_USER_ICOUNT_TABLE_H

#include "measure/environment.h"
#include "measure/results.h"
#include "stats/baseline.h"
#include "util/parse_number.h"

struct px_icount_options {
	const char *baseline, *write;	/* paths, or NULL */
	struct px_list steps;		/* none: 1 step, 64 commands, and no break-even */
};

/* The costs are in the order of the cases and sides. Returns an exit status. */
int px_icount_print(const struct px_icount_options *o, const struct px_results *results,
		    const struct px_baseline *costs, const struct px_environment *env);

#endif /* PX_USER_ICOUNT_TABLE_H */
