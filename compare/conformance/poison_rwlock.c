// SPDX-License-Identifier: GPL-2.0-only
/*
 * The yardstick is Rust's std::sync::RwLock: it is poisoned by a panic while
 * it is written, never by one while it is read.
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

static void whole(struct px_poison_rwlock *l)
{
	struct px_poison_reader r;

	px_conform_ok(!px_poison_read(l, &r), "read of a fresh lock says 0");
	px_conform_ok(px_conform_in_thread(try_read, l) == 0 &&
		      px_conform_in_thread(try_write, l) == EBUSY, "and lets readers in, not writers");
	px_poison_read_unlock(&r);
	px_conform_ok(!px_poison_write(l), "so does write");
	px_conform_ok(px_conform_in_thread(try_read, l) == EBUSY, "which lets nobody in");
	px_poison_write_unlock(l);
	px_conform_ok(px_conform_in_thread(try_write, l) == 0, "unlock lets go");
}

static void poisons(struct px_poison_rwlock *l)
{
	px_conform_ok(panics(panic_reading_twice, l), "a thread panics as a reader, twice one");
	px_conform_ok(!px_poison_rwlock_is_poisoned(l) && px_conform_in_thread(try_write, l) == 0,
		      "the lock is free, and not poisoned");
	px_conform_ok(panics(panic_writing, l), "a thread panics as the writer");
	px_conform_ok(px_poison_rwlock_is_poisoned(l), "the lock is poisoned");
	px_conform_ok(px_conform_in_thread(try_write, l) == EOWNERDEAD, "and free; a writer is told");
	px_conform_ok(px_conform_in_thread(try_read, l) == EOWNERDEAD, "and a reader, again and again");
}

static void clears(struct px_poison_rwlock *l)
{
	int err = px_poison_write_try(l);

	px_conform_ok(err == -EOWNERDEAD && px_conform_in_thread(try_read, l) == EBUSY,
		      "who is told holds it all the same");
	if (err == -EBUSY)
		return;
	px_poison_rwlock_clear(l);
	px_poison_write_unlock(l);
	px_conform_ok(!px_poison_rwlock_is_poisoned(l) && px_conform_in_thread(try_read, l) == 0,
		      "until it is cleared");
	px_conform_ok(panics(panic_writing, l) && px_poison_rwlock_into_inner(l) == -EOWNERDEAD,
		      "into_inner says that it is poisoned");
}

static void run(void)
{
	struct px_poison_rwlock l;

	px_poison_rwlock_init(&l);
	whole(&l);
	poisons(&l);
	clears(&l);
}

PX_CONFORM_TEST(poison_rwlock, run);
