// SPDX-License-Identifier: GPL-2.0-only
/*
 * rc_race: BROKEN ON PURPOSE. A reference count that is not atomic is shared
 * by two threads.
 */
#include "bug.h"
#include "atomic.h"

struct parcel {
	u64 refs;		/* plain, as Rust's Rc has it */
	struct px_atomic counted;
};

static u64 count(void *arg)
{
	u64 end = px_os_now() + PX_BUG_RACE;
	struct parcel *p = arg;

	while (px_os_now() < end) {
		if (PX_WRONG)
			p->refs++;
		else
			px_atomic_add(&p->counted, 1);
		px_barrier();
	}
	return 0;
}

static void rc_race(void)
{
	static struct parcel p;

	px_run_both(count, count, &p);
}

PX_BUG(rc_race) = {
	.name = "rc_race",
	.make = rc_race,
};

PX_BUG_DOC(rc_race) = {
	.name = "rc_race",
	.wrong = "Two threads count references up, and the count is a plain number.",
	.ends = "Of two that count at once, one is lost: later the object is released too "
		"early.",
	.rust = "Rc is neither Send nor Sync, so no second thread gets one.",
	.caught = "rustc kcsan tsan helgrind",
	.missed = "gcc clang refcount asan",
	.why = "refcount_t looks at counts that are its own, and this is none.",
};
