// SPDX-License-Identifier: GPL-2.0-only
#include <stdio.h>
#include <string.h>
#include "side_set.h"
#include "util/error.h"
#include "util/nearest.h"

static int add_kind(struct px_side_kinds *kinds, const char *name)
{
	struct px_nearest near = { .text = name };
	unsigned int i = 0;

	while (px_sides[i] && strcmp(px_side_kind(px_sides[i]), name))
		px_nearest_try(&near, px_side_kind(px_sides[i++]));
	if (!px_sides[i])
		return px_nearest_fail(&near, "side", "parallax list");
	for (unsigned int k = 0; k < kinds->nr; k++)
		if (kinds->list[k] == px_sides[i])
			return px_usage_error("--side: %s is in the list twice", name);
	kinds->list[kinds->nr++] = px_sides[i];
	return PX_EXIT_FINE;
}

int px_side_kinds_parse(struct px_side_kinds *kinds, const char *text)
{
	char copy[64], *rest = copy, *name;
	int status = PX_EXIT_FINE;

	if (strlen(text) >= sizeof(copy))
		return px_usage_error("--side '%s': expected a list of kernel, user, ioctl, uring",
				      text);
	strcpy(copy, text);
	kinds->nr = 0;
	while (!status && (name = strsep(&rest, ",")))
		status = add_kind(kinds, name);
	return status;
}

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

int px_sizes_complete(struct px_sizes *sizes, bool paced)
{
	if (!sizes->steps.count)
		sizes->steps = (struct px_list) { .count = 1, .values = { 1 } };
	if (!sizes->batches.count)
		sizes->batches = (struct px_list) { .count = 1, .values = { paced ? 1 : 64 } };
	if (paced && px_list_most(&sizes->steps) > 1)
		return px_usage_error("--rate: expected --steps 1, because each operation has "
				      "its own intended start");
	if (paced && px_list_most(&sizes->batches) > 1)
		return px_usage_error("--rate: expected --batch 1, because each operation has "
				      "its own intended start");
	return PX_EXIT_FINE;
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
