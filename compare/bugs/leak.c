// SPDX-License-Identifier: GPL-2.0-only
/*
 * leak: BROKEN ON PURPOSE. A reference is taken and never given back.
 */
#include "test_message.h"

#define PARCELS		8

static px_noinline u64 sender(void *arg)
{
	for (u32 i = 0; i < PARCELS; i++) {
		struct parcel *p = parcel_make();

		if (!p)
			continue;
		px_arc_get(&p->refs);
		px_arc_put(&p->refs, parcel_release);
		if (!PX_WRONG)
			px_arc_put(&p->refs, parcel_release);
	}
	return 0;
}

static void leak(void)
{
	px_run_alone(sender, NULL);
}

PX_BUG(leak) = {
	.name = "leak",
	.make = leak,
};

PX_BUG_DOC(leak) = {
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
