// SPDX-License-Identifier: GPL-2.0-only
/*
 * use_after_put: BROKEN ON PURPOSE. An object is read after its last reference was
 * put.
 */
#include "bug_object.h"

static void use_after_put(void)
{
	struct bug_object *object = bug_object_alloc();

	if (!object)
		return;
	if (!PX_WRONG)
		px_use(object->value);
	px_arc_put(&object->refs, bug_object_release);
	if (PX_WRONG)
		px_use(object->value);
}

PX_BUG(use_after_put) = {
	.name = "use_after_put",
	.run = use_after_put,
};

PX_BUG_DOC(use_after_put) = {
	.name = "use_after_put",
	.wrong = "An object is read after its last reference was put.",
	.effect = "The read returns the data that now occupies that memory.",
	.rust = "To put is to drop the Arc. The drop moves it, so it cannot be used "
		"afterwards.",
	.caught = "rustc kasan asan tsan",
	.missed = "gcc refcount",
	.note = "The count is correct. gcc does not follow a release function that is "
		"called through a pointer.",
};
