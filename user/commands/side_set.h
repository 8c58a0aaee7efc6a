/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * side_set: the sides of one comparison. A side that calls across the boundary can be in the set
 * with several numbers of steps at once.
 */
#ifndef PX_USER_SIDE_SET_H
#define PX_USER_SIDE_SET_H

#include "measure/plan.h"
#include "util/parse_number.h"

struct px_side_kinds {		/* the sides asked for, each once */
	unsigned int nr;
	const struct px_side *list[PX_MAX_SIDES];
};

/* Parses names with commas between. Returns 0 or an exit status. */
int px_side_kinds_parse(struct px_side_kinds *kinds, const char *text);

struct px_side_set {
	unsigned int nr;
	const struct px_side *list[PX_MAX_SIDES];
	struct px_side sized[PX_MAX_SIDES];
	char names[PX_MAX_SIDES][16];
};

/* The numbers of steps at once. An empty list: the default. */
struct px_sizes {
	struct px_list steps;		/* steps of one ioctl */
	struct px_list batches;		/* commands of one submission to a ring */
	bool polled;			/* the ring uses SQPOLL */
};

/*
 * Sets the defaults: 1 step, 64 commands. paced: 1 command, and more at once is an error.
 * Returns 0 or an exit status.
 */
int px_sizes_complete(struct px_sizes *sizes, bool paced);

/*
 * Adds a side, once for each of its sizes. False if they do not all fit. The set points at
 * itself: it must not be moved.
 */
bool px_side_set_add(struct px_side_set *set, const struct px_side *side,
		     const struct px_sizes *sizes);

#endif /* PX_USER_SIDE_SET_H */
