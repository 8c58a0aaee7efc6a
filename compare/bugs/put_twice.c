// SPDX-License-Identifier: GPL-2.0-only
/* put_twice: BROKEN ON PURPOSE. One reference is put twice. */
#include "bug_object.h"

static void put_twice(void)
{
	struct bug_object *object = bug_object_alloc();

	if (!object)
		return;
	px_arc_put(&object->refs, bug_object_release);
	if (PX_WRONG)
		px_arc_put(&object->refs, bug_object_release);
}

PX_BUG(put_twice) = {
	.name = "put_twice",
	.run = put_twice,
};

PX_BUG_DOC(put_twice) = {
	.name = "put_twice",
	.wrong = "A reference is put twice.",
	.effect = "The object is released while another thread still has a reference to "
		"it.",
	.rust = "To put is to drop the Arc. The first drop moves it, so it cannot be "
		"dropped again.",
	.caught = "rustc gcc kasan asan tsan",
	.missed = "clang",
	.sometimes = "refcount",
	.note = "gcc's analyzer does not know reference counts: it reports two correct "
		"puts as well (leak). refcount_t reads the count from freed memory, which "
		"may hold any value.",
};
