// SPDX-License-Identifier: GPL-2.0-only
/*
 * owner_dies: a thread panics while it holds a mutex: a plain one, a robust one,
 * and one with the poison wrapper. The plain mutex stays locked until its memory
 * is freed. (M5)
 */
#include "harness/lab.h"
#include "harness/wait_check.h"
#include "labs/support/run_in_thread.h"
#include "gate.h"
#include "poison.h"
#include "mutex_lab.h"
#include "robust_mutex.h"

enum { HOLDER, WAITER };

struct lab_state {
	struct px_lab_ctx *ctx;
	struct px_mutex bare;
	struct px_robust_mutex robust;
	struct px_poison poison;
	u64 data;			/* protected by poison */
	struct px_gate held;
	s64 waiter_result;
};

/* ---- bare ---- */

static u64 panic_with_bare(void *arg)
{
	struct lab_state *st = arg;

	px_mutex_lock(&st->bare);
	px_thread_panic(1);
}

static bool can_be_locked(struct px_mutex *m)
{
	if (px_mutex_trylock(m))
		return false;
	px_mutex_unlock(m);
	return true;
}

/*
 * trylock runs before the join: until then the owner of the mutex is valid. The
 * join runs before the mutex is freed, since a late holder may still be locking it.
 */
static int bare(struct px_lab_ctx *ctx, struct lab_state *st)
{
	struct px_thread holder;
	int err;

	if (px_mutex_misuse_is_reported()) {
		px_mutex_destroy(&st->bare);
		px_observe(ctx, "bare_can_be_locked", PX_UNTRIED);
		return 0;
	}
	err = px_thread_spawn(&holder, panic_with_bare, st);
	if (err)
		return err;
	px_until(ctx, px_thread_ended(&holder), PX_LAB_TIMEOUT_NS);
	px_observe(ctx, "bare_can_be_locked",
		   px_until(ctx, can_be_locked(&st->bare), PX_LAB_SETTLE_NS));
	px_thread_join(&holder, NULL);
	px_mutex_end_abandoned(&st->bare);
	return 0;
}

/* ---- robust ---- */

static u64 panic_with_robust(void *arg)
{
	struct lab_state *st = arg;

	px_robust_mutex_lock(&st->robust);
	px_thread_panic(1);
}

/* Observes the two locks after a panic. repair: call consistent() between them. */
static int robust_locks(struct px_lab_ctx *ctx, struct lab_state *st, bool repair,
			const char *first, const char *second)
{
	int err = px_run_in_thread(panic_with_robust, st);

	if (err)
		return err;
	px_observe(ctx, first, px_robust_mutex_lock(&st->robust));
	if (repair)
		px_robust_mutex_consistent(&st->robust);
	px_robust_mutex_unlock(&st->robust);
	err = px_robust_mutex_lock(&st->robust);
	px_observe(ctx, second, err);
	if (!err)
		px_robust_mutex_unlock(&st->robust);
	return 0;
}

static int robust(struct px_lab_ctx *ctx, struct lab_state *st)
{
	int err = px_robust_mutex_init(&st->robust);

	px_observe(ctx, "robust_kind", err);
	if (err)
		return 0;
	err = robust_locks(ctx, st, true, "robust_next_lock", "robust_after_consistent");
	if (!err)
		err = robust_locks(ctx, st, false, "robust_dead_again",
				   "robust_not_made_consistent");
	px_robust_mutex_destroy(&st->robust);
	return err;
}

/* ---- the poison wrapper, as in Rust ---- */

static u64 panic_with_poison(void *arg)
{
	struct lab_state *st = arg;

	px_poison_lock(&st->poison);
	st->data = 6;
	px_poison_unlock(&st->poison);
	px_poison_lock(&st->poison);
	st->data = 7;
	px_thread_panic(1);
}

static int poison(struct px_lab_ctx *ctx, struct lab_state *st)
{
	int err = px_run_in_thread(panic_with_poison, st);

	if (err)
		return err;
	px_observe(ctx, "poisoned_before_next_lock", px_poison_is_poisoned(&st->poison));
	px_observe(ctx, "next_lock_error", px_poison_lock(&st->poison) == -EOWNERDEAD);
	px_observe(ctx, "data_seen", (s64)st->data);
	px_poison_unlock(&st->poison);
	px_observe(ctx, "lock_after_that_error", px_poison_lock(&st->poison) == -EOWNERDEAD);
	px_poison_unlock(&st->poison);
	return 0;
}

/* The same, while another thread waits for the lock. */
static u64 hold_and_panic(void *arg)
{
	struct lab_state *st = arg;

	px_poison_lock(&st->poison);
	px_event(st->ctx, HOLDER, PX_ACTOR_HOLDS, "locks");
	px_gate_pass(&st->held);
	px_event(st->ctx, HOLDER, PX_ACTOR_GONE, "panics");
	px_thread_panic(1);
}

static u64 wait_for_lock(void *arg)
{
	struct lab_state *st = arg;

	px_event(st->ctx, WAITER, PX_ACTOR_WAITS, "lock…");
	st->waiter_result = px_poison_lock(&st->poison);
	px_event(st->ctx, WAITER, PX_ACTOR_HOLDS,
		 st->waiter_result ? "locks, gets error" : "locks");
	px_poison_unlock(&st->poison);
	px_event(st->ctx, WAITER, PX_ACTOR_GONE, "done");
	return 0;
}

static int poison_with_waiter(struct px_lab_ctx *ctx, struct lab_state *st)
{
	struct px_thread holder, waiter;
	int err;

	px_poison_clear(&st->poison);
	err = px_thread_spawn(&holder, hold_and_panic, st);
	if (err)
		return err;
	px_gate_await(&st->held, 1);
	err = px_thread_spawn(&waiter, wait_for_lock, st);
	if (!err)
		px_thread_blocked(&waiter, NULL, PX_LAB_TIMEOUT_NS);
	px_gate_open(&st->held);
	px_thread_join(&holder, NULL);
	if (err)
		return err;
	px_thread_join(&waiter, NULL);
	px_observe(ctx, "waiter_error", st->waiter_result == -EOWNERDEAD);
	return 0;
}

static int owner_dies(struct px_lab_ctx *ctx)
{
	struct lab_state *st = px_os_alloc(sizeof(*st));
	int err;

	if (!st)
		return -ENOMEM;
	st->ctx = ctx;
	px_mutex_init(&st->bare);
	px_poison_init(&st->poison);
	px_gate_init(&st->held);
	err = bare(ctx, st);
	if (!err)
		err = robust(ctx, st);
	if (!err)
		err = poison(ctx, st);
	if (!err)
		err = poison_with_waiter(ctx, st);
	px_gate_destroy(&st->held);
	px_poison_destroy(&st->poison);
	px_os_free(st);
	return err;
}

PX_LAB(owner_dies) = {
	.name = "owner_dies",
	.run = owner_dies,
};

#define BARE	.what = "bare_can_be_locked",					\
	.subject = "a plain mutex, which does not handle the death of its holder,"
#define VALUES_BARE	"0:stays locked (checked for 30 ms)|1:can be locked"

PX_LAB_DOC(owner_dies) = {
	.name = "owner_dies",
	.claims = "M5",
	.question = "A thread panics while it holds a mutex. When is the mutex poisoned, and which "
		"calls report it?",
	.steps = "Threads panic while they hold a mutex: a plain one; a robust one, twice; and one "
		"in the poison wrapper. The wrapper keeps a list of the locks that a thread holds. "
		"The lab checks the wrapped mutex before any lock call, and then locks it. At the "
		"end a thread waits for it while the holder panics.",
	.actors = { "holder", "waiter" },
	.expectations = {
		{ .what = "poisoned_before_next_lock", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "after the panic, before the next lock, the mutex",
		  .values = "0:is not poisoned yet|1:is poisoned already",
		  .brief = "0:not yet|1:poisoned" },
		{ .what = "next_lock_error", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "the next lock",
		  .values = "0:reports nothing|1:acquires the mutex and reports the poison" },
		{ .what = "data_seen", .rust = 7, .kernel = 7, .user = 7,
		  .subject = "the protected value can still be read: it", .values = "*:is %d" },
		{ .what = "lock_after_that_error", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "one more lock",
		  .values = "0:reports nothing|1:reports the poison again" },
		{ .what = "waiter_error", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "a thread that waits when the holder panics",
		  .values = "0:gets no error|1:is woken and gets the error" },
		{ BARE, .when = PX_ON_LOCK_DEBUG, .rust = PX_NONE, .kernel = PX_ANY, .user = PX_ANY,
		  .values = VALUES_BARE "|" PX_VALUE_UNTRIED },
		{ BARE, .rust = PX_NONE, .kernel = 0, .user = 0, .values = VALUES_BARE },
		{ .what = "robust_kind", .rust = PX_NONE, .kernel = -EOPNOTSUPP, .user = 0,
		  .subject = "a robust kind of mutex", .values = "0:exists|*:does not exist (%e)",
		  .reason = "PTHREAD_MUTEX_ROBUST: glibc keeps a list of the mutexes that a thread "
			 "holds. When the thread ends, for any reason, the kernel walks it" },
		{ .what = "robust_next_lock", .rust = PX_NONE, .kernel = PX_NONE,
		  .user = -EOWNERDEAD,
		  .subject = "its next lock",
		  .values = "0:returns 0|*:returns %e and acquires the mutex" },
		{ .what = "robust_after_consistent", .rust = PX_NONE, .kernel = PX_NONE, .user = 0,
		  .subject = "a lock after pthread_mutex_consistent() and unlock",
		  .values = "0:returns 0|*:returns %e" },
		{ .what = "robust_dead_again", .rust = PX_NONE, .kernel = PX_NONE,
		  .user = -EOWNERDEAD,
		  .subject = "when a second holder dies, the next lock",
		  .values = "0:returns 0|*:returns %e" },
		{ .what = "robust_not_made_consistent", .rust = PX_NONE, .kernel = PX_NONE,
		  .user = -ENOTRECOVERABLE,
		  .subject = "a lock after an unlock without pthread_mutex_consistent()",
		  .values = "0:returns 0|*:can never succeed again: %e" },
	},
};
