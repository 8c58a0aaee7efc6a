// SPDX-License-Identifier: GPL-2.0-only
/*
 * one_too_many: BROKEN ON PURPOSE. An array has one element per worker, but there is
 * one worker more.
 */
#include "bug.h"

#define WORKERS		8u

struct counters {
	u64 done[WORKERS];	/* fills one cache line */
};

static px_noinline void count(struct counters *c, u32 workers)
{
	for (u32 i = 0; i < workers; i++) {
		c->done[i]++;
		px_barrier();
	}
}

static void one_too_many(void)
{
	struct counters *c = px_os_alloc(sizeof(*c));

	if (c)
		count(c, WORKERS + PX_WRONG);
	px_os_free(c);
}

PX_BUG(one_too_many) = {
	.name = "one_too_many",
	.run = one_too_many,
};

PX_BUG_DOC(one_too_many) = {
	.name = "one_too_many",
	.wrong = "An array is written beyond its end.",
	.effect = "The memory after the array is overwritten.",
	.rust = "Every index is checked at run time: the program panics.",
	.caught = "rustc kubsan kasan ubsan asan",
	.missed = "gcc tsan",
};
