// SPDX-License-Identifier: GPL-2.0-only
/* All labs. The build defines PX_LABS(X): X(name) for each name in sources.mk. */
#include "lab.h"
#include "base/str.h"

#define PX_DECLARE(name)	extern const struct px_lab px_lab_##name;
PX_LABS(PX_DECLARE)

#define PX_ENTRY(name)		&px_lab_##name,
const struct px_lab *const px_labs[] = { PX_LABS(PX_ENTRY) };
const u32 px_lab_count = PX_COUNT_OF(px_labs);

const struct px_lab *px_lab_find(const char *name)
{
	u32 i;

	for (i = 0; i < px_lab_count; i++)
		if (px_str_equal(px_labs[i]->name, name))
			return px_labs[i];
	return NULL;
}

void px_observe(struct px_lab_ctx *ctx, const char *what, s64 value)
{
	struct px_observation *o;

	if (ctx->nr_observations == PX_MAX_OBSERVATIONS)
		return;
	o = &ctx->observations[ctx->nr_observations++];
	px_str_copy(o->what, sizeof(o->what), what);
	o->value = value;
}

void px_event(struct px_lab_ctx *ctx, u32 actor, enum px_actor_state state, const char *what)
{
	u32 nth = __atomic_fetch_add(&ctx->nr_events, 1, __ATOMIC_RELAXED);
	struct px_event *e;

	if (nth >= PX_MAX_EVENTS)
		return;
	e = &ctx->events[nth];
	e->actor = actor;
	e->state = state;
	px_str_copy(e->what, sizeof(e->what), what);
}
