// SPDX-License-Identifier: GPL-2.0-only
#include "rwlock.h"
#include "rwlock_lab.h"
#include "harness/wait_check.h"
#include "os.h"
#include "conform.h"

static u64 try_read(void *arg)
{
	int err = px_rwlock_read_try(arg);

	if (!err)
		px_rwlock_read_unlock(arg);
	return (u64)-err;
}

static u64 try_write(void *arg)
{
	int err = px_rwlock_write_try(arg);

	if (!err)
		px_rwlock_write_unlock(arg);
	return (u64)-err;
}

static u64 write_once(void *arg)
{
	px_rwlock_write(arg);
	px_rwlock_write_unlock(arg);
	return 0;
}

static u64 read_shortly(void *arg)
{
	int err = px_rwlock_read_for(arg, PX_CONFORM_SETTLE_NS);

	if (!err)
		px_rwlock_read_unlock(arg);
	return (u64)-err;
}

static void within_time(struct px_rwlock *l)
{
	u64 now = px_os_now();
	u64 result;

	px_rwlock_write(l);
	result = px_conform_in_thread(read_shortly, l);
	px_rwlock_write_unlock(l);
	if (result == EOPNOTSUPP)
		return;
	px_conform_ok(result == ETIMEDOUT && px_os_now() - now >= PX_CONFORM_SETTLE_NS,
		      "read_for waits for the given time while another thread writes");
	px_conform_ok(px_conform_in_thread(read_shortly, l) == 0,
		      "read_for of a free lock succeeds");
}

static void downgrades(struct px_rwlock *l)
{
	int err;

	px_rwlock_write(l);
	err = px_rwlock_downgrade(l);
	if (err) {
		px_conform_ok(err == -EOPNOTSUPP && px_conform_in_thread(try_read, l) == EBUSY,
			      "a missing downgrade leaves the caller the writer");
		px_rwlock_write_unlock(l);
		return;
	}
	px_conform_ok(px_conform_in_thread(try_read, l) == 0,
		      "after a downgrade readers can enter");
	px_conform_ok(px_conform_in_thread(try_write, l) == EBUSY,
		      "after a downgrade writers cannot enter");
	px_rwlock_read_unlock(l);
	px_conform_ok(px_conform_in_thread(try_write, l) == 0,
		      "after the reader has unlocked a writer can enter");
}

/* Returns true if a second reader can enter while a writer waits. */
static bool admits(struct px_rwlock *l, const char *statement)
{
	struct px_thread writer;
	bool asleep, in;

	px_rwlock_read(l);
	if (px_thread_spawn(&writer, write_once, l)) {
		px_rwlock_read_unlock(l);
		px_conform_ok(false, statement);
		return false;
	}
	asleep = px_thread_blocked(&writer, NULL, PX_CONFORM_TIMEOUT_NS);
	in = px_conform_in_thread(try_read, l) == 0;
	px_rwlock_read_unlock(l);
	px_thread_join(&writer, NULL);
	px_conform_ok(asleep, statement);
	return in;
}

static void every_kind(void)
{
	enum px_rwlock_kind kind;

	for (kind = PX_RWLOCK_DEFAULT; kind <= PX_RWLOCK_PREFER_WRITER_NONRECURSIVE; kind++) {
		struct px_rwlock l;
		int err = px_rwlock_init_kind(&l, kind);
		bool in;

		if (err) {
			px_conform_ok(kind && err == -EOPNOTSUPP,
				      "a missing kind returns -EOPNOTSUPP");
			continue;
		}
		in = admits(&l, "a writer waits for the reader, with each kind");
		if (kind == PX_RWLOCK_PREFER_READER)
			px_conform_ok(in,
				      "PREFER_READER admits a reader while a writer waits");
		if (kind == PX_RWLOCK_PREFER_WRITER_NONRECURSIVE)
			px_conform_ok(!in, "PREFER_WRITER_NONRECURSIVE does not");
		px_rwlock_destroy(&l);
	}
}

static void run(void)
{
	struct px_rwlock l;

	px_rwlock_init(&l);
	within_time(&l);
	downgrades(&l);
	px_rwlock_destroy(&l);
	every_kind();
}

PX_CONFORM_TEST(rwlock_lab, run);
