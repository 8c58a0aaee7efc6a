// SPDX-License-Identifier: GPL-2.0-only
/*
 * owner_dies: a thread ends in a panic while it holds a mutex: a bare one, a
 * robust one, and one with the poison wrapper. The bare one stays locked for
 * ever, and goes away with the memory that it is in. (M5)
 */
#include "harness/lab.h"
#include "labs/support/wait_check.h"
#include "labs/support/run_in_thread.h"
#include "gate.h"
#include "poison.h"
#include "mutex_lab.h"
#include "robust_mutex.h"

enum { HOLDER, WAITER };

struct stage {
	struct px_lab_ctx *ctx;
	struct px_mutex bare;
	struct px_robust_mutex robust;
	struct px_poison poison;
	u64 data;			/* of the poison mutex */
	struct px_gate held;
	s64 waiter_heard;
};

/* ---- bare ---- */

static u64 die_with_bare(void *arg)
{
	struct stage *st = arg;

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
 * The holder is joined after it was tried: until then it is known whom the mutex belongs to. It
 * may be late, and in the midst of locking, so it has ended before the mutex goes.
 */
static int bare(struct px_lab_ctx *s, struct stage *st)
{
	struct px_thread holder;
	int err;

	if (px_mutex_misuse_is_reported()) {
		px_mutex_destroy(&st->bare);
		px_observe(s, "bare_can_be_locked", PX_UNTRIED);
		return 0;
	}
	err = px_thread_spawn(&holder, die_with_bare, st);
	if (err)
		return err;
	px_until(s, px_thread_ended(&holder), PX_LAB_TIMEOUT_NS);
	px_observe(s, "bare_can_be_locked", px_until(s, can_be_locked(&st->bare), PX_LAB_SETTLE_NS));
	px_thread_join(&holder, NULL);
	px_mutex_end_abandoned(&st->bare);
	return 0;
}

/* ---- robust ---- */

static u64 die_with_robust(void *arg)
{
	struct stage *st = arg;

	px_robust_mutex_lock(&st->robust);
	px_thread_panic(1);
}

/* What the two locks after a holder's death say, with or without making it consistent between. */
static int robust_locks(struct px_lab_ctx *s, struct stage *st, bool mend, const char *first,
			const char *second)
{
	int err = px_run_in_thread(die_with_robust, st);

	if (err)
		return err;
	px_observe(s, first, px_robust_mutex_lock(&st->robust));
	if (mend)
		px_robust_mutex_consistent(&st->robust);
	px_robust_mutex_unlock(&st->robust);
	err = px_robust_mutex_lock(&st->robust);
	px_observe(s, second, err);
	if (!err)
		px_robust_mutex_unlock(&st->robust);
	return 0;
}

static int robust(struct px_lab_ctx *s, struct stage *st)
{
	int err = px_robust_mutex_init(&st->robust);

	px_observe(s, "robust_kind", err);
	if (err)
		return 0;
	err = robust_locks(s, st, true, "robust_next_lock", "robust_after_consistent");
	if (!err)
		err = robust_locks(s, st, false, "robust_dead_again", "robust_not_made_consistent");
	px_robust_mutex_destroy(&st->robust);
	return err;
}

/* ---- the wrapper, which is what Rust does ---- */

static u64 die_with_poison(void *arg)
{
	struct stage *st = arg;

	px_poison_lock(&st->poison);
	st->data = 6;
	px_poison_unlock(&st->poison);
	px_poison_lock(&st->poison);
	st->data = 7;
	px_thread_panic(1);
}

static int poison(struct px_lab_ctx *s, struct stage *st)
{
	int err = px_run_in_thread(die_with_poison, st);

	if (err)
		return err;
	px_observe(s, "poisoned_before_next_lock", px_poison_is_poisoned(&st->poison));
	px_observe(s, "next_lock_error", px_poison_lock(&st->poison) == -EOWNERDEAD);
	px_observe(s, "data_seen", (s64)st->data);
	px_poison_unlock(&st->poison);
	px_observe(s, "lock_after_that_error", px_poison_lock(&st->poison) == -EOWNERDEAD);
	px_poison_unlock(&st->poison);
	return 0;
}

/* The same with one who waits for it meanwhile. */
static u64 hold_and_die(void *arg)
{
	struct stage *st = arg;

	px_poison_lock(&st->poison);
	px_event(st->ctx, HOLDER, PX_ACTOR_HOLDS, "locks");
	px_gate_pass(&st->held);
	px_event(st->ctx, HOLDER, PX_ACTOR_GONE, "panics");
	px_thread_panic(1);
}

static u64 wait_for_it(void *arg)
{
	struct stage *st = arg;

	px_event(st->ctx, WAITER, PX_ACTOR_WAITS, "lock…");
	st->waiter_heard = px_poison_lock(&st->poison);
	px_event(st->ctx, WAITER, PX_ACTOR_HOLDS, st->waiter_heard ? "has it, is "
		"told" : "has it");
	px_poison_unlock(&st->poison);
	px_event(st->ctx, WAITER, PX_ACTOR_GONE, "done");
	return 0;
}

static int poison_with_waiter(struct px_lab_ctx *s, struct stage *st)
{
	struct px_thread holder, waiter;
	int err;

	px_poison_clear(&st->poison);
	err = px_thread_spawn(&holder, hold_and_die, st);
	if (err)
		return err;
	px_gate_await(&st->held, 1);
	err = px_thread_spawn(&waiter, wait_for_it, st);
	if (!err)
		px_thread_seen_asleep(&waiter, PX_LAB_TIMEOUT_NS);
	px_gate_open(&st->held);
	px_thread_join(&holder, NULL);
	if (err)
		return err;
	px_thread_join(&waiter, NULL);
	px_observe(s, "waiter_error", st->waiter_heard == -EOWNERDEAD);
	return 0;
}

static int owner_dies(struct px_lab_ctx *s)
{
	struct stage *st = px_os_alloc(sizeof(*st));
	int err;

	if (!st)
		return -ENOMEM;
	st->ctx = s;
	px_mutex_init(&st->bare);
	px_poison_init(&st->poison);
	px_gate_init(&st->held);
	err = bare(s, st);
	if (!err)
		err = robust(s, st);
	if (!err)
		err = poison(s, st);
	if (!err)
		err = poison_with_waiter(s, st);
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
	.topic = "a bare mutex, which does not ask what becomes of its holder,"
#define SAYS_BARE	"0:is locked for ever (looked at for 30 ms)|1:can be locked"

PX_LAB_DOC(owner_dies) = {
	.name = "owner_dies",
	.claims = "M5",
	.question = "A thread panics while it holds a mutex: when is the mutex poisoned, and who "
		"is told?",
	.done = "Threads panic while they hold a mutex: a bare one; a robust one, twice; and one "
		"in the poison wrapper, which keeps a list of what a thread holds. It is looked "
		"at before anybody locks it, and locked. At last somebody waits for it when the "
		"holder panics.",
	.actors = { "holder", "waiter" },
	.expects = {
		{ .what = "poisoned_before_next_lock", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "after the panic, before any next lock, the mutex",
		  .says = "0:is not poisoned yet|1:is poisoned already",
		  .brief = "0:not yet|1:poisoned" },
		{ .what = "next_lock_error", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "the next lock", .says = "0:says nothing|1:says so, and has the mutex" },
		{ .what = "data_seen", .rust = 7, .kernel = 7, .user = 7,
		  .topic = "the data can be reached: it", .says = "*:is %d" },
		{ .what = "lock_after_that_error", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "one more lock", .says = "0:says nothing|1:says so again" },
		{ .what = "waiter_error", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "who was waiting meanwhile",
		  .says = "0:is not told|1:is woken, and told" },
		{ BARE, .when = PX_ON_LOCK_DEBUG, .rust = PX_NONE, .kernel = PX_ANY, .user = PX_ANY,
		  .says = SAYS_BARE "|" PX_VALUE_UNTRIED },
		{ BARE, .rust = PX_NONE, .kernel = 0, .user = 0, .says = SAYS_BARE },
		{ .what = "robust_kind", .rust = PX_NONE, .kernel = -EOPNOTSUPP, .user = 0,
		  .topic = "a robust kind of mutex", .says = "0:exists|*:does not exist (%e)",
		  .why = "PTHREAD_MUTEX_ROBUST: glibc keeps a list of what a thread holds, and "
			 "the kernel walks it when the thread ends, in whatever way" },
		{ .what = "robust_next_lock", .rust = PX_NONE, .kernel = PX_NONE,
		  .user = -EOWNERDEAD,
		  .topic = "its next lock", .says = "0:says nothing|*:says %e, and has the mutex" },
		{ .what = "robust_after_consistent", .rust = PX_NONE, .kernel = PX_NONE, .user = 0,
		  .topic = "after pthread_mutex_consistent(), it",
		  .says = "0:is as new|*:says %e" },
		{ .what = "robust_dead_again", .rust = PX_NONE, .kernel = PX_NONE,
		  .user = -EOWNERDEAD,
		  .topic = "when its holder dies once more, the next lock",
		  .says = "0:says nothing|*:says %e" },
		{ .what = "robust_not_made_consistent", .rust = PX_NONE, .kernel = PX_NONE,
		  .user = -ENOTRECOVERABLE,
		  .topic = "unlocked without that, it",
		  .says = "0:is as new|*:is of no more use: %e" },
	},
};
