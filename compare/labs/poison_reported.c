// SPDX-License-Identifier: GPL-2.0-only
/*
 * poison_reported: every function that gives access to the data of a poisoned
 * lock reports the poison, and still gives access. (M5b)
 */
#include "harness/lab.h"
#include "labs/support/run_in_thread.h"
#include "poison.h"
#include "poison_rwlock.h"

struct guarded {
	struct px_poison mutex;
	struct px_poison_rwlock rwlock;
	u64 data;
};

static u64 panic_holding(void *arg)
{
	struct guarded *g = arg;

	px_poison_lock(&g->mutex);
	px_poison_write(&g->rwlock);
	px_thread_panic(1);
}

static void try_mutex(struct px_lab_ctx *ctx, struct guarded *g)
{
	px_observe(ctx, "lock_error", px_poison_lock(&g->mutex) == -EOWNERDEAD);
	px_observe(ctx, "try_lock_held_error", px_poison_trylock(&g->mutex) == -EOWNERDEAD);
	px_poison_unlock(&g->mutex);
	px_observe(ctx, "try_lock_error", px_poison_trylock(&g->mutex) == -EOWNERDEAD);
	px_poison_unlock(&g->mutex);
}

static void try_rwlock(struct px_lab_ctx *ctx, struct guarded *g)
{
	struct px_poison_reader reader;

	px_observe(ctx, "read_error", px_poison_read(&g->rwlock, &reader) == -EOWNERDEAD);
	px_poison_read_unlock(&reader);
	px_observe(ctx, "write_error", px_poison_write(&g->rwlock) == -EOWNERDEAD);
	px_poison_write_unlock(&g->rwlock);
}

static int poison_reported(struct px_lab_ctx *ctx)
{
	struct guarded g = { .data = 9 };
	int err;

	px_poison_init(&g.mutex);
	px_poison_rwlock_init(&g.rwlock);
	err = px_run_in_thread(panic_holding, &g);
	if (err) {
		px_poison_destroy(&g.mutex);
		px_poison_rwlock_destroy(&g.rwlock);
		return err;
	}
	try_mutex(ctx, &g);
	try_rwlock(ctx, &g);
	px_observe(ctx, "into_inner_error", px_poison_into_inner(&g.mutex) == -EOWNERDEAD);
	px_observe(ctx, "data_seen", (s64)g.data);
	px_poison_rwlock_destroy(&g.rwlock);
	return 0;
}

PX_LAB(poison_reported) = {
	.name = "poison_reported",
	.run = poison_reported,
};

#define PX_REPORTS(name, text)							\
	{ .what = name, .rust = 1, .kernel = 1, .user = 1,			\
	  .subject = text, .values = "0:reports nothing|1:reports the poison" }

PX_LAB_DOC(poison_reported) = {
	.name = "poison_reported",
	.claims = "M5b",
	.question = "Does try_lock report poison too, and what does it report while another thread "
		"holds the lock?",
	.steps = "A thread panics while it holds a mutex and a reader-writer lock for writing, "
		"both in the poison wrapper. Then the lab calls every function that gives access "
		"to the data.",
	.expectations = {
		PX_REPORTS("try_lock_error", "try_lock of the free mutex"),
		{ .what = "try_lock_held_error", .rust = 0, .kernel = 0, .user = 0,
		  .subject = "try_lock of the held mutex",
		  .values = "0:reports only that the mutex is held|1:reports the poison" },
		PX_REPORTS("lock_error", "lock"),
		PX_REPORTS("read_error", "read of the reader-writer lock"),
		PX_REPORTS("write_error", "write of the reader-writer lock"),
		PX_REPORTS("into_inner_error", "into_inner, which consumes the mutex,"),
		{ .what = "data_seen", .rust = 9, .kernel = 9, .user = 9,
		  .subject = "the value that into_inner returns", .values = "*:is %d" },
		{ .what = "get_mut_error", .rust = 1, .kernel = PX_NONE, .user = PX_NONE,
		  .subject = "get_mut, which needs the only reference,",
		  .values = "0:reports nothing|1:reports the poison" },
	},
};
