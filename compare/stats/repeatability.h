/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How precise is a table, and does a second one show the same? A plan is executed twice. Only rows
 * whose threads do not sleep count: what sleeps depends on the scheduler of the machine.
 */
#ifndef PX_REPEATABILITY_H
#define PX_REPEATABILITY_H

#include "measure/results.h"

#define PX_PRECISE	0.05	/* half of an interval, and between two medians */

struct px_repeatability {
	unsigned int rows;		/* that do not sleep, on any side */
	unsigned int precise;		/* ratios of both whose interval is within PX_PRECISE */
	unsigned int ratios;		/* of both tables; 0: there is only one side */
	unsigned int repeated[PX_MAX_SIDES];	/* rows of a side whose two medians agree */
};

/* Compares two executions of the same plan, without the other rows. 0 or -ENOMEM. */
int px_repeatability(const struct px_results *first, const struct px_results *second,
		     struct px_repeatability *found);

#endif /* PX_REPEATABILITY_H */
