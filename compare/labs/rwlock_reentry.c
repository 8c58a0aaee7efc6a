// SPDX-License-Identifier: GPL-2.0-only
/*
 * rwlock_reentry: a thread that reads wants to read once more. Nobody minds,
 * until a writer waits in between: then the two may wait for each other for
 * ever. (W2)
 *
 * The reader's own second read is asked for in the forms that give up: try, and
 * the timed one, which the kernel lacks. The plain form is asked for by another
 * thread, since the lock cannot tell which reader is which: then the first one
 * can still let go when the wait has been seen.
 */
#include "harness/lab.h"
#include "rwlock.h"
#include "rwlock_lab.h"
#include "labs/support/rwlock_client.h"

enum { READER, WRITER, SECOND };

struct answers {		/* 1 gets in, 0 does not; or as px_rwlock_read_for says */
	s64 own_try, own_timed, others, others_in_the_end;
};

static s64 try_read(struct px_rwlock *l)
{
	if (px_rwlock_read_try(l))
		return 0;
	px_rwlock_read_unlock(l);
	return 1;
}

/* The thread that would have to let go is the one that waits. */
static s64 timed_read(struct px_rwlock *l)
{
	int err = px_rwlock_read_for(l, PX_LAB_SETTLE_NS);

	if (err == -EOPNOTSUPP)
		return err;
	if (!err)
		px_rwlock_read_unlock(l);
	return !err;
}

/* The caller reads; and gives up as soon as it has been seen what its going on would mean. */
static int read_again(struct px_lab_ctx *s, struct px_rwlock *l, bool drawn, struct answers *a)
{
	struct px_rwlock_client second = { .ctx = s, .lock = l, .actor = drawn ? SECOND : PX_UNSEEN };
	int err;

	a->own_try = try_read(l);
	a->own_timed = timed_read(l);
	err = px_rwlock_client_send(&second);
	if (!err) {
		a->others = !px_rwlock_client_waits(&second, "waits for writer");
		if (a->others)
			px_rwlock_client_end(&second);
	}
	if (drawn)
		px_event(s, READER, PX_ACTOR_GONE, "lets go");
	px_rwlock_read_unlock(l);
	if (!err && !a->others) {
		a->others_in_the_end = px_rwlock_client_gets_in(&second);
		px_rwlock_client_end(&second);
	} else {
		a->others_in_the_end = a->others;
	}
	return err;
}

static int with_no_writer(struct px_lab_ctx *s, struct px_rwlock *l, struct answers *a)
{
	px_rwlock_read(l);
	return read_again(s, l, false, a);
}

static int with_writer_queued(struct px_lab_ctx *s, struct px_rwlock *l, struct answers *a)
{
	struct px_rwlock_client writer = { .ctx = s, .lock = l, .actor = WRITER, .writes = true };
	int err;

	px_rwlock_read(l);
	px_event(s, READER, PX_ACTOR_SHARES, "reads");
	err = px_rwlock_client_send(&writer);
	if (err) {
		px_rwlock_read_unlock(l);
		return err;
	}
	px_rwlock_client_waits(&writer, "waits for reader");
	px_rwlock_client_leave(&writer);
	err = read_again(s, l, true, a);
	px_rwlock_client_end(&writer);
	return err;
}

/* The lock as everybody makes it. */
static int of_default_kind(struct px_lab_ctx *s)
{
	struct answers alone = { 0 }, queued = { 0 };
	struct px_rwlock lock;
	int err;

	px_rwlock_init(&lock);
	err = with_no_writer(s, &lock, &alone);
	if (!err)
		err = with_writer_queued(s, &lock, &queued);
	px_rwlock_destroy(&lock);
	if (err)
		return err;
	px_observe(s, "third_read_writer_queued", queued.others);
	px_observe(s, "third_read_after_release", queued.others_in_the_end);
	px_observe(s, "second_try_read_writer_queued", queued.own_try);
	if (queued.own_timed != -EOPNOTSUPP)
		px_observe(s, "second_read_writer_queued", queued.own_timed);
	px_observe(s, "second_read_no_writer", alone.own_try && alone.others);
	return 0;
}

static int of_kind(struct px_lab_ctx *s, enum px_rwlock_kind kind, const char *title,
		   const char *others, const char *own)	/* NULL: is of no interest */
{
	struct answers a = { 0 };
	struct px_rwlock lock;
	int err;

	if (px_rwlock_init_kind(&lock, kind))
		return 0;
	px_event_title(s, title);
	err = with_writer_queued(s, &lock, &a);
	px_rwlock_destroy(&lock);
	if (err)
		return err;
	px_observe(s, others, a.others);
	if (own)
		px_observe(s, own, a.own_timed);
	return 0;
}

static int rwlock_reentry(struct px_lab_ctx *s)
{
	int err = of_default_kind(s);

	if (!err)
		err = of_kind(s, PX_RWLOCK_PREFER_WRITER, "kind PREFER_WRITER",
			      "third_read_prefer_writer", NULL);
	if (!err)
		err = of_kind(s, PX_RWLOCK_PREFER_WRITER_NONRECURSIVE, "kind …_NONRECURSIVE",
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
	.question = "Does one more read get in while a writer waits for the first reader to end?",
	.done = "A reader holds the lock. A writer asks for it and is seen asleep. Then the reader "
		"asks once more, in ways that give up, and another thread asks in the way that "
		"waits. At last the reader lets go, so that all end. In user space once for each "
		"kind of lock.",
	.actors = { "reader", "writer", "2nd read" },
	.expects = {
		{ .what = "third_read_writer_queued", .rust = 0, .kernel = 0, .user = 1,
		  .topic = "one more read, with a writer queued,", .says = "0:waits|1:gets in",
		  .why = "rw_semaphore and Rust's RwLock let no reader past a queued writer, so a "
			 "reader that reads again waits for a writer that waits for it; glibc's "
			 "default kind lets readers in, and its writers may starve instead "
			 "(writer_starvation)" },
		{ .what = "third_read_after_release", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "that read, when the first reader lets go,", .says = "0:still waits|1:is in at last" },
		{ .what = "second_try_read_writer_queued", .rust = 0, .kernel = 0, .user = 1,
		  .topic = "the reader's own try, with a writer queued,", .says = "0:is refused|1:gets in" },
		{ .what = "second_read_writer_queued", .rust = 0, .kernel = PX_NONE, .user = 1,
		  .topic = "the reader's own second read", .says = "0:deadlocks|1:gets in",
		  .why = "down_read cannot give up, so the kernel is spared this one" },
		{ .what = "second_read_no_writer", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "a second read with no writer about", .says = "0:waits|1:gets in" },
		{ .what = "third_read_prefer_writer", .rust = PX_NONE, .kernel = PX_NONE, .user = 1,
		  .topic = "of kind PREFER_WRITER, one more read", .says = "0:waits|1:gets in",
		  .why = "this kind prefers writers by its name alone" },
		{ .what = "third_read_nonrecursive", .rust = PX_NONE, .kernel = PX_NONE, .user = 0,
		  .topic = "of kind PREFER_WRITER_NONRECURSIVE, one more read",
		  .says = "0:waits|1:gets in" },
		{ .what = "second_read_nonrecursive", .rust = PX_NONE, .kernel = PX_NONE, .user = 0,
		  .topic = "and the reader's own", .says = "0:deadlocks, until it gives up|1:gets in",
		  .why = "only the kind that forbids recursion by its name keeps readers out" },
	},
};
