// SPDX-License-Identifier: GPL-2.0-only
/*
 * use_after_put: BROKEN ON PURPOSE. The object is looked at after the last
 * reference was given back.
 */
#include "test_message.h"

static void use_after_put(void)
{
	struct parcel *p = parcel_make();

	if (!p)
		return;
	if (!PX_WRONG)
		px_use(p->weight);
	px_arc_put(&p->refs, parcel_release);
	if (PX_WRONG)
		px_use(p->weight);
}

PX_BUG(use_after_put) = {
	.name = "use_after_put",
	.make = use_after_put,
};

PX_BUG_DOC(use_after_put) = {
	.name = "use_after_put",
	.wrong = "An object is read after the last reference to it was put.",
	.ends = "What is read is whatever has its memory by now.",
	.rust = "To put is to drop the Arc, and what was dropped has been moved away.",
	.caught = "rustc kasan asan tsan",
	.missed = "gcc refcount",
	.why = "The count is right; and gcc does not follow a release that is called by "
		"pointer.",
};
