// SPDX-License-Identifier: GPL-2.0-only
/*
 * guard_every_exit: a guard unlocks on every exit from its block. In C there is
 * one exception: the thread ends early. (M4)
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

/* A mutex that is still locked must not be used after its holder is joined. */
static int panic_with(struct px_lab_ctx *ctx, struct px_mutex *m)
{
	struct px_thread t;
	bool unlocked;
	int err;

	px_mutex_init(m);
	err = px_thread_spawn(&t, by_panic, m);
	if (err)
		return err;
	px_until(ctx, px_thread_ended(&t), PX_LAB_TIMEOUT_NS);
	unlocked = is_free(m);
	px_thread_join(&t, NULL);
	if (unlocked)
		px_mutex_destroy(m);
	else
		px_mutex_end_abandoned(m);
	px_observe(ctx, "unlocked_after_panic", unlocked);
	return 0;
}

/* The mutex has its own memory, since it may stay locked. */
static int leave_by_panic(struct px_lab_ctx *ctx)
{
	struct px_mutex *m;
	int err;

	if (px_mutex_misuse_is_reported()) {
		px_observe(ctx, "unlocked_after_panic", PX_UNTRIED);
		return 0;
	}
	m = px_os_alloc(sizeof(*m));
	if (!m)
		return -ENOMEM;
	err = panic_with(ctx, m);
	px_os_free(m);
	return err;
}

static int guard_every_exit(struct px_lab_ctx *ctx)
{
	struct px_mutex m;

	px_mutex_init(&m);
	px_observe(ctx, "unlocked_after_return", by_return(&m) && is_free(&m));
	px_observe(ctx, "unlocked_after_break", by_break(&m) && is_free(&m));
	px_observe(ctx, "unlocked_after_goto", by_goto(&m) && is_free(&m));
	px_observe(ctx, "unlocked_after_error", by_error(&m) && is_free(&m));
	px_mutex_destroy(&m);
	return leave_by_panic(ctx);
}

PX_LAB(guard_every_exit) = {
	.name = "guard_every_exit",
	.run = guard_every_exit,
};

#define VALUES	"0:leaves the mutex locked|1:unlocks the mutex"
#define PANIC	.what = "unlocked_after_panic", .subject = "a panic of the thread that holds it"

PX_LAB_DOC(guard_every_exit) = {
	.name = "guard_every_exit",
	.claims = "M4",
	.question = "Does the guard unlock on every exit from its block?",
	.steps = "A guard holds a mutex. The block is left by return, by break, by goto and by an "
		"early return on an error. Then a thread panics while a guard holds the mutex. "
		"After each exit the lab tries to lock the mutex.",
	.expectations = {
		{ PANIC, .when = PX_ON_LOCK_DEBUG, .rust = 1, .kernel = PX_ANY, .user = PX_ANY,
		  .values = VALUES "|" PX_VALUE_UNTRIED, .brief = VALUES "|*:not tried" },
		{ PANIC, .rust = 1, .kernel = 0, .user = 0, .values = VALUES,
		  .reason = "Rust unwinds the stack and drops the guard. In C a guard is the "
			 "compiler's cleanup attribute, also for guard() of the kernel. It runs "
			 "when the block is left, not when the thread ends. kthread_exit() unwinds "
			 "nothing; pthread_exit() runs it only if all code was built with "
			 "-fexceptions" },
		{ .what = "unlocked_after_return", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "return", .values = VALUES, .brief = "0:stays locked|1:unlocks" },
		{ .what = "unlocked_after_break", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "break", .values = VALUES },
		{ .what = "unlocked_after_goto", .rust = PX_NONE, .kernel = 1, .user = 1,
		  .subject = "goto", .values = VALUES, .reason = "Rust has no goto" },
		{ .what = "unlocked_after_error", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "an early return on an error", .values = VALUES },
		{ .what = "unlocked_after_forget", .rust = 0, .kernel = PX_NONE, .user = PX_NONE,
		  .subject = "mem::forget of the guard", .values = VALUES,
		  .reason = "mem::forget is safe code in Rust: it skips the drop, so the guard "
			 "does not unlock. A guard in C has no name, so it cannot be forgotten" },
	},
};
