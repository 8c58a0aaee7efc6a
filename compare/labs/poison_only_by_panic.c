// SPDX-License-Identifier: GPL-2.0-only
/*
 * poison_only_by_panic: only a panic that begins while a lock is held poisons
 * the lock. A reader-writer lock is poisoned only by a writer. (M5b)
 */
#include "harness/lab.h"
#include "labs/support/run_in_thread.h"
#include "poison.h"
#include "poison_rwlock.h"

struct locks {
	struct px_poison mutex;
	struct px_poison_rwlock rwlock;
};

static u64 lock_and_return(void *arg)
{
	struct locks *l = arg;

	px_poison_lock(&l->mutex);
	px_poison_unlock(&l->mutex);
	return 0;
}

static u64 panic_not_holding(void *arg)
{
	lock_and_return(arg);
	px_thread_panic(1);
}

struct destructor {
	struct px_cleanup cleanup;	/* first */
	struct locks *locks;
};

static void lock_in_unwinding(struct px_cleanup *c)
{
	lock_and_return(((struct destructor *)c)->locks);
}

/* A destructor locks and unlocks while the panic unwinds the stack. */
static u64 panic_with_destructor(void *arg)
{
	struct destructor d = { .locks = arg };

	px_cleanup_add(&d.cleanup, lock_in_unwinding);
	px_thread_panic(1);
}

static u64 panic_holding(void *arg)
{
	struct locks *l = arg;

	px_poison_lock(&l->mutex);
	px_thread_panic(1);
}

static u64 panic_reading(void *arg)
{
	struct locks *l = arg;
	struct px_poison_reader reader;

	px_poison_read(&l->rwlock, &reader);
	px_thread_panic(1);
}

static u64 panic_writing(void *arg)
{
	struct locks *l = arg;

	px_poison_write(&l->rwlock);
	px_thread_panic(1);
}

static const struct {
	const char *what;
	px_thread_fn job;
	bool of_rwlock;
} cases[] = {
	{ "after_return", lock_and_return, false },
	{ "after_panic_not_holding", panic_not_holding, false },
	{ "after_lock_in_unwinding", panic_with_destructor, false },
	{ "after_panic_holding", panic_holding, false },
	{ "after_readers_panic", panic_reading, true },
	{ "after_writers_panic", panic_writing, true },
};

/* True if both locks can be locked. */
static bool are_free(struct locks *l)
{
	bool mutex = px_poison_trylock(&l->mutex) != -EBUSY;
	bool rwlock = px_poison_write_try(&l->rwlock) != -EBUSY;

	if (mutex)
		px_poison_unlock(&l->mutex);
	if (rwlock)
		px_poison_write_unlock(&l->rwlock);
	return mutex && rwlock;
}

static int run_cases(struct px_lab_ctx *ctx, struct locks *l)
{
	u32 n;

	for (n = 0; n < PX_COUNT_OF(cases); n++) {
		int err = px_run_in_thread(cases[n].job, l);

		if (err)
			return err;
		px_observe(ctx, cases[n].what, cases[n].of_rwlock ?
		       px_poison_rwlock_is_poisoned(&l->rwlock) :
		       px_poison_is_poisoned(&l->mutex));
	}
	px_observe(ctx, "free_at_the_end", are_free(l));
	return 0;
}

static int poison_only_by_panic(struct px_lab_ctx *ctx)
{
	struct locks l;
	int err;

	px_poison_init(&l.mutex);
	px_poison_rwlock_init(&l.rwlock);
	err = run_cases(ctx, &l);
	px_poison_rwlock_destroy(&l.rwlock);
	px_poison_destroy(&l.mutex);
	return err;
}

PX_LAB(poison_only_by_panic) = {
	.name = "poison_only_by_panic",
	.run = poison_only_by_panic,
};

#define PX_POISONS(name, poisons, text)						\
	{ .what = name, .rust = poisons, .kernel = poisons, .user = poisons,	\
	  .subject = text, .values = "0:does not poison the lock|1:poisons the lock" }

PX_LAB_DOC(poison_only_by_panic) = {
	.name = "poison_only_by_panic",
	.claims = "M5b",
	.question = "A thread panics without a lock, and its destructor then locks a mutex. Is "
		"that mutex poisoned?",
	.steps = "Six threads use a lock and end, each in a different way. After each thread the "
		"lab checks the lock that the thread used: a mutex or a reader-writer lock, both "
		"in the poison wrapper.",
	.expectations = {
		PX_POISONS("after_lock_in_unwinding", 0, "a lock and unlock by a destructor during "
			   "the panic"),
		PX_POISONS("after_panic_not_holding", 0, "a panic after the unlock"),
		PX_POISONS("after_panic_holding", 1, "a panic while the thread holds the mutex"),
		PX_POISONS("after_readers_panic", 0, "a reader's panic"),
		PX_POISONS("after_writers_panic", 1, "a writer's panic"),
		PX_POISONS("after_return", 0, "a thread that unlocks and returns"),
		{ .what = "free_at_the_end", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "at the end both locks",
		  .values = "0:are still held|1:are free" },
	},
};
