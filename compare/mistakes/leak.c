// SPDX-License-Identifier: GPL-2.0-only
/*
 * leak: BROKEN ON PURPOSE. A reference is taken and never given back.
 */
#include "mistake.h"
#include "arc.h"

struct parcel {
	struct px_arc refs;
	u64 weight;
};

static void release(struct px_arc *a)
{
	px_host_free((struct parcel *)a);
}

#define PARCELS		8

static px_outline u64 sender(void *arg)
{
	for (u32 i = 0; i < PARCELS; i++) {
		struct parcel *p = px_host_alloc(sizeof(*p));

		if (!p)
			continue;
		px_arc_init(&p->refs);
		px_arc_get(&p->refs);
		px_arc_put(&p->refs, release);
		if (!PX_WRONG)
			px_arc_put(&p->refs, release);
	}
	return 0;
}

static void leak(void)
{
	px_alone(sender, NULL);
}

PX_MISTAKE(leak) = {
	.name = "leak",
	.make = leak,
};

PX_TALE(leak) = {
	.name = "leak",
	.wrong = "Two references are taken, one is put, and nobody knows the object any "
		"more.",
	.ends = "Its memory is never given back.",
	.rust = "It is no error: two Rc that own each other, or mem::forget, leak in safe "
		"code.",
	.caught = "kmemleak lsan",
	.missed = "rustc",
	.cries = "gcc",
	.why = "gcc's analyzer takes the second put, which is right, for a second free.",
};
