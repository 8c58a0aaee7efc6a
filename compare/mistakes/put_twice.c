// SPDX-License-Identifier: GPL-2.0-only
/*
 * put_twice: BROKEN ON PURPOSE. One reference is given back twice.
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

static void put_twice(void)
{
	struct parcel *p = px_host_alloc(sizeof(*p));

	if (!p)
		return;
	px_arc_init(&p->refs);
	px_arc_put(&p->refs, release);
	if (PX_WRONG)
		px_arc_put(&p->refs, release);
}

PX_MISTAKE(put_twice) = {
	.name = "put_twice",
	.make = put_twice,
};

PX_TALE(put_twice) = {
	.name = "put_twice",
	.wrong = "A reference is put twice.",
	.ends = "The object is released under the feet of whoever else has a reference.",
	.rust = "To put is to drop the Arc, and what was dropped has been moved away.",
	.caught = "rustc gcc refcount kasan asan tsan",
	.missed = "clang",
	.why = "gcc's analyzer knows nothing of counts: it says the same of two puts that "
		"are right (leak).",
};
