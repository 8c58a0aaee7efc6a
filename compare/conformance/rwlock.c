// SPDX-License-Identifier: GPL-2.0-only
#include "rwlock.h"
#include "rwlock_lab.h"
#include "harness/wait_check.h"
#include "gate.h"
#include "os.h"
#include "harness/workload.h"
#include "conform.h"

#define WRITES	20000
#define WRITERS	2
#define TURNS	100

struct bench {
	struct px_gate gate;
	struct px_rwlock lock;
	u64 left, right;	/* equal; protected by lock */
	u32 inside;
	u32 done;		/* writers that have ended; protected by lock */
};

static u64 try_read(void *arg)
{
	struct bench *b = arg;
	int err = px_rwlock_read_try(&b->lock);

	if (!err)
		px_rwlock_read_unlock(&b->lock);
	return (u64)-err;
}

static u64 try_write(void *arg)
{
	struct bench *b = arg;
	int err = px_rwlock_write_try(&b->lock);

	if (!err)
		px_rwlock_write_unlock(&b->lock);
	return (u64)-err;
}

static u64 read_once(void *arg)
{
	struct bench *b = arg;

	px_rwlock_read(&b->lock);
	px_write_once(b->inside, 1);
	px_rwlock_read_unlock(&b->lock);
	return 0;
}

static u64 write_once(void *arg)
{
	struct bench *b = arg;

	px_rwlock_write(&b->lock);
	px_write_once(b->inside, 1);
	px_rwlock_write_unlock(&b->lock);
	return 0;
}

static u64 write_many(void *arg)
{
	struct bench *b = arg;
	u32 i;

	px_gate_pass(&b->gate);
	for (i = 0; i < WRITES; i++) {
		px_rwlock_write_guard(&b->lock);
		u64 next = px_read_once(b->left) + 1;

		px_busy(TURNS);
		px_write_once(b->left, next);
		px_busy(TURNS);
		px_write_once(b->right, next);
	}
	px_rwlock_write(&b->lock);
	b->done++;
	px_rwlock_write_unlock(&b->lock);
	return 0;
}

static u64 read_many(void *arg)
{
	struct bench *b = arg;
	u64 torn = 0;

	px_gate_pass(&b->gate);
	for (;;) {
		px_rwlock_read_guard(&b->lock);
		u64 left = px_read_once(b->left);

		px_busy(TURNS);
		torn += left != px_read_once(b->right);
		if (b->done == WRITERS)
			return torn;
	}
}

/* fn must wait for the lock that the caller holds, and get it afterwards. */
static void waits(struct bench *b, px_thread_fn fn, void (*unlock)(struct px_rwlock *l),
		  const char *statement)
{
	struct px_thread t;
	bool early;
	int err;

	b->inside = 0;
	err = px_thread_spawn(&t, fn, b);
	px_os_sleep(PX_CONFORM_SETTLE_NS);
	early = px_read_once(b->inside);
	unlock(&b->lock);
	if (!err)
		px_thread_join(&t, NULL);
	px_conform_ok(!err && !early && b->inside, statement);
}

static void while_reading(struct bench *b)
{
	px_rwlock_read(&b->lock);
	px_conform_ok(px_conform_in_thread(try_read, b) == 0,
		      "read_try succeeds while another thread reads");
	px_conform_ok(px_conform_in_thread(try_write, b) == EBUSY,
		      "write_try returns -EBUSY while another thread reads");
	waits(b, write_once, px_rwlock_read_unlock, "a writer waits for the reader, then enters");
}

static void while_writing(struct bench *b)
{
	px_rwlock_write(&b->lock);
	px_conform_ok(px_conform_in_thread(try_read, b) == EBUSY,
		      "read_try returns -EBUSY while another thread writes");
	px_conform_ok(px_conform_in_thread(try_write, b) == EBUSY,
		      "write_try returns -EBUSY while another thread writes");
	waits(b, read_once, px_rwlock_write_unlock, "a reader waits for the writer, then enters");
	px_rwlock_write(&b->lock);
	waits(b, write_once, px_rwlock_write_unlock, "a writer waits for the writer, then enters");
	px_conform_ok(px_conform_in_thread(try_write, b) == 0,
		      "write_try of a free lock succeeds");
}

static void guards(struct bench *b)
{
	{
		px_rwlock_read_guard(&b->lock);
		px_conform_ok(px_conform_in_thread(try_write, b) == EBUSY,
			      "a read guard holds the lock in its block");
	}
	{
		px_rwlock_write_guard(&b->lock);
		px_conform_ok(px_conform_in_thread(try_read, b) == EBUSY,
			      "a write guard holds the lock in its block");
	}
	px_conform_ok(px_conform_in_thread(try_write, b) == 0,
		      "guards unlock at the end of their blocks");
}

static u64 read_nowait(void *arg)
{
	struct bench *b = arg;
	int err;

	px_rwlock_read_guard_mode(&b->lock, PX_NOWAIT, &err);
	return (u64)-err;
}

static u64 write_nowait(void *arg)
{
	struct bench *b = arg;
	int err;

	px_rwlock_write_guard_mode(&b->lock, PX_NOWAIT, &err);
	return (u64)-err;
}

static u64 read_interruptible(void *arg)
{
	struct bench *b = arg;
	int err;

	px_rwlock_read_guard_mode(&b->lock, PX_INTERRUPTIBLE, &err);
	return err ? (u64)-err : (u64)-px_rwlock_write_try(&b->lock);
}

static u64 write_interruptible(void *arg)
{
	struct bench *b = arg;
	int err;

	px_rwlock_write_guard_mode(&b->lock, PX_INTERRUPTIBLE, &err);
	return err ? (u64)-err : (u64)-px_rwlock_read_try(&b->lock);
}

static void modes(struct bench *b)
{
	px_rwlock_read(&b->lock);
	px_conform_ok(px_conform_in_thread(read_nowait, b) == 0 &&
		      px_conform_in_thread(write_nowait, b) == EAGAIN,
		      "PX_NOWAIT during a read: a reader enters, a writer gets -EAGAIN");
	px_rwlock_read_unlock(&b->lock);
	px_rwlock_write(&b->lock);
	px_conform_ok(px_conform_in_thread(read_nowait, b) == EAGAIN &&
		      px_conform_in_thread(write_nowait, b) == EAGAIN,
		      "PX_NOWAIT during a write: both get -EAGAIN");
	px_rwlock_write_unlock(&b->lock);
	px_conform_ok(px_conform_in_thread(read_interruptible, b) == EBUSY &&
		      px_conform_in_thread(write_interruptible, b) == EBUSY,
		      "PX_INTERRUPTIBLE guards hold a free lock");
	px_conform_ok(px_conform_in_thread(try_write, b) == 0, "all guards have unlocked");
}

static void consistent(struct bench *b)
{
	static const px_thread_fn functions[] = { read_many, write_many, write_many };
	struct px_thread t[3];
	u64 torn = 0;
	u32 i;

	px_gate_init(&b->gate);
	for (i = 0; i < 3; i++)
		if (px_thread_spawn(&t[i], functions[i], b))
			break;
	px_conform_ok(i == 3, "a reader and two writers");
	px_gate_await(&b->gate, i);
	px_gate_open(&b->gate);
	while (i--)
		px_thread_join(&t[i], i ? NULL : &torn);
	px_conform_ok(b->left == WRITERS * WRITES && b->right == WRITERS * WRITES,
		      "no write is lost");
	px_conform_ok(torn == 0, "no reader sees half a write");
	px_gate_destroy(&b->gate);
}

static u64 read_shortly(void *arg)
{
	struct bench *b = arg;
	int err = px_rwlock_read_for(&b->lock, PX_CONFORM_SETTLE_NS);

	if (!err)
		px_rwlock_read_unlock(&b->lock);
	return (u64)-err;
}

static void within_time(struct bench *b)
{
	u64 now = px_os_now();
	u64 result;

	px_rwlock_write(&b->lock);
	result = px_conform_in_thread(read_shortly, b);
	px_rwlock_write_unlock(&b->lock);
	if (result == EOPNOTSUPP)
		return;
	px_conform_ok(result == ETIMEDOUT && px_os_now() - now >= PX_CONFORM_SETTLE_NS,
		      "read_for waits for its time beside a writer, and not longer");
	px_conform_ok(px_conform_in_thread(read_shortly, b) == 0, "read_for of a free lock takes it");
}

static void downgrades(struct bench *b)
{
	int err;

	px_rwlock_write(&b->lock);
	err = px_rwlock_downgrade(&b->lock);
	if (err) {
		px_conform_ok(err == -EOPNOTSUPP && px_conform_in_thread(try_read, b) == EBUSY,
			      "a downgrade that is not there leaves the writer a writer");
		px_rwlock_write_unlock(&b->lock);
		return;
	}
	px_conform_ok(px_conform_in_thread(try_read, b) == 0, "after a downgrade, readers get in");
	px_conform_ok(px_conform_in_thread(try_write, b) == EBUSY, "and writers do not");
	px_rwlock_read_unlock(&b->lock);
	px_conform_ok(px_conform_in_thread(try_write, b) == 0, "until the reader has gone");
}

/* Whether another reader gets in beside one, while a writer waits. */
static bool admits(struct bench *b, const char *statement)
{
	struct px_thread writer;
	bool asleep, in;

	px_rwlock_read(&b->lock);
	if (px_thread_spawn(&writer, write_once, b)) {
		px_rwlock_read_unlock(&b->lock);
		px_conform_ok(false, statement);
		return false;
	}
	asleep = px_thread_blocked(&writer, NULL, PX_CONFORM_TIMEOUT_NS);
	in = px_conform_in_thread(try_read, b) == 0;
	px_rwlock_read_unlock(&b->lock);
	px_thread_join(&writer, NULL);
	px_conform_ok(asleep, statement);
	return in;
}

static void every_kind(void)
{
	enum px_rwlock_kind kind;

	for (kind = PX_RWLOCK_DEFAULT; kind <= PX_RWLOCK_PREFER_WRITER_NONRECURSIVE; kind++) {
		struct bench b = { .left = 0 };
		int err = px_rwlock_init_kind(&b.lock, kind);
		bool in;

		if (err) {
			px_conform_ok(kind && err == -EOPNOTSUPP, "a kind that is not there says so");
			continue;
		}
		in = admits(&b, "a writer waits for the reader, of every kind");
		if (kind == PX_RWLOCK_PREFER_READER)
			px_conform_ok(in, "one that prefers readers admits one beside a waiting writer");
		if (kind == PX_RWLOCK_PREFER_WRITER_NONRECURSIVE)
			px_conform_ok(!in, "one that prefers writers does not");
		px_rwlock_destroy(&b.lock);
	}
}

static void run(void)
{
	struct bench b = { .left = 0 };

	px_rwlock_init(&b.lock);
	while_reading(&b);
	while_writing(&b);
	guards(&b);
	modes(&b);
	consistent(&b);
	px_rwlock_destroy(&b.lock);
}

PX_CONFORM_TEST(rwlock, run);
