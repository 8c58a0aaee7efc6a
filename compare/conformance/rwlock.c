// SPDX-License-Identifier: GPL-2.0-only
#include "rwlock.h"
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
