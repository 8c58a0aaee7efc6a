// SPDX-License-Identifier: GPL-2.0-only
/*
 * guard_every_exit: a guard unlocks however its block is left. There is one
 * way out that C's guard does not see. (M4)
 */
#include "harness/lab.h"
#include "mutex.h"
#include "mutex_lab.h"
#include "thread.h"

static u32 by_return(struct px_mutex *m)
{
	px_mutex_guard(m);
	return 1;
}

static u32 by_break(struct px_mutex *m)
{
	for (;;) {
		px_mutex_guard(m);
		break;
	}
	return 1;
}

static u32 by_goto(struct px_mutex *m)
{
	{
		px_mutex_guard(m);
		goto out;
	}
out:
	return 1;
}

static int fails(struct px_mutex *m)
{
	return m ? -EIO : 0;
}

static u32 by_error(struct px_mutex *m)
{
	px_mutex_guard(m);
	int err = fails(m);

	if (err)
		return err == -EIO;
	return 0;
}

static u64 by_panic(void *arg)
{
	struct px_mutex *m = arg;

	px_mutex_guard(m);
	px_thread_panic(1);
}

static bool is_free(struct px_mutex *m)
{
	if (px_mutex_trylock(m))
		return false;
	px_mutex_unlock(m);
	return true;
}

/* Of a mutex that is left locked, nothing is asked once its holder is joined. */
static int panic_with(struct px_lab_ctx *s, struct px_mutex *m)
{
	struct px_thread t;
	bool unlocked;
	int err;

	px_mutex_init(m);
	err = px_thread_spawn(&t, by_panic, m);
	if (err)
		return err;
	px_until(s, px_thread_ended(&t), PX_LAB_TIMEOUT_NS);
	unlocked = is_free(m);
	px_thread_join(&t, NULL);
	if (unlocked)
		px_mutex_destroy(m);
	else
		px_mutex_end_abandoned(m);
	px_observe(s, "unlocked_after_panic", unlocked);
	return 0;
}

/* In memory of its own: the lock that stays locked goes with it. */
static int leave_by_panic(struct px_lab_ctx *s)
{
	struct px_mutex *m;
	int err;

	if (px_mutex_misuse_is_reported()) {
		px_observe(s, "unlocked_after_panic", PX_UNTRIED);
		return 0;
	}
	m = px_os_alloc(sizeof(*m));
	if (!m)
		return -ENOMEM;
	err = panic_with(s, m);
	px_os_free(m);
	return err;
}

static int guard_every_exit(struct px_lab_ctx *s)
{
	struct px_mutex m;

	px_mutex_init(&m);
	px_observe(s, "unlocked_after_return", by_return(&m) && is_free(&m));
	px_observe(s, "unlocked_after_break", by_break(&m) && is_free(&m));
	px_observe(s, "unlocked_after_goto", by_goto(&m) && is_free(&m));
	px_observe(s, "unlocked_after_error", by_error(&m) && is_free(&m));
	px_mutex_destroy(&m);
	return leave_by_panic(s);
}

PX_LAB(guard_every_exit) = {
	.name = "guard_every_exit",
	.run = guard_every_exit,
};

#define SAYS	"0:leaves the mutex locked|1:unlocks the mutex"
#define PANIC	.what = "unlocked_after_panic", .topic = "the end of a thread that panics"

PX_LAB_DOC(guard_every_exit) = {
	.name = "guard_every_exit",
	.claims = "M4",
	.question = "Does the guard unlock, whichever way its block is left?",
	.done = "A mutex is held by a guard, and the block left by return, break, goto, and on an "
		"error; then a thread panics while it holds one. Each time: is the mutex free?",
	.expects = {
		{ PANIC, .when = PX_ON_LOCK_DEBUG, .rust = 1, .kernel = PX_ANY, .user = PX_ANY,
		  .says = SAYS "|" PX_VALUE_UNTRIED, .brief = SAYS "|*:not tried" },
		{ PANIC, .rust = 1, .kernel = 0, .user = 0, .says = SAYS,
		  .why = "Rust unwinds the stack and drops the guard; the compiler's cleanup "
			 "attribute, which guard() of the kernel is made of as well, phases where a "
			 "block is left, not where its thread ends: kthread_exit() unwinds "
			 "nothing, and pthread_exit() runs it only if all was built with "
			 "-fexceptions" },
		{ .what = "unlocked_after_return", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "return", .says = SAYS, .brief = "0:stays locked|1:unlocks" },
		{ .what = "unlocked_after_break", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "break", .says = SAYS },
		{ .what = "unlocked_after_goto", .rust = PX_NONE, .kernel = 1, .user = 1,
		  .topic = "goto", .says = SAYS, .why = "Rust has no goto" },
		{ .what = "unlocked_after_error", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "an early return on an error", .says = SAYS },
		{ .what = "unlocked_after_forget", .rust = 0, .kernel = PX_NONE, .user = PX_NONE,
		  .topic = "mem::forget of the guard", .says = SAYS,
		  .why = "it is safe code in Rust, so a guard that unlocks is the rule, not a "
			 "promise; a guard in C has no name, and cannot be forgotten" },
	},
};
