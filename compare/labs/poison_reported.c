// SPDX-License-Identifier: GPL-2.0-only
/* poison_reported: every way to the data of a poisoned lock says so, and leads there. (M5b) */
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

static void ask_mutex(struct px_lab_ctx *s, struct guarded *g)
{
	px_observe(s, "lock_error", px_poison_lock(&g->mutex) == -EOWNERDEAD);
	px_observe(s, "try_lock_held_error", px_poison_trylock(&g->mutex) == -EOWNERDEAD);
	px_poison_unlock(&g->mutex);
	px_observe(s, "try_lock_error", px_poison_trylock(&g->mutex) == -EOWNERDEAD);
	px_poison_unlock(&g->mutex);
}

static void ask_rwlock(struct px_lab_ctx *s, struct guarded *g)
{
	struct px_poison_reader reader;

	px_observe(s, "read_error", px_poison_read(&g->rwlock, &reader) == -EOWNERDEAD);
	px_poison_read_unlock(&reader);
	px_observe(s, "write_error", px_poison_write(&g->rwlock) == -EOWNERDEAD);
	px_poison_write_unlock(&g->rwlock);
}

static int poison_reported(struct px_lab_ctx *s)
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
	ask_mutex(s, &g);
	ask_rwlock(s, &g);
	px_observe(s, "into_inner_error", px_poison_into_inner(&g.mutex) == -EOWNERDEAD);
	px_observe(s, "data_seen", (s64)g.data);
	px_poison_rwlock_destroy(&g.rwlock);
	return 0;
}

PX_LAB(poison_reported) = {
	.name = "poison_reported",
	.run = poison_reported,
};

#define PX_TELLS(name, subject)							\
	{ .what = name, .rust = 1, .kernel = 1, .user = 1,			\
	  .topic = subject, .says = "0:says nothing|1:says that it is poisoned" }

PX_LAB_DOC(poison_reported) = {
	.name = "poison_reported",
	.claims = "M5b",
	.question = "Does try_lock tell of poison too, and what does it say while another one "
		"holds the lock?",
	.done = "A thread panics while it holds a mutex and writes under a readers-writer lock, "
		"both in the poison wrapper. Then every way to the data is tried.",
	.expects = {
		PX_TELLS("try_lock_error", "try_lock, with the mutex free,"),
		{ .what = "try_lock_held_error", .rust = 0, .kernel = 0, .user = 0,
		  .topic = "try_lock, while it is held,",
		  .says = "0:says no more than that it would have to wait|1:says that it is "
			 "poisoned" },
		PX_TELLS("lock_error", "lock"),
		PX_TELLS("read_error", "the readers-writer lock's read"),
		PX_TELLS("write_error", "its write"),
		PX_TELLS("into_inner_error", "into_inner, which ends the mutex,"),
		{ .what = "data_seen", .rust = 9, .kernel = 9, .user = 9,
		  .topic = "the data that is handed over with it", .says = "*:is %d" },
		{ .what = "get_mut_error", .rust = 1, .kernel = PX_NONE, .user = PX_NONE,
		  .topic = "get_mut, for who has the only reference,",
		  .says = "0:says nothing|1:says that it is poisoned" },
	},
};
