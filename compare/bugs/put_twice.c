// SPDX-License-Identifier: GPL-2.0-only
/*
 * put_twice: BROKEN ON PURPOSE. One reference is given back twice.
 */
#include "test_message.h"

static void put_twice(void)
{
	struct parcel *p = parcel_make();

	if (!p)
		return;
	px_arc_put(&p->refs, parcel_release);
	if (PX_WRONG)
		px_arc_put(&p->refs, parcel_release);
}

PX_BUG(put_twice) = {
	.name = "put_twice",
	.make = put_twice,
};

PX_BUG_DOC(put_twice) = {
	.name = "put_twice",
	.wrong = "A reference is put twice.",
	.ends = "The object is released under the feet of whoever else has a reference.",
	.rust = "To put is to drop the Arc, and what was dropped has been moved away.",
	.caught = "rustc gcc kasan asan tsan",
	.missed = "clang",
	.chance = "refcount",
	.why = "gcc's analyzer knows nothing of counts: it says the same of two puts that are "
		"right (leak). refcount_t looks at what is left of a count in memory that is "
		"freed, which may be anything.",
};
