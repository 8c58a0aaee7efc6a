// SPDX-License-Identifier: GPL-2.0-only
/* leak: BROKEN ON PURPOSE. A reference is taken and never put. */
#include "bug_object.h"

#define OBJECTS		8

static px_noinline u64 make_objects(void *arg)
{
	for (u32 i = 0; i < OBJECTS; i++) {
		struct bug_object *object = bug_object_alloc();

		if (!object)
			continue;
		px_arc_get(&object->refs);
		px_arc_put(&object->refs, bug_object_release);
		if (!PX_WRONG)
			px_arc_put(&object->refs, bug_object_release);
	}
	return 0;
}

static void leak(void)
{
	px_bug_run_one(make_objects, NULL);
}

PX_BUG(leak) = {
	.name = "leak",
	.run = leak,
};

PX_BUG_DOC(leak) = {
	.name = "leak",
	.wrong = "Two references are taken and only one is put, so the object becomes "
		"unreachable.",
	.effect = "Its memory is never freed.",
	.rust = "This is not an error: two Rc that own each other, or mem::forget, leak "
		"in safe code.",
	.caught = "kmemleak lsan",
	.missed = "rustc",
	.false_positive = "gcc",
	.note = "gcc's analyzer reports the second put, which is correct, as a second "
		"free.",
};
