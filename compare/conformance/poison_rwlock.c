// SPDX-License-Identifier: GPL-2.0-only
/*
 * The reference is Rust's std::sync::RwLock: a panic of a writer poisons it, a
 * panic of a reader does not.
 */
#include "poison_rwlock.h"
#include "os.h"
#include "conform.h"

static u64 panic_writing(void *arg)
{
	px_poison_write(arg);
	px_thread_panic(1);
}

static u64 panic_reading_twice(void *arg)
{
	struct px_poison_reader first, second;

	px_poison_read(arg, &first);
	px_poison_read_try(arg, &second);
	px_thread_panic(1);
}

static u64 try_read(void *arg)
{
	struct px_poison_reader r;
	int err = px_poison_read_try(arg, &r);

	if (err != -EBUSY)
		px_poison_read_unlock(&r);
	return (u64)-err;
}

static u64 try_write(void *arg)
{
	int err = px_poison_write_try(arg);

	if (err != -EBUSY)
		px_poison_write_unlock(arg);
	return (u64)-err;
}

static bool panics(px_thread_fn fn, struct px_poison_rwlock *l)
{
	struct px_thread t;

	return !px_thread_spawn(&t, fn, l) && px_thread_join(&t, NULL) == -EOWNERDEAD;
}

static void unpoisoned(struct px_poison_rwlock *l)
{
	struct px_poison_reader r;

	px_conform_ok(!px_poison_read(l, &r), "read of a new lock returns 0");
	px_conform_ok(px_conform_in_thread(try_read, l) == 0 &&
		      px_conform_in_thread(try_write, l) == EBUSY,
		      "other readers can enter, writers cannot");
	px_poison_read_unlock(&r);
	px_conform_ok(!px_poison_write(l), "write of a new lock returns 0");
	px_conform_ok(px_conform_in_thread(try_read, l) == EBUSY, "no other thread can enter");
	px_poison_write_unlock(l);
	px_conform_ok(px_conform_in_thread(try_write, l) == 0, "unlock unlocks");
}

static void poisons(struct px_poison_rwlock *l)
{
	px_conform_ok(panics(panic_reading_twice, l), "a thread panics while it reads twice");
	px_conform_ok(!px_poison_rwlock_is_poisoned(l) && px_conform_in_thread(try_write, l) == 0,
		      "the lock is free and not poisoned");
	px_conform_ok(panics(panic_writing, l), "a thread panics while it writes");
	px_conform_ok(px_poison_rwlock_is_poisoned(l), "the lock is poisoned");
	px_conform_ok(px_conform_in_thread(try_write, l) == EOWNERDEAD,
		      "the lock is free; write returns -EOWNERDEAD");
	px_conform_ok(px_conform_in_thread(try_read, l) == EOWNERDEAD,
		      "read returns -EOWNERDEAD too");
}

static void clears(struct px_poison_rwlock *l)
{
	int err = px_poison_write_try(l);

	px_conform_ok(err == -EOWNERDEAD && px_conform_in_thread(try_read, l) == EBUSY,
		      "write of a poisoned lock holds it");
	if (err == -EBUSY)
		return;
	px_poison_rwlock_clear(l);
	px_poison_write_unlock(l);
	px_conform_ok(!px_poison_rwlock_is_poisoned(l) && px_conform_in_thread(try_read, l) == 0,
		      "clear removes the mark");
	px_conform_ok(panics(panic_writing, l) && px_poison_rwlock_into_inner(l) == -EOWNERDEAD,
		      "into_inner returns -EOWNERDEAD");
}

static void run(void)
{
	struct px_poison_rwlock l;

	px_poison_rwlock_init(&l);
	unpoisoned(&l);
	poisons(&l);
	clears(&l);
}

PX_CONFORM_TEST(poison_rwlock, run);
