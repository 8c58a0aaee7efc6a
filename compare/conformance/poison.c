// SPDX-License-Identifier: GPL-2.0-only
/*
 * The reference is Rust's std::sync::Mutex: its documented poisoning, and the drop
 * of its guard during a panic.
 */
#include "poison.h"
#include "mutex_lab.h"
#include "harness/wait_check.h"
#include "os.h"
#include "conform.h"

#define PARENTS		3
#define CHILDREN	100

struct bench {
	struct px_poison lock, other;
	u64 value;		/* protected by lock */
	struct px_cleanup cleanup;
	u64 order;		/* one digit for each lock found free in a cleanup */
};

static u64 panic_holding(void *arg)
{
	struct bench *b = arg;
	int err;

	px_poison_guard(&b->lock, &err);
	b->value = 41;
	px_thread_panic(1);
}

static u64 panic_after_unlock(void *arg)
{
	struct bench *b = arg;

	px_poison_lock(&b->lock);
	px_poison_unlock(&b->lock);
	px_thread_panic(1);
}

static u64 return_holding(void *arg)
{
	struct bench *b = arg;

	px_poison_lock(&b->lock);
	return 0;
}

static u64 try_lock(void *arg)
{
	struct bench *b = arg;
	int err = px_poison_trylock(&b->lock);

	if (err != -EBUSY)
		px_poison_unlock(&b->lock);
	return (u64)-err;
}

static u64 lock(void *arg)
{
	struct bench *b = arg;
	int err = px_poison_lock(&b->lock);

	px_poison_unlock(&b->lock);
	return (u64)-err;
}

/* Returns true if fn, in a thread, panics. */
static bool panics(px_thread_fn fn, struct bench *b)
{
	struct px_thread t;

	return !px_thread_spawn(&t, fn, b) && px_thread_join(&t, NULL) == -EOWNERDEAD;
}

static void unpoisoned(struct bench *b)
{
	px_conform_ok(!px_poison_lock(&b->lock), "lock of a new lock returns 0");
	px_conform_ok(px_conform_in_thread(try_lock, b) == EBUSY, "lock holds the lock");
	px_poison_unlock(&b->lock);
	px_conform_ok(px_conform_in_thread(try_lock, b) == 0, "unlock unlocks");
	px_conform_ok(panics(panic_after_unlock, b) && !px_poison_is_poisoned(&b->lock) &&
		      px_conform_in_thread(lock, b) == 0,
		      "a panic without the lock poisons nothing");
}

/* Returns false if the lock was not unlocked; a further lock would deadlock. */
static bool poisons(struct bench *b)
{
	int err;

	px_conform_ok(panics(panic_holding, b), "a thread panics while it holds the lock");
	px_conform_ok(px_poison_is_poisoned(&b->lock), "the lock is poisoned");
	err = px_poison_trylock(&b->lock);
	px_conform_ok(err != -EBUSY, "the lock is unlocked");
	if (err == -EBUSY)
		return false;
	px_conform_ok(err == -EOWNERDEAD, "trylock of a poisoned lock returns -EOWNERDEAD");
	px_conform_ok(px_conform_in_thread(try_lock, b) == EBUSY, "trylock locks a poisoned lock");
	px_conform_ok(b->value == 41, "the data is unchanged since the panic");
	px_poison_unlock(&b->lock);
	px_conform_ok(px_poison_lock(&b->lock) == -EOWNERDEAD, "lock returns -EOWNERDEAD too");
	px_conform_ok(px_conform_in_thread(try_lock, b) == EBUSY, "lock locks a poisoned lock");
	px_poison_clear(&b->lock);
	px_poison_unlock(&b->lock);
	px_conform_ok(!px_poison_is_poisoned(&b->lock) && px_conform_in_thread(lock, b) == 0,
		      "clear removes the mark");
	return true;
}

static u64 panic_with_waiter(void *arg)
{
	struct bench *b = arg;

	px_poison_lock(&b->lock);
	px_write_once(b->order, 1);
	while (px_read_once(b->order) != 2)
		px_os_sleep(1000000);
	px_thread_panic(1);
}

static void wakes(struct bench *b)
{
	struct px_thread holder, waiter;
	bool asleep;
	u64 result = 0;

	px_write_once(b->order, 0);
	px_conform_ok(!px_thread_spawn(&holder, panic_with_waiter, b), "a holder to panic");
	while (!px_read_once(b->order))
		px_os_sleep(1000000);
	px_conform_ok(!px_thread_spawn(&waiter, lock, b), "a waiter");
	asleep = px_thread_blocked(&waiter, NULL, PX_CONFORM_TIMEOUT_NS);
	px_write_once(b->order, 2);
	px_thread_join(&holder, NULL);
	px_thread_join(&waiter, &result);
	px_conform_ok(asleep && result == EOWNERDEAD, "a panic wakes the waiter with -EOWNERDEAD");
}

static void lock_in_cleanup(struct px_cleanup *c)
{
	struct bench *b = (struct bench *)((char *)c - offsetof(struct bench, cleanup));

	px_poison_lock(&b->lock);
	px_poison_unlock(&b->lock);
	px_poison_lock(&b->other);		/* the panic unlocks it */
}

static u64 panic_with_cleanup(void *arg)
{
	struct bench *b = arg;

	px_cleanup_add(&b->cleanup, lock_in_cleanup);
	px_thread_panic(1);
}

static void unlock_in_cleanup(struct px_cleanup *c)
{
	struct bench *b = (struct bench *)((char *)c - offsetof(struct bench, cleanup));

	px_poison_unlock(&b->lock);
}

static u64 panic_unlocking_by_hand(void *arg)
{
	struct bench *b = arg;

	px_poison_lock(&b->lock);
	px_cleanup_add(&b->cleanup, unlock_in_cleanup);
	px_thread_panic(1);
}

static u64 panic_with_two(void *arg)
{
	struct bench *b = arg;

	px_poison_lock(&b->lock);
	px_poison_lock(&b->other);
	px_thread_panic(1);
}

static void in_cleanups(struct bench *b)
{
	px_conform_ok(panics(panic_with_cleanup, b) && !px_poison_is_poisoned(&b->lock),
		      "a lock taken and unlocked in a cleanup is not poisoned");
	px_conform_ok(!px_poison_is_poisoned(&b->other) && !px_poison_trylock(&b->other),
		      "a lock taken in a cleanup and left locked is unlocked and not poisoned");
	px_poison_unlock(&b->other);
	px_conform_ok(panics(panic_unlocking_by_hand, b) && px_poison_is_poisoned(&b->lock),
		      "a lock taken before the panic and unlocked in a cleanup is poisoned");
	px_poison_clear(&b->lock);
	px_conform_ok(panics(panic_with_two, b) && px_poison_is_poisoned(&b->lock) &&
		      px_poison_is_poisoned(&b->other), "all held locks are poisoned");
	px_conform_ok(px_conform_in_thread(lock, b) == EOWNERDEAD, "all held locks are unlocked");
}

/* A child clears the mark, adds one, and panics every second time. */
static u64 add_and_maybe_panic(void *arg)
{
	struct bench *b = arg;
	bool odd;

	if (px_poison_lock(&b->lock))
		px_poison_clear(&b->lock);
	odd = ++b->value & 1;
	if (odd)
		px_thread_panic(1);
	px_poison_unlock(&b->lock);
	return 0;
}

/* Returns how many children panicked; ~0 on error. */
static u64 spawn_children(void *arg)
{
	u64 panicked = 0;
	u32 n;

	for (n = 0; n < CHILDREN; n++) {
		struct px_thread child;

		if (px_thread_spawn(&child, add_and_maybe_panic, arg))
			return ~0ull;
		panicked += px_thread_join(&child, NULL) == -EOWNERDEAD;
	}
	return panicked;
}

static void many(struct bench *b)
{
	struct px_thread parents[PARENTS];
	u64 panicked = 0, value;
	u32 n;

	b->value = 0;
	for (n = 0; n < PARENTS; n++)
		if (px_thread_spawn(&parents[n], spawn_children, b))
			break;
	px_conform_ok(n == PARENTS, "threads whose children lock, add, and panic");
	while (n--) {
		px_thread_join(&parents[n], &value);
		panicked += value;
	}
	px_conform_ok(b->value == PARENTS * CHILDREN && panicked == PARENTS * CHILDREN / 2,
		      "no addition and no panic is lost");
}

static u64 guard_nowait(void *arg)
{
	struct bench *b = arg;
	int err;

	px_poison_guard_mode(&b->lock, PX_NOWAIT, &err);
	return (u64)-err;
}

/* The lock is poisoned. */
static void modes(struct bench *b)
{
	px_poison_lock(&b->lock);
	px_conform_ok(px_conform_in_thread(guard_nowait, b) == EAGAIN,
		      "PX_NOWAIT on a held lock returns -EAGAIN, poisoned or not");
	px_poison_unlock(&b->lock);
	px_conform_ok(px_conform_in_thread(guard_nowait, b) == EOWNERDEAD,
		      "PX_NOWAIT on a free poisoned lock returns -EOWNERDEAD");
	px_conform_ok(px_conform_in_thread(try_lock, b) == EOWNERDEAD,
		      "the guard has held and unlocked it");
	px_poison_clear(&b->lock);
}

static void ends(struct bench *b)
{
	px_poison_clear(&b->lock);
	px_conform_ok(px_poison_into_inner(&b->other) == -EOWNERDEAD, "into_inner: -EOWNERDEAD");
	if (px_mutex_misuse_is_reported()) {
		px_conform_ok(!px_poison_into_inner(&b->lock), "into_inner returns 0");
		return;
	}
	px_conform_ok(px_conform_in_thread(return_holding, b) == 0, "a thread returns locked");
	px_conform_ok(!px_poison_is_poisoned(&b->lock) && px_poison_trylock(&b->lock) == -EBUSY,
		      "a return poisons nothing and unlocks nothing");
	px_mutex_end_abandoned(&b->lock.lock);
}

static void run(void)
{
	struct bench b = { .value = 0 };

	px_poison_init(&b.lock);
	px_poison_init(&b.other);
	unpoisoned(&b);
	if (!poisons(&b))
		return;
	wakes(&b);
	modes(&b);
	in_cleanups(&b);
	many(&b);
	ends(&b);
}

PX_CONFORM_TEST(poison, run);
