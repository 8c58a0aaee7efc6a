// SPDX-License-Identifier: GPL-2.0-only
/* poison_clear: a lock stays poisoned until it is cleared. (M5, M5b) */
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

/* Locks LOCKS times. Returns how many of these locks report the poison. */
static s64 count_reports(struct px_poison *p)
{
	s64 reports = 0;
	u32 n;

	for (n = 0; n < LOCKS; n++) {
		reports += px_poison_lock(p) == -EOWNERDEAD;
		px_poison_unlock(p);
	}
	return reports;
}

/* The thread that clears the poison must repair the data first. */
static void repair(struct guarded *g)
{
	px_poison_lock(&g->lock);
	g->data = 1;
	px_poison_clear(&g->lock);
	px_poison_unlock(&g->lock);
}

static int poison_clear(struct px_lab_ctx *ctx)
{
	struct guarded g = { .data = 0 };
	int err;

	px_poison_init(&g.lock);
	err = px_run_in_thread(panic_holding, &g);
	if (!err) {
		px_observe(ctx, "locks_with_error", count_reports(&g.lock));
		repair(&g);
		px_observe(ctx, "poisoned_after_clear", px_poison_is_poisoned(&g.lock));
		px_observe(ctx, "lock_error_after_clear", px_poison_lock(&g.lock) == -EOWNERDEAD);
		px_observe(ctx, "data_seen", (s64)g.data);
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
	.question = "A poisoned mutex is locked three times in a row. How many of these locks "
		"report the poison?",
	.steps = "A thread panics while it holds a mutex in the poison wrapper. The lab locks the "
		"mutex three times. Then it repairs the data, clears the poison, and locks the "
		"mutex again.",
	.expectations = {
		{ .what = "locks_with_error", .rust = LOCKS, .kernel = LOCKS, .user = LOCKS,
		  .subject = "of three locks in a row,",
		  .values = "1:one reports the poison|3:all three report the poison|"
			    "*:%d report the poison",
		  .brief = "3:until cleared|*:in %d of 3" },
		{ .what = "poisoned_after_clear", .rust = 0, .kernel = 0, .user = 0,
		  .subject = "after clear, the mutex",
		  .values = "0:is no longer poisoned|1:is still poisoned" },
		{ .what = "lock_error_after_clear", .rust = 0, .kernel = 0, .user = 0,
		  .subject = "the next lock", .values = "0:reports nothing|1:reports the poison" },
		{ .what = "data_seen", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "the repaired value", .values = "*:is %d" },
	},
};
