// SPDX-License-Identifier: GPL-2.0-only
/*
 * lock_word: the word in which a mutex keeps its own state: free, held, or held
 * with waiters. It is not the value that the mutex protects. (M6)
 */
#include "harness/lab.h"
#include "harness/wait_check.h"
#include "mutex.h"
#include "mutex_lab.h"
#include "thread.h"

static u64 read_word(void *arg)
{
	return px_mutex_word(arg);
}

static u64 lock_and_unlock(void *arg)
{
	px_mutex_lock(arg);
	px_mutex_unlock(arg);
	return 0;
}

/* Caller holds the mutex, and still holds it afterwards. */
static int read_from_another_thread(struct px_lab_ctx *ctx, struct px_mutex *m)
{
	struct px_thread t;
	u64 word;
	int err = px_thread_spawn(&t, read_word, m);

	if (err)
		return err;
	px_thread_join(&t, &word);
	px_observe(ctx, "held_by_another", (s64)word);
	return 0;
}

/* Caller holds the mutex. It is unlocked here. */
static int read_contended(struct px_lab_ctx *ctx, struct px_mutex *m)
{
	struct px_thread t;
	int err = px_thread_spawn(&t, lock_and_unlock, m);

	if (err) {
		px_mutex_unlock(m);
		return err;
	}
	px_thread_blocked(&t, NULL, PX_LAB_TIMEOUT_NS);
	px_observe(ctx, "contended", px_mutex_word(m));
	px_mutex_unlock(m);
	px_thread_join(&t, NULL);
	return 0;
}

static int lock_word(struct px_lab_ctx *ctx)
{
	struct px_mutex m;
	int err;

	px_mutex_init(&m);
	px_observe(ctx, "before", px_mutex_word(&m));
	px_mutex_lock(&m);
	px_observe(ctx, "held", px_mutex_word(&m));
	err = read_from_another_thread(ctx, &m);
	if (err)
		px_mutex_unlock(&m);
	else
		err = read_contended(ctx, &m);
	px_observe(ctx, "after", px_mutex_word(&m));
	px_mutex_destroy(&m);
	return err;
}

PX_LAB(lock_word) = {
	.name = "lock_word",
	.run = lock_word,
};

#define CONTENDED							\
	.what = "contended", .rust = 2, .kernel = 5, .user = 5,		\
	.subject = "while another thread waits for the mutex, its word",	\
	.values = "0:is 0|1:shows no waiter|2:is 2 (held, with waiters)"	\
		"|5:names the holder and shows that there are waiters|*:is %d",	\
	.brief = "2:2: waiters|5:held, waiters|*:%d"

PX_LAB_DOC(lock_word) = {
	.name = "lock_word",
	.claims = "M6",
	.question = "What does a mutex store in its own word while it is free, held, waited for, "
		    "and free again?",
	.steps = "The lab reads the word of a new mutex. It reads it again in the thread that "
		"holds the mutex, and in another thread. Then a third thread waits for the mutex, "
		"and the lab reads the word once more. The last read is after the last unlock.",
	.expectations = {
		{ CONTENDED, .when = PX_ON_RT,
		  .reason = "on PREEMPT_RT a mutex is an rt_mutex: its word is the owner's task, "
			 "and a flag for waiters. The futex word of Rust and glibc has three "
			 "values; glibc stores the holder's number next to it" },
		{ CONTENDED,
		  .reason = "the kernel's word is the owner's task, with flags in its lowest bits. "
			 "Rust's futex word has three values: 0, 1 and 2. glibc's has the same "
			 "three, and glibc stores the holder's number next to it" },
		{ .what = "before", .rust = 0, .kernel = 0, .user = 0,
		  .subject = "the word of a new mutex", .values = "0:is 0|*:is not 0" },
		{ .what = "held", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "read by the holder, it",
		  .values = "0:is 0|1:shows that it is held|*:is %d" },
		{ .what = "held_by_another", .rust = PX_NONE, .kernel = 2, .user = 2,
		  .subject = "read by another thread, it",
		  .values = "0:is 0|1:names that thread|2:names a different thread|*:is %d",
		  .reason = "Rust's mutex does not store its holder: only the holder can have the "
			 "guard" },
		{ .what = "after", .rust = 0, .kernel = 0, .user = 0,
		  .subject = "after the last unlock, it", .values = "0:is 0|*:is not 0" },
		{ .what = "new_7_is_unlocked", .rust = 1, .kernel = PX_NONE, .user = PX_NONE,
		  .subject = "Mutex::new(7)",
		  .values = "0:is locked|1:is unlocked, as Mutex::new(0) is",
		  .reason = "the argument is the protected value. In C a mutex does not contain a "
			 "value" },
	},
};
