/* SPDX-License-Identifier: GPL-2.0-only */
/* mutex_tests: the tests that mutex and pi_mutex share. LOCK: see lock_tests.h. */
#include "lock_tests.h"

static u64 enter(void *arg)
{
	struct bench *b = arg;

	LOCK(_lock)(&b->lock);
	px_write_once(b->inside, 1);
	LOCK(_unlock)(&b->lock);
	return 0;
}

static u64 enter_intr(void *arg)
{
	struct bench *b = arg;
	int err = LOCK(_lock_intr)(&b->lock);

	if (!err)
		LOCK(_unlock)(&b->lock);
	return (u64)-err;
}

static void waits(struct bench *b)
{
	struct px_thread t;
	bool early;
	int err;

	LOCK(_lock)(&b->lock);
	px_conform_ok(px_conform_in_thread(try_once, b) == EBUSY,
		      "trylock of a held mutex returns -EBUSY");
	b->inside = 0;
	err = px_thread_spawn(&t, enter, b);
	px_os_sleep(PX_CONFORM_SETTLE_NS);
	early = px_read_once(b->inside);
	LOCK(_unlock)(&b->lock);
	px_conform_ok(!err && !early, "lock waits while another thread holds the mutex");
	if (err)
		return;
	px_thread_join(&t, NULL);
	px_conform_ok(b->inside, "unlock lets the waiting thread enter");
	px_conform_ok(px_conform_in_thread(try_once, b) == 0, "trylock of a free mutex succeeds");
	px_conform_ok(px_conform_in_thread(enter_intr, b) == 0,
		      "lock_intr of a free mutex succeeds");
}

static void leave_by_return(struct bench *b)
{
	LOCK(_guard)(&b->lock);
	b->counter++;
}

static void guards(struct bench *b)
{
	leave_by_return(b);
	px_conform_ok(px_conform_in_thread(try_once, b) == 0, "a guard unlocks on return");
	for (;;) {
		LOCK(_guard)(&b->lock);
		break;
	}
	px_conform_ok(px_conform_in_thread(try_once, b) == 0, "a guard unlocks on break");
	{
		LOCK(_guard)(&b->lock);
		px_conform_ok(px_conform_in_thread(try_once, b) == EBUSY,
			      "a guard holds the mutex in its block");
		goto out;
	}
out:
	px_conform_ok(px_conform_in_thread(try_once, b) == 0, "a guard unlocks on goto");
}

static u64 guard_nowait(void *arg)
{
	struct bench *b = arg;
	int err;

	LOCK(_guard_mode)(&b->lock, PX_NOWAIT, &err);
	return (u64)-err;
}

static u64 guard_uninterruptible(void *arg)
{
	struct bench *b = arg;
	int err;

	LOCK(_guard_mode)(&b->lock, PX_UNINTERRUPTIBLE, &err);
	return err ? (u64)-err : (u64)-LOCK(_trylock)(&b->lock);
}

static u64 guard_interruptible(void *arg)
{
	struct bench *b = arg;
	int err;

	LOCK(_guard_mode)(&b->lock, PX_INTERRUPTIBLE, &err);
	return err ? (u64)-err : (u64)-LOCK(_trylock)(&b->lock);
}

static void modes(struct bench *b)
{
	LOCK(_lock)(&b->lock);
	px_conform_ok(px_conform_in_thread(guard_nowait, b) == EAGAIN,
		      "PX_NOWAIT on a held mutex returns -EAGAIN");
	px_conform_ok(px_conform_in_thread(try_once, b) == EBUSY,
		      "a guard that failed unlocks nothing");
	LOCK(_unlock)(&b->lock);
	px_conform_ok(px_conform_in_thread(guard_nowait, b) == 0,
		      "PX_NOWAIT on a free mutex succeeds");
	px_conform_ok(px_conform_in_thread(guard_uninterruptible, b) == EBUSY &&
		      px_conform_in_thread(guard_interruptible, b) == EBUSY,
		      "in all other modes the guard holds the mutex");
	px_conform_ok(px_conform_in_thread(try_once, b) == 0, "the guards have unlocked");
}

/* The lock is initialized. */
static void test_mutex(struct bench *b)
{
	one_at_a_time(b);
	waits(b);
	guards(b);
	modes(b);
	LOCK(_destroy)(&b->lock);
}
