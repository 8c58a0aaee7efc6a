// SPDX-License-Identifier: GPL-2.0-only
#include <stdio.h>
#include "side_set.h"

static const struct px_side *resize(struct px_side_set *set, const struct px_side *side,
				    unsigned int batch, bool polled)
{
	struct px_side *sized = &set->sized[set->nr];
	char *name = set->names[set->nr];
	const char *called = polled ? "sqpoll" : px_side_kind(side);

	if (batch == 1 && !side->queued)
		snprintf(name, sizeof(set->names[0]), "%s", called);
	else
		snprintf(name, sizeof(set->names[0]), "%s×%u", called, batch);
	*sized = *side;
	sized->kind = px_side_kind(side);
	sized->name = name;
	sized->batch = batch;
	sized->polled = polled;
	return sized;
}

bool px_side_set_add(struct px_side_set *set, const struct px_side *side,
		     const struct px_sizes *sizes)
{
	const struct px_list *list = side->queued ? &sizes->batches : &sizes->steps;
	unsigned int nr = side->batch ? list->count : 1;

	if (set->nr + nr > PX_MAX_SIDES)
		return false;
	for (unsigned int i = 0; i < nr; i++) {
		set->list[set->nr] = !side->batch ? side :
			resize(set, side, list->values[i], side->queued && sizes->polled);
		set->nr++;
	}
	return true;
}
