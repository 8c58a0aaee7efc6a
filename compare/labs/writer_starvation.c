// SPDX-License-Identifier: GPL-2.0-only
/*
 * writer_starvation: readers hand the lock on to each other, so that one of
 * them always holds it: does a writer who waits get in between? (W3)
 *
 * Nothing is left to chance: each reader stays until the next one is inside as
 * well, or has been seen to wait. The flood ends at the latest after FLOOD
 * reads, whatever the lock does.
 */
#include "harness/lab.h"
#include "rwlock.h"
#include "rwlock_lab.h"
#include "labs/support/rwlock_client.h"

#define FLOOD	20
#define DRAWN	2		/* reads of the flood that are drawn */

enum { READER, OTHER, WRITER };

struct flood {
	struct px_rwlock_client readers[2];
	struct px_rwlock_client writer;
	u32 reads;		/* of those that came after the writer, how many got in before it */
	bool waits;		/* the last one had to wait, and is still there */
};

/* One comes and, as soon as it is inside, the one before it goes: false if it has to wait. */
static bool relieve(struct flood *f, struct px_rwlock_client *now, struct px_rwlock_client *next)
{
	f->waits = px_rwlock_client_waits(next, "waits for writer");
	if (f->waits)
		return false;
	f->reads++;
	px_rwlock_client_end(now);
	if (f->reads == DRAWN) {
		px_rwlock_client_note(next, PX_ACTOR_SHARES, "and so on…");
		px_write_once(f->readers[0].actor, PX_UNSEEN);
		px_write_once(f->readers[1].actor, PX_UNSEEN);
	}
	return true;
}

/* The writer waits, one reader is inside. At the end, neither is there. */
static int keep_reading(struct flood *f)
{
	struct px_rwlock_client *now = &f->readers[0], *next = &f->readers[1], *last;
	int err = 0;

	while (f->reads < FLOOD && !px_read_once(f->writer.inside)) {
		err = px_rwlock_client_send(next);
		if (err || !relieve(f, now, next))
			break;
		last = now;
		now = next;
		next = last;
	}
	if (f->reads >= DRAWN && f->writer.actor != PX_UNSEEN)
		px_event(now->ctx, DRAWN % 2 ? OTHER : READER, PX_ACTOR_GONE, "at last lets go");
	px_rwlock_client_end(now);
	if (f->waits)
		px_rwlock_client_end(next);
	return err;
}

static int run(struct px_lab_ctx *s, struct px_rwlock *l, bool drawn, struct flood *f)
{
	u32 i;
	int err;

	for (i = 0; i < 2; i++)
		f->readers[i] = (struct px_rwlock_client) {
			.ctx = s, .lock = l, .actor = drawn ? READER + i : PX_UNSEEN,
		};
	f->writer = (struct px_rwlock_client) {
		.ctx = s, .lock = l, .actor = drawn ? WRITER : PX_UNSEEN, .writes = true,
	};
	err = px_rwlock_client_send(&f->readers[0]);
	if (err)
		return err;
	px_rwlock_client_gets_in(&f->readers[0]);
	err = px_rwlock_client_send(&f->writer);
	if (err) {
		px_rwlock_client_end(&f->readers[0]);
		return err;
	}
	px_rwlock_client_waits(&f->writer, "waits for reader");
	px_rwlock_client_leave(&f->writer);
	err = keep_reading(f);
	px_rwlock_client_end(&f->writer);
	return err;
}

static int writer_starvation(struct px_lab_ctx *s)
{
	struct flood f = { .reads = 0 };
	struct px_rwlock lock;
	int err;

	px_rwlock_init(&lock);
	err = run(s, &lock, true, &f);
	px_rwlock_destroy(&lock);
	if (err)
		return err;
	px_observe(s, "reads_before_writer", f.reads);
	px_observe(s, "writer_got_in_at_last", f.writer.inside);
	return 0;
}

static int of_kind(struct px_lab_ctx *s, enum px_rwlock_kind kind, const char *what)
{
	struct flood f = { .reads = 0 };
	struct px_rwlock lock;
	int err;

	if (px_rwlock_init_kind(&lock, kind))
		return 0;
	err = run(s, &lock, false, &f);
	px_rwlock_destroy(&lock);
	if (!err)
		px_observe(s, what, f.reads);
	return err;
}

static int every_kind(struct px_lab_ctx *s)
{
	int err = writer_starvation(s);

	if (!err)
		err = of_kind(s, PX_RWLOCK_PREFER_WRITER, "reads_prefer_writer");
	if (!err)
		err = of_kind(s, PX_RWLOCK_PREFER_WRITER_NONRECURSIVE, "reads_nonrecursive");
	return err;
}

PX_LAB(writer_starvation) = {
	.name = "writer_starvation",
	.run = every_kind,
};

#define SAYS	"0:none|20:all 20|*:%d of 20"

PX_LAB_DOC(writer_starvation) = {
	.name = "writer_starvation",
	.claims = "W3",
	.question = "Readers come without a gap, a writer waits: how many of them get in before "
		    "it?",
	.done = "A reader holds the lock, a writer is seen asleep behind it. Then one reader after "
		"the other comes, and the one before it goes only when the next is inside. It ends "
		"when a reader is seen to wait, or with the 20th.",
	.actors = { "reader", "next one", "writer" },
	.expects = {
		{ .what = "reads_before_writer", .rust = 0, .kernel = 0, .user = FLOOD,
		  .topic = "readers who come later and yet get in before the writer:", .says = SAYS,
		  .why = "rw_semaphore and Rust's RwLock have a queue, and who comes later waits; "
			 "glibc's default kind lets readers in as long as one is inside, so that a "
			 "flood of them keeps a writer out for as long as it lasts" },
		{ .what = "writer_got_in_at_last", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "the writer, when the readers let it,", .says = "0:does not get in|1:gets in" },
		{ .what = "reads_prefer_writer", .rust = PX_NONE, .kernel = PX_NONE, .user = FLOOD,
		  .topic = "of glibc's kind PREFER_WRITER:", .says = SAYS,
		  .why = "its name promises what it does not do" },
		{ .what = "reads_nonrecursive", .rust = PX_NONE, .kernel = PX_NONE, .user = 0,
		  .topic = "of glibc's kind PREFER_WRITER_NONRECURSIVE:", .says = SAYS,
		  .why = "this kind has writers go first, at the price of rwlock_reentry's "
			 "deadlock" },
	},
};
