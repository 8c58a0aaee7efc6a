// SPDX-License-Identifier: GPL-2.0-only
/*
 * guard_wrong_thread: one thread locks a mutex, another thread unlocks it. Does
 * the mutex refuse it? (M8)
 *
 * Each mutex is on the stack of the lab's thread, which locks it. The lab's
 * thread must not unlock a mutex that another thread has already unlocked.
 */
#include "harness/lab.h"
#include "mutex.h"
#include "mutex_lab.h"
#include "thread.h"

enum action { UNLOCK, TRYLOCK };

struct unlock_request {
	struct px_mutex lock;
	enum action action;
};

static u64 run_action(void *arg)
{
	struct unlock_request *r = arg;
	int err;

	if (r->action == UNLOCK)
		return (u64)-px_mutex_unlock_unchecked(&r->lock);
	err = px_mutex_trylock(&r->lock);
	if (!err)
		px_mutex_unlock(&r->lock);
	return (u64)-err;
}

/* *result: 0 or -errno of the action. Returns -errno if no thread starts. */
static int in_another_thread(struct unlock_request *r, enum action action, int *result)
{
	struct px_thread t;
	u64 value;
	int err;

	r->action = action;
	err = px_thread_spawn(&t, run_action, r);
	if (err)
		return err;
	px_thread_join(&t, &value);
	*result = -(int)value;
	return 0;
}

/* Unlocks and destroys the mutex before it returns. */
static int unlock_in_another_thread(struct unlock_request *r, int *result, bool *second_holder)
{
	int got = -EBUSY, err;

	px_mutex_lock(&r->lock);
	err = in_another_thread(r, UNLOCK, result);
	if (!err)
		err = in_another_thread(r, TRYLOCK, &got);
	if (px_mutex_word(&r->lock))
		px_mutex_unlock(&r->lock);
	px_mutex_destroy(&r->lock);
	*second_holder = !got;
	return err;
}

static int default_kind(struct px_lab_ctx *ctx)
{
	struct unlock_request r;
	bool second_holder;
	int result, err;

	if (px_mutex_misuse_is_reported()) {
		px_observe(ctx, "refused", PX_UNTRIED);
		px_observe(ctx, "second_holder", PX_UNTRIED);
		return 0;
	}
	px_mutex_init(&r.lock);
	err = unlock_in_another_thread(&r, &result, &second_holder);
	if (err)
		return err;
	px_observe(ctx, "refused", result != 0);
	px_observe(ctx, "second_holder", second_holder);
	return 0;
}

static int checking_kind(struct px_lab_ctx *ctx)
{
	struct unlock_request r;
	bool second_holder;
	int result, err;

	result = px_mutex_init_kind(&r.lock, PX_MUTEX_ERRORCHECK);
	if (!result && px_mutex_misuse_is_reported()) {
		px_mutex_destroy(&r.lock);
		px_observe(ctx, "second_holder_of_checking", PX_UNTRIED);
		result = PX_UNTRIED;
	} else if (!result) {
		err = unlock_in_another_thread(&r, &result, &second_holder);
		if (err)
			return err;
		px_observe(ctx, "second_holder_of_checking", second_holder);
	}
	px_observe(ctx, "checking_kind_result", result);
	return 0;
}

static int guard_wrong_thread(struct px_lab_ctx *ctx)
{
	int err = default_kind(ctx);

	return err ? err : checking_kind(ctx);
}

PX_LAB(guard_wrong_thread) = {
	.name = "guard_wrong_thread",
	.run = guard_wrong_thread,
};

#define REFUSED	.what = "refused", .subject = "an unlock by a thread that does not hold the mutex"
#define SECOND	.what = "second_holder",					\
	.subject = "while the first thread assumes that it holds the mutex, another thread"
#define CHECKING .what = "checking_kind_result",					\
	.subject = "an unlock by the wrong thread, with a mutex that checks its owner,"
#define KEPT_OUT .what = "second_holder_of_checking", .subject = "after that, another thread"
#define VALUES_REFUSED	"0:succeeds|1:is refused"
#define VALUES_SECOND	"0:cannot lock it|1:can lock it too"
#define VALUES_CHECKING	"-95:is impossible: this kind does not exist|-1:returns -EPERM|0:succeeds"

PX_LAB_DOC(guard_wrong_thread) = {
	.name = "guard_wrong_thread",
	.claims = "M8",
	.question = "One thread locks a mutex, another thread unlocks it. Is the unlock refused?",
	.steps = "A thread holds a mutex, a second thread unlocks it, and a third thread tries to "
		"lock it. This is repeated with a kind of mutex that checks its owner.",
	.expectations = {
		{ REFUSED, .when = PX_ON_LOCK_DEBUG, .rust = 1, .kernel = PX_ANY, .user = PX_ANY,
		  .values = VALUES_REFUSED "|" PX_VALUE_UNTRIED,
		  .brief = VALUES_REFUSED "|*:reports it" },
		{ REFUSED, .rust = 1, .kernel = 0, .user = 0, .values = VALUES_REFUSED,
		  .reason = "a MutexGuard is not Send: code that moves it to another thread does "
			 "not compile (E0277). The kernel forbids it too, but only a kernel with "
			 "DEBUG_MUTEXES checks. For pthread's default kind it is undefined "
			 "behaviour, and glibc does not check" },
		{ SECOND, .when = PX_ON_LOCK_DEBUG, .rust = PX_NONE, .kernel = PX_ANY,
		  .user = PX_ANY,
		  .values = VALUES_SECOND "|" PX_VALUE_UNTRIED },
		{ SECOND, .rust = PX_NONE, .kernel = 1, .user = 1, .values = VALUES_SECOND,
		  .reason = "this cannot happen in safe Rust" },
		{ CHECKING, .when = PX_ON_LOCK_DEBUG, .rust = PX_NONE, .kernel = -EOPNOTSUPP,
		  .user = PX_ANY,
		  .values = VALUES_CHECKING "|" PX_VALUE_UNTRIED },
		{ CHECKING, .rust = PX_NONE, .kernel = -EOPNOTSUPP, .user = -EPERM,
		  .values = VALUES_CHECKING "|*:returns %e",
		  .reason = "PTHREAD_MUTEX_ERRORCHECK stores its owner and compares it. The kernel "
			 "has one kind of mutex, which checks only in a debug build" },
		{ KEPT_OUT, .when = PX_ON_LOCK_DEBUG, .rust = PX_NONE, .kernel = PX_NONE,
		  .user = PX_ANY,
		  .values = VALUES_SECOND "|" PX_VALUE_UNTRIED },
		{ KEPT_OUT, .rust = PX_NONE, .kernel = PX_NONE, .user = 0, .values = VALUES_SECOND,
		  .reason = "the mutex was not unlocked" },
	},
};
