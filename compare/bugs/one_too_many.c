// SPDX-License-Identifier: GPL-2.0-only
/*
 * one_too_many: BROKEN ON PURPOSE. An array has a place for each worker, and
 * there is one worker more.
 */
#include "bug.h"

#define WORKERS		8u

struct tally {
	u64 done[WORKERS];	/* a line of memory, to its end */
};

static px_noinline void count(struct tally *t, u32 workers)
{
	for (u32 i = 0; i < workers; i++) {
		t->done[i]++;
		px_barrier();
	}
}

static void one_too_many(void)
{
	struct tally *t = px_os_alloc(sizeof(*t));

	if (t)
		count(t, WORKERS + PX_WRONG);
	px_os_free(t);
}

PX_BUG(one_too_many) = {
	.name = "one_too_many",
	.make = one_too_many,
};

PX_BUG_DOC(one_too_many) = {
	.name = "one_too_many",
	.wrong = "An array is written beyond its end.",
	.ends = "What lies behind it has changed.",
	.rust = "Every index is looked at when the program runs: it panics.",
	.caught = "rustc kubsan kasan ubsan asan",
	.missed = "gcc tsan",
};
