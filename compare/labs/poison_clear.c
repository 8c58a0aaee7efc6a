// SPDX-License-Identifier: GPL-2.0-only
/* poison_clear: poison stays, through any number of locks, until it is cleared. (M5, M5b) */
#include "harness/lab.h"
#include "labs/support/run_in_thread.h"
#include "poison.h"

#define LOCKS	3

struct guarded {
	struct px_poison lock;
	u64 data;
};

static u64 panic_holding(void *arg)
{
	px_poison_lock(&((struct guarded *)arg)->lock);
	px_thread_panic(1);
}

/* Of so many locks in a row, how many say so? */
static s64 lock_often(struct px_poison *p)
{
	s64 told = 0;
	u32 n;

	for (n = 0; n < LOCKS; n++) {
		told += px_poison_lock(p) == -EOWNERDEAD;
		px_poison_unlock(p);
	}
	return told;
}

/* Whoever clears it says that the data is as it should be, and had better see to that. */
static void mend(struct guarded *g)
{
	px_poison_lock(&g->lock);
	g->data = 1;
	px_poison_clear(&g->lock);
	px_poison_unlock(&g->lock);
}

static int poison_clear(struct px_lab_ctx *s)
{
	struct guarded g = { .data = 0 };
	int err;

	px_poison_init(&g.lock);
	err = px_run_in_thread(panic_holding, &g);
	if (!err) {
		px_observe(s, "locks_with_error", lock_often(&g.lock));
		mend(&g);
		px_observe(s, "poisoned_after_clear", px_poison_is_poisoned(&g.lock));
		px_observe(s, "lock_error_after_clear", px_poison_lock(&g.lock) == -EOWNERDEAD);
		px_observe(s, "data_seen", (s64)g.data);
		px_poison_unlock(&g.lock);
	}
	px_poison_destroy(&g.lock);
	return err;
}

PX_LAB(poison_clear) = {
	.name = "poison_clear",
	.run = poison_clear,
};

PX_LAB_DOC(poison_clear) = {
	.name = "poison_clear",
	.claims = "M5 M5b",
	.question = "A poisoned mutex is locked three times in a row: how many of these locks are "
		"told?",
	.done = "A thread panics while it holds a mutex in the poison wrapper. The mutex is locked "
		"three times. Then somebody mends the data, clears the mark, and it is locked "
		"again.",
	.expects = {
		{ .what = "locks_with_error", .rust = LOCKS, .kernel = LOCKS, .user = LOCKS,
		  .topic = "of three locks in a row,",
		  .says = "1:one is told|3:all three are told|*:%d are told",
		  .brief = "3:until cleared|*:%d of 3 told" },
		{ .what = "poisoned_after_clear", .rust = 0, .kernel = 0, .user = 0,
		  .topic = "cleared, it",
		  .says = "0:is not poisoned any more|1:is still poisoned" },
		{ .what = "lock_error_after_clear", .rust = 0, .kernel = 0, .user = 0,
		  .topic = "the next lock", .says = "0:says nothing|1:is told" },
		{ .what = "data_seen", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "and the data, mended meanwhile,", .says = "*:is %d" },
	},
};
