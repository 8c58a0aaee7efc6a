/* SPDX-License-Identifier: GPL-2.0-only */
/* side_set: the sides of one comparison; one that crosses may be there in several sizes. */
#ifndef PX_USER_SIDE_SET_H
#define PX_USER_SIDE_SET_H

#include "util/parse_number.h"
#include "measure/plan.h"

struct px_side_set {
	unsigned int nr;
	const struct px_side *list[PX_MAX_SIDES];
	struct px_side sized[PX_MAX_SIDES];
	char names[PX_MAX_SIDES][16];
};

/* How often those that cross are there. */
struct px_sizes {
	struct px_list steps;		/* of one call */
	struct px_list batches;		/* of commands */
	bool polled;			/* the commands */
};

/*
 * Adds a side, once in each of its sizes: false when there is no room for all of
 * them. The set stays where it is, since it points at itself.
 */
bool px_side_set_add(struct px_side_set *set, const struct px_side *side,
		     const struct px_sizes *sizes);

#endif /* PX_USER_SIDE_SET_H */
