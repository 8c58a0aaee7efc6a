// SPDX-License-Identifier: GPL-2.0-only
/* rc_race: BROKEN ON PURPOSE. Two threads share a reference count that is not atomic. */
#include "bug.h"
#include "atomic.h"

struct counted {
	u64 refs;		/* as in Rust's Rc */
	struct px_atomic atomic_refs;
};

static u64 count_up(void *arg)
{
	u64 end = px_os_now() + PX_BUG_RACE_NS;
	struct counted *c = arg;

	while (px_os_now() < end) {
		if (PX_WRONG)
			c->refs++;
		else
			px_atomic_add(&c->atomic_refs, 1);
		px_barrier();
	}
	return 0;
}

static void rc_race(void)
{
	static struct counted object;

	px_bug_run_two(count_up, count_up, &object);
}

PX_BUG(rc_race) = {
	.name = "rc_race",
	.run = rc_race,
};

PX_BUG_DOC(rc_race) = {
	.name = "rc_race",
	.wrong = "Two threads increment a reference count that is a plain number.",
	.effect = "Of two simultaneous increments one is lost. Later the object is "
		"released too early.",
	.rust = "Rc is neither Send nor Sync, so no second thread can have one.",
	.caught = "rustc kcsan tsan helgrind",
	.missed = "gcc clang refcount asan",
	.note = "refcount_t checks its own counts only, and this is not one.",
};
