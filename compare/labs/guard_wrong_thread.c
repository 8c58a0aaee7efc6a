// SPDX-License-Identifier: GPL-2.0-only
/*
 * guard_wrong_thread: one thread locks, another unlocks. Who says no? (M8)
 *
 * Each mutex is on the stack, and its holder the lab's own thread, which never
 * gives back what another has given back for it.
 */
#include "harness/lab.h"
#include "mutex.h"
#include "mutex_lab.h"
#include "thread.h"

enum errand { UNLOCK, TAKE };

struct visit {
	struct px_mutex lock;
	enum errand errand;
};

static u64 visitor(void *arg)
{
	struct visit *v = arg;
	int err;

	if (v->errand == UNLOCK)
		return (u64)-px_mutex_unlock_unchecked(&v->lock);
	err = px_mutex_trylock(&v->lock);
	if (!err)
		px_mutex_unlock(&v->lock);
	return (u64)-err;
}

/* What another thread is told, 0 or -errno, if there is another thread to be had. */
static int by_another(struct visit *v, enum errand errand, int *result)
{
	struct px_thread t;
	u64 value;
	int err;

	v->errand = errand;
	err = px_thread_spawn(&t, visitor, v);
	if (err)
		return err;
	px_thread_join(&t, &value);
	*result = -(int)value;
	return 0;
}

/* Ends with the mutex free, and destroyed. */
static int unlock_by_another(struct visit *v, int *result, bool *second_holder)
{
	int got = -EBUSY, err;

	px_mutex_lock(&v->lock);
	err = by_another(v, UNLOCK, result);
	if (!err)
		err = by_another(v, TAKE, &got);
	if (px_mutex_word(&v->lock))
		px_mutex_unlock(&v->lock);
	px_mutex_destroy(&v->lock);
	*second_holder = !got;
	return err;
}

static int of_the_usual_kind(struct px_lab_ctx *s)
{
	struct visit v;
	bool second_holder;
	int result, err;

	if (px_mutex_misuse_is_reported()) {
		px_observe(s, "refused", PX_UNTRIED);
		px_observe(s, "second_holder", PX_UNTRIED);
		return 0;
	}
	px_mutex_init(&v.lock);
	err = unlock_by_another(&v, &result, &second_holder);
	if (err)
		return err;
	px_observe(s, "refused", result != 0);
	px_observe(s, "second_holder", second_holder);
	return 0;
}

static int of_the_kind_that_looks(struct px_lab_ctx *s)
{
	struct visit v;
	bool second_holder;
	int result, err;

	result = px_mutex_init_kind(&v.lock, PX_MUTEX_ERRORCHECK);
	if (!result && px_mutex_misuse_is_reported()) {
		px_mutex_destroy(&v.lock);
		px_observe(s, "second_holder_of_checking", PX_UNTRIED);
		result = PX_UNTRIED;
	} else if (!result) {
		err = unlock_by_another(&v, &result, &second_holder);
		if (err)
			return err;
		px_observe(s, "second_holder_of_checking", second_holder);
	}
	px_observe(s, "checking_kind_says", result);
	return 0;
}

static int guard_wrong_thread(struct px_lab_ctx *s)
{
	int err = of_the_usual_kind(s);

	return err ? err : of_the_kind_that_looks(s);
}

PX_LAB(guard_wrong_thread) = {
	.name = "guard_wrong_thread",
	.run = guard_wrong_thread,
};

#define REFUSED	.what = "refused", .topic = "an unlock by a thread that does not hold the mutex"
#define SECOND	.what = "second_holder",					\
	.topic = "while the first thread believes it holds it, another"
#define CHECKING .what = "checking_kind_says", .topic = "a mutex that looks who unlocks it"
#define KEPT_OUT .what = "second_holder_of_checking", .topic = "after that, another thread"
#define SAYS_REFUSED	"0:goes through|1:is refused"
#define SAYS_SECOND	"0:is carried_over out|1:gets in"
#define SAYS_CHECKING	"-95:is not to be had|-1:says -EPERM|0:says nothing"

PX_LAB_DOC(guard_wrong_thread) = {
	.name = "guard_wrong_thread",
	.claims = "M8",
	.question = "One thread locks, another unlocks: who says no?",
	.done = "A thread holds a mutex, another unlocks it, a third tries to take it. Once more "
		"with a mutex of the kind that looks who unlocks.",
	.expects = {
		{ REFUSED, .when = PX_ON_LOCK_DEBUG, .rust = 1, .kernel = PX_ANY, .user = PX_ANY,
		  .says = SAYS_REFUSED "|" PX_VALUE_UNTRIED, .brief = SAYS_REFUSED "|*:reports it" },
		{ REFUSED, .rust = 1, .kernel = 0, .user = 0, .says = SAYS_REFUSED,
		  .why = "a MutexGuard is not Send: moved to another thread, it does not compile "
			 "(E0277). mutex_unlock() is as forbidden there, but only a kernel with "
			 "DEBUG_MUTEXES looks; for pthread's default kind it is undefined, and "
			 "glibc does not look" },
		{ SECOND, .when = PX_ON_LOCK_DEBUG, .rust = PX_NONE, .kernel = PX_ANY, .user = PX_ANY,
		  .says = SAYS_SECOND "|" PX_VALUE_UNTRIED },
		{ SECOND, .rust = PX_NONE, .kernel = 1, .user = 1, .says = SAYS_SECOND,
		  .why = "in Rust it cannot come to that" },
		{ CHECKING, .when = PX_ON_LOCK_DEBUG, .rust = PX_NONE, .kernel = -EOPNOTSUPP, .user = PX_ANY,
		  .says = SAYS_CHECKING "|" PX_VALUE_UNTRIED },
		{ CHECKING, .rust = PX_NONE, .kernel = -EOPNOTSUPP, .user = -EPERM,
		  .says = SAYS_CHECKING "|*:says %e",
		  .why = "PTHREAD_MUTEX_ERRORCHECK keeps its owner and compares; the kernel has "
			 "one kind of mutex, and a debug build" },
		{ KEPT_OUT, .when = PX_ON_LOCK_DEBUG, .rust = PX_NONE, .kernel = PX_NONE, .user = PX_ANY,
		  .says = SAYS_SECOND "|" PX_VALUE_UNTRIED },
		{ KEPT_OUT, .rust = PX_NONE, .kernel = PX_NONE, .user = 0, .says = SAYS_SECOND,
		  .why = "nothing was unlocked" },
	},
};
