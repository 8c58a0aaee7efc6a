// SPDX-License-Identifier: GPL-2.0-only
/*
 * lock_word: what a mutex notes down about itself: nobody, somebody, somebody
 * and a queue. That is not the value that it guards. (M6)
 */
#include "harness/lab.h"
#include "labs/support/wait_check.h"
#include "mutex.h"
#include "mutex_lab.h"
#include "thread.h"

static u64 word_seen(void *arg)
{
	return px_mutex_word(arg);
}

static u64 wait_for_it(void *arg)
{
	px_mutex_lock(arg);
	px_mutex_unlock(arg);
	return 0;
}

/* The mutex is held by the caller, and is so still. */
static int see_from_outside(struct px_lab_ctx *s, struct px_mutex *m)
{
	struct px_thread t;
	u64 word;
	int err = px_thread_spawn(&t, word_seen, m);

	if (err)
		return err;
	px_thread_join(&t, &word);
	px_observe(s, "held_by_another", (s64)word);
	return 0;
}

/* The mutex is held by the caller, who lets go. */
static int see_contended(struct px_lab_ctx *s, struct px_mutex *m)
{
	struct px_thread t;
	int err = px_thread_spawn(&t, wait_for_it, m);

	if (err) {
		px_mutex_unlock(m);
		return err;
	}
	px_thread_seen_asleep(&t, PX_LAB_TIMEOUT_NS);
	px_observe(s, "contended", px_mutex_word(m));
	px_mutex_unlock(m);
	px_thread_join(&t, NULL);
	return 0;
}

static int lock_word(struct px_lab_ctx *s)
{
	struct px_mutex m;
	int err;

	px_mutex_init(&m);
	px_observe(s, "before", px_mutex_word(&m));
	px_mutex_lock(&m);
	px_observe(s, "held", px_mutex_word(&m));
	err = see_from_outside(s, &m);
	if (err)
		px_mutex_unlock(&m);
	else
		err = see_contended(s, &m);
	px_observe(s, "after", px_mutex_word(&m));
	px_mutex_destroy(&m);
	return err;
}

PX_LAB(lock_word) = {
	.name = "lock_word",
	.run = lock_word,
};

#define CONTENDED							\
	.what = "contended", .rust = 2, .kernel = 5, .user = 5,		\
	.topic = "the word of a mutex that another thread waits for",	\
	.says = "0:is 0|1:tells of nobody who waits|2:is 2 (held and awaited)"	\
		"|5:names the holder and tells of the waiter|*:is %d",	\
	.brief = "2:2: awaited|5:held, awaited|*:%d"

PX_LAB_DOC(lock_word) = {
	.name = "lock_word",
	.claims = "M6",
	.question = "What does a mutex's own word say: when free, held, awaited, and free again?",
	.done = "The word is looked at before the mutex is taken; by its holder; by another "
		"thread; when a third one waits for it; and when all are gone.",
	.expects = {
		{ CONTENDED, .when = PX_ON_RT,
		  .why = "a mutex is an rt_mutex on PREEMPT_RT: its owner's task, and a flag when "
			 "somebody waits. Rust's futex word has three values, as glibc's, beside "
			 "which the holder's number is carried_over" },
		{ CONTENDED,
		  .why = "the kernel's word is the owner's task, with flags in its lowest bits. "
			 "Rust's futex word has three values, 0, 1, 2, as glibc's, beside which "
			 "the holder's number is carried_over" },
		{ .what = "before", .rust = 0, .kernel = 0, .user = 0,
		  .topic = "the word of a new mutex", .says = "0:is 0|*:is not 0" },
		{ .what = "held", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "asked by its holder, it", .says = "0:is 0|1:says that it is held|*:is %d" },
		{ .what = "held_by_another", .rust = PX_NONE, .kernel = 2, .user = 2,
		  .topic = "asked by another thread, it",
		  .says = "0:is 0|1:names that thread|2:names somebody else|*:is %d",
		  .why = "Rust's mutex does not know its holder: nobody else can have the guard" },
		{ .what = "after", .rust = 0, .kernel = 0, .user = 0,
		  .topic = "when all are gone, it", .says = "0:is 0|*:is not 0" },
		{ .what = "new_7_is_unlocked", .rust = 1, .kernel = PX_NONE, .user = PX_NONE,
		  .topic = "Mutex::new(7)", .says = "0:is locked|1:is as unlocked as Mutex::new(0)",
		  .why = "the number is the value that is guarded; in C a mutex has no value in "
			 "it" },
	},
};
