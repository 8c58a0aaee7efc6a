// SPDX-License-Identifier: GPL-2.0-only
/*
 * poison_only_by_panic: what poisons a lock is a panic that begins while it is
 * held, and of a readers-writer lock only a writer's. (M5b)
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

/* Taken and given back by a destructor, on the way out of the panic. */
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
} trials[] = {
	{ "after_return", lock_and_return, false },
	{ "after_panic_not_holding", panic_not_holding, false },
	{ "after_lock_in_unwinding", panic_with_destructor, false },
	{ "after_panic_holding", panic_holding, false },
	{ "after_readers_panic", panic_reading, true },
	{ "after_writers_panic", panic_writing, true },
};

/* Nobody left anything locked. */
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

static int try_all(struct px_lab_ctx *s, struct locks *l)
{
	u32 n;

	for (n = 0; n < PX_COUNT_OF(trials); n++) {
		int err = px_run_in_thread(trials[n].job, l);

		if (err)
			return err;
		px_observe(s, trials[n].what, trials[n].of_rwlock ?
		       px_poison_rwlock_is_poisoned(&l->rwlock) :
		       px_poison_is_poisoned(&l->mutex));
	}
	px_observe(s, "free_at_the_end", are_free(l));
	return 0;
}

static int poison_only_by_panic(struct px_lab_ctx *s)
{
	struct locks l;
	int err;

	px_poison_init(&l.mutex);
	px_poison_rwlock_init(&l.rwlock);
	err = try_all(s, &l);
	px_poison_rwlock_destroy(&l.rwlock);
	px_poison_destroy(&l.mutex);
	return err;
}

PX_LAB(poison_only_by_panic) = {
	.name = "poison_only_by_panic",
	.run = poison_only_by_panic,
};

#define PX_POISONS(name, poisons, subject)					\
	{ .what = name, .rust = poisons, .kernel = poisons, .user = poisons,	\
	  .topic = subject, .says = "0:does not poison|1:poisons" }

PX_LAB_DOC(poison_only_by_panic) = {
	.name = "poison_only_by_panic",
	.claims = "M5b",
	.question = "A thread that panics holds nothing, but its destructor locks a mutex: is "
		"that poisoned?",
	.done = "Threads end one after another, each in another way, and the lock that each has "
		"used is looked at: a mutex, and a readers-writer lock, both in the poison "
		"wrapper.",
	.expects = {
		PX_POISONS("after_lock_in_unwinding", 0, "a lock taken and given back during the "
			 "panic"),
		PX_POISONS("after_panic_not_holding", 0, "a panic after the unlock"),
		PX_POISONS("after_panic_holding", 1, "a panic while holding"),
		PX_POISONS("after_readers_panic", 0, "a reader's panic"),
		PX_POISONS("after_writers_panic", 1, "a writer's panic"),
		PX_POISONS("after_return", 0, "a thread that unlocks and returns"),
		{ .what = "free_at_the_end", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "whatever happened, in the end both locks",
		  .says = "0:are still held|1:are free" },
	},
};
