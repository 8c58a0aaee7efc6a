// SPDX-License-Identifier: GPL-2.0-only
#include "mutex.h"

#define LOCK(x)	px_mutex##x
#include "lock_tests.h"

static u64 enter(void *arg)
{
	struct bench *b = arg;

	px_mutex_lock(&b->lock);
	px_write_once(b->inside, 1);
	px_mutex_unlock(&b->lock);
	return 0;
}

static u64 enter_intr(void *arg)
{
	struct bench *b = arg;
	int err = px_mutex_lock_intr(&b->lock);

	if (!err)
		px_mutex_unlock(&b->lock);
	return (u64)-err;
}

static void waits(struct bench *b)
{
	struct px_thread t;
	bool early;
	int err;

	px_mutex_lock(&b->lock);
	px_conform_ok(px_conform_in_thread(try_once, b) == EBUSY,
		      "trylock of a held mutex returns -EBUSY");
	b->inside = 0;
	err = px_thread_spawn(&t, enter, b);
	px_os_sleep(PX_CONFORM_SETTLE_NS);
	early = px_read_once(b->inside);
	px_mutex_unlock(&b->lock);
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
	px_mutex_guard(&b->lock);
	b->counter++;
}

static void guards(struct bench *b)
{
	leave_by_return(b);
	px_conform_ok(px_conform_in_thread(try_once, b) == 0, "a guard unlocks on return");
	for (;;) {
		px_mutex_guard(&b->lock);
		break;
	}
	px_conform_ok(px_conform_in_thread(try_once, b) == 0, "a guard unlocks on break");
	{
		px_mutex_guard(&b->lock);
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

	px_mutex_guard_mode(&b->lock, PX_NOWAIT, &err);
	return (u64)-err;
}

static u64 guard_uninterruptible(void *arg)
{
	struct bench *b = arg;
	int err;

	px_mutex_guard_mode(&b->lock, PX_UNINTERRUPTIBLE, &err);
	return err ? (u64)-err : (u64)-px_mutex_trylock(&b->lock);
}

static u64 guard_interruptible(void *arg)
{
	struct bench *b = arg;
	int err;

	px_mutex_guard_mode(&b->lock, PX_INTERRUPTIBLE, &err);
	return err ? (u64)-err : (u64)-px_mutex_trylock(&b->lock);
}

static void modes(struct bench *b)
{
	px_mutex_lock(&b->lock);
	px_conform_ok(px_conform_in_thread(guard_nowait, b) == EAGAIN,
		      "PX_NOWAIT on a held mutex returns -EAGAIN");
	px_conform_ok(px_conform_in_thread(try_once, b) == EBUSY,
		      "a guard that failed unlocks nothing");
	px_mutex_unlock(&b->lock);
	px_conform_ok(px_conform_in_thread(guard_nowait, b) == 0,
		      "PX_NOWAIT on a free mutex succeeds");
	px_conform_ok(px_conform_in_thread(guard_uninterruptible, b) == EBUSY &&
		      px_conform_in_thread(guard_interruptible, b) == EBUSY,
		      "in all other modes the guard holds the mutex");
	px_conform_ok(px_conform_in_thread(try_once, b) == 0, "the guards have unlocked");
}

static void run(void)
{
	struct bench b = { .counter = 0 };

	px_mutex_init(&b.lock);
	one_at_a_time(&b);
	waits(&b);
	guards(&b);
	modes(&b);
	px_mutex_destroy(&b.lock);
}

PX_CONFORM_TEST(mutex, run);
