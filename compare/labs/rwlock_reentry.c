// SPDX-License-Identifier: GPL-2.0-only
/*
 * rwlock_reentry: a thread that holds a lock for reading locks it for reading
 * once more. This works until a writer waits in between: then the reader and the
 * writer can wait for each other, a deadlock. (W2)
 *
 * The reader's own second read uses the forms that give up: try, and the timed
 * form, which the kernel lacks. Another thread uses the plain form, since the
 * lock does not distinguish readers. So the first reader can unlock as soon as
 * the lab has checked that the other thread is blocked.
 */
#include "harness/lab.h"
#include "rwlock.h"
#include "rwlock_lab.h"
#include "labs/support/rwlock_client.h"

enum { READER, WRITER, SECOND };

struct answers { /* 1: got the lock, 0: did not; or an error of px_rwlock_read_for() */
	s64 own_try, own_timed, others, others_after_unlock;
};

static s64 try_read(struct px_rwlock *l)
{
	if (px_rwlock_read_try(l))
		return 0;
	px_rwlock_read_unlock(l);
	return 1;
}

/* A deadlock, if it waits: only the waiting thread itself could unlock. */
static s64 timed_read(struct px_rwlock *l)
{
	int err = px_rwlock_read_for(l, PX_LAB_SETTLE_NS);

	if (err == -EOPNOTSUPP)
		return err;
	if (!err)
		px_rwlock_read_unlock(l);
	return !err;
}

/* Caller holds the lock for reading. It is unlocked here, after all answers are known. */
static int read_again(struct px_lab_ctx *ctx, struct px_rwlock *l, bool visible, struct answers *a)
{
	struct px_rwlock_client second = {
		.ctx = ctx, .lock = l, .actor = visible ? SECOND : PX_ACTOR_HIDDEN};
	int err;

	a->own_try = try_read(l);
	a->own_timed = timed_read(l);
	err = px_rwlock_client_start(&second);
	if (!err) {
		a->others = !px_rwlock_client_waits(&second, "waits for writer");
		if (a->others)
			px_rwlock_client_join(&second);
	}
	if (visible)
		px_event(ctx, READER, PX_ACTOR_GONE, "unlocks");
	px_rwlock_read_unlock(l);
	if (!err && !a->others) {
		a->others_after_unlock = px_rwlock_client_acquires(&second);
		px_rwlock_client_join(&second);
	} else {
		a->others_after_unlock = a->others;
	}
	return err;
}

static int with_no_writer(struct px_lab_ctx *ctx, struct px_rwlock *l, struct answers *a)
{
	px_rwlock_read(l);
	return read_again(ctx, l, false, a);
}

static int with_writer_queued(struct px_lab_ctx *ctx, struct px_rwlock *l, struct answers *a)
{
	struct px_rwlock_client writer = { .ctx = ctx, .lock = l, .actor = WRITER, .writes = true };
	int err;

	px_rwlock_read(l);
	px_event(ctx, READER, PX_ACTOR_SHARES, "reads");
	err = px_rwlock_client_start(&writer);
	if (err) {
		px_rwlock_read_unlock(l);
		return err;
	}
	px_rwlock_client_waits(&writer, "waits for reader");
	px_rwlock_client_release(&writer);
	err = read_again(ctx, l, true, a);
	px_rwlock_client_join(&writer);
	return err;
}

/* The lock as px_rwlock_init() makes it. */
static int default_kind(struct px_lab_ctx *ctx)
{
	struct answers alone = { 0 }, queued = { 0 };
	struct px_rwlock lock;
	int err;

	px_rwlock_init(&lock);
	err = with_no_writer(ctx, &lock, &alone);
	if (!err)
		err = with_writer_queued(ctx, &lock, &queued);
	px_rwlock_destroy(&lock);
	if (err)
		return err;
	px_observe(ctx, "third_read_writer_queued", queued.others);
	px_observe(ctx, "third_read_after_release", queued.others_after_unlock);
	px_observe(ctx, "second_try_read_writer_queued", queued.own_try);
	if (queued.own_timed != -EOPNOTSUPP)
		px_observe(ctx, "second_read_writer_queued", queued.own_timed);
	px_observe(ctx, "second_read_no_writer", alone.own_try && alone.others);
	return 0;
}

static int with_kind(struct px_lab_ctx *ctx, enum px_rwlock_kind kind, const char *title,
		     const char *others, const char *own)	/* own may be NULL */
{
	struct answers a = { 0 };
	struct px_rwlock lock;
	int err;

	if (px_rwlock_init_kind(&lock, kind))
		return 0;
	px_event_title(ctx, title);
	err = with_writer_queued(ctx, &lock, &a);
	px_rwlock_destroy(&lock);
	if (err)
		return err;
	px_observe(ctx, others, a.others);
	if (own)
		px_observe(ctx, own, a.own_timed);
	return 0;
}

static int rwlock_reentry(struct px_lab_ctx *ctx)
{
	int err = default_kind(ctx);

	if (!err)
		err = with_kind(ctx, PX_RWLOCK_PREFER_WRITER, "kind PREFER_WRITER",
				"third_read_prefer_writer", NULL);
	if (!err)
		err = with_kind(ctx, PX_RWLOCK_PREFER_WRITER_NONRECURSIVE, "kind …_NONRECURSIVE",
				"third_read_nonrecursive", "second_read_nonrecursive");
	return err;
}

PX_LAB(rwlock_reentry) = {
	.name = "rwlock_reentry",
	.run = rwlock_reentry,
};

PX_LAB_DOC(rwlock_reentry) = {
	.name = "rwlock_reentry",
	.claims = "W2",
	.question = "A writer waits for a reader to unlock. Does one more read get the lock before "
		    "the writer?",
	.steps = "A reader holds the lock. A writer blocks. The reader then locks for reading "
		"again, with the functions that give up, and another thread reads with the "
		"function that waits. At the end the reader unlocks, so that all threads end. In "
		"user space this is done for each kind of lock.",
	.actors = { "reader", "writer", "2nd read" },
	.expectations = {
		{ .what = "third_read_writer_queued", .rust = 0, .kernel = 0, .user = 1,
		  .subject = "while a writer waits, one more read",
		  .values = "0:waits|1:gets the lock", .brief = "0:waits|1:gets lock",
		  .reason = "rw_semaphore and Rust's RwLock let no reader overtake a waiting "
			 "writer. So a reader that reads again waits for the writer, which waits "
			 "for the reader. glibc's default kind lets readers overtake, but then "
			 "writers may starve (see writer_starvation)" },
		{ .what = "third_read_after_release", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "that read, after the first reader unlocks,",
		  .values = "0:still waits|1:has the lock" },
		{ .what = "second_try_read_writer_queued", .rust = 0, .kernel = 0, .user = 1,
		  .subject = "while a writer waits, the reader's own try_read",
		  .values = "0:is refused|1:succeeds" },
		{ .what = "second_read_writer_queued", .rust = 0, .kernel = PX_NONE, .user = 1,
		  .subject = "the reader's own second read",
		  .values = "0:deadlocks|1:gets the lock",
		  .reason = "glibc's default kind lets readers overtake the writer. down_read "
			 "has no timeout, so the lab does not try this in the kernel" },
		{ .what = "second_read_no_writer", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "while no writer waits, a second read",
		  .values = "0:waits|1:gets the lock" },
		{ .what = "third_read_prefer_writer", .rust = PX_NONE, .kernel = PX_NONE, .user = 1,
		  .subject = "with glibc's kind PREFER_WRITER, one more read",
		  .values = "0:waits|1:gets the lock",
		  .reason = "in spite of its name, this kind does not prefer writers" },
		{ .what = "third_read_nonrecursive", .rust = PX_NONE, .kernel = PX_NONE, .user = 0,
		  .subject = "with glibc's kind PREFER_WRITER_NONRECURSIVE, one more read",
		  .values = "0:waits|1:gets the lock" },
		{ .what = "second_read_nonrecursive", .rust = PX_NONE, .kernel = PX_NONE, .user = 0,
		  .subject = "with that kind, the reader's own second read",
		  .values = "0:deadlocks until its timeout|1:gets the lock",
		  .reason = "this kind blocks readers while a writer waits. Its name says that a "
			 "thread must not read recursively" },
	},
};
