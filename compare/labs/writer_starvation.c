// SPDX-License-Identifier: GPL-2.0-only
/*
 * writer_starvation: readers overlap, so that a reader always holds the lock.
 * Does a waiting writer get the lock in between? (W3)
 *
 * Nothing depends on chance: each reader holds the lock until the next reader
 * holds it too, or is blocked. The readers end after FLOOD reads at the latest.
 */
#include "harness/lab.h"
#include "rwlock.h"
#include "rwlock_lab.h"
#include "labs/support/rwlock_client.h"

#define FLOOD	20
#define SHOWN	2		/* reads that record events */

enum { READER, OTHER, WRITER };

struct flood {
	struct px_rwlock_client readers[2];
	struct px_rwlock_client writer;
	u32 reads;		/* that started after the writer and got the lock before it */
	bool waits;		/* the last reader is blocked, and not joined yet */
};

/* next has started. Ends now when next holds the lock. False if next is blocked. */
static bool replace_reader(struct flood *f, struct px_rwlock_client *now,
			   struct px_rwlock_client *next)
{
	f->waits = px_rwlock_client_waits(next, "waits for writer");
	if (f->waits)
		return false;
	f->reads++;
	px_rwlock_client_join(now);
	if (f->reads == SHOWN) {
		px_rwlock_client_event(next, PX_ACTOR_SHARES, "and so on…");
		px_write_once(f->readers[0].actor, PX_ACTOR_HIDDEN);
		px_write_once(f->readers[1].actor, PX_ACTOR_HIDDEN);
	}
	return true;
}

/* The writer waits, one reader holds the lock. On return all readers have ended. */
static int keep_reading(struct flood *f)
{
	struct px_rwlock_client *now = &f->readers[0], *next = &f->readers[1], *last;
	int err = 0;

	while (f->reads < FLOOD && !px_read_once(f->writer.holds_lock)) {
		err = px_rwlock_client_start(next);
		if (err || !replace_reader(f, now, next))
			break;
		last = now;
		now = next;
		next = last;
	}
	if (f->reads >= SHOWN && f->writer.actor != PX_ACTOR_HIDDEN)
		px_event(now->ctx, SHOWN % 2 ? OTHER : READER, PX_ACTOR_GONE, "unlocks");
	px_rwlock_client_join(now);
	if (f->waits)
		px_rwlock_client_join(next);
	return err;
}

static int run(struct px_lab_ctx *ctx, struct px_rwlock *l, bool visible, struct flood *f)
{
	u32 i;
	int err;

	for (i = 0; i < 2; i++)
		f->readers[i] = (struct px_rwlock_client) {
			.ctx = ctx, .lock = l, .actor = visible ? READER + i : PX_ACTOR_HIDDEN,
		};
	f->writer = (struct px_rwlock_client) {
		.ctx = ctx, .lock = l, .actor = visible ? WRITER : PX_ACTOR_HIDDEN, .writes = true,
	};
	err = px_rwlock_client_start(&f->readers[0]);
	if (err)
		return err;
	px_rwlock_client_acquires(&f->readers[0]);
	err = px_rwlock_client_start(&f->writer);
	if (err) {
		px_rwlock_client_join(&f->readers[0]);
		return err;
	}
	px_rwlock_client_waits(&f->writer, "waits for reader");
	px_rwlock_client_release(&f->writer);
	err = keep_reading(f);
	px_rwlock_client_join(&f->writer);
	return err;
}

static int writer_starvation(struct px_lab_ctx *ctx)
{
	struct flood f = { .reads = 0 };
	struct px_rwlock lock;
	int err;

	px_rwlock_init(&lock);
	err = run(ctx, &lock, true, &f);
	px_rwlock_destroy(&lock);
	if (err)
		return err;
	px_observe(ctx, "reads_before_writer", f.reads);
	px_observe(ctx, "writer_got_in_at_last", f.writer.holds_lock);
	return 0;
}

static int with_kind(struct px_lab_ctx *ctx, enum px_rwlock_kind kind, const char *what)
{
	struct flood f = { .reads = 0 };
	struct px_rwlock lock;
	int err;

	if (px_rwlock_init_kind(&lock, kind))
		return 0;
	err = run(ctx, &lock, false, &f);
	px_rwlock_destroy(&lock);
	if (!err)
		px_observe(ctx, what, f.reads);
	return err;
}

static int every_kind(struct px_lab_ctx *ctx)
{
	int err = writer_starvation(ctx);

	if (!err)
		err = with_kind(ctx, PX_RWLOCK_PREFER_WRITER, "reads_prefer_writer");
	if (!err)
		err = with_kind(ctx, PX_RWLOCK_PREFER_WRITER_NONRECURSIVE, "reads_nonrecursive");
	return err;
}

PX_LAB(writer_starvation) = {
	.name = "writer_starvation",
	.run = every_kind,
};

#define VALUES	"0:none|20:all 20|*:%d of 20"

PX_LAB_DOC(writer_starvation) = {
	.name = "writer_starvation",
	.claims = "W3",
	.question = "Readers always overlap, and a writer waits. How many readers get the lock "
		    "before the writer?",
	.steps = "A reader holds the lock, and a writer blocks. Then readers start one after the "
		"other. Each unlocks only when the next one holds the lock. The lab ends when a "
		"reader blocks, or after 20 readers.",
	.actors = { "reader", "next one", "writer" },
	.expectations = {
		{ .what = "reads_before_writer", .rust = 0, .kernel = 0, .user = FLOOD,
		  .subject = "readers that started after the writer but got the lock before it:",
		  .values = VALUES,
		  .reason = "rw_semaphore and Rust's RwLock have a queue: a reader that starts "
			 "later waits. glibc's default kind admits readers while any reader holds "
			 "the lock. So a continuous stream of readers starves a writer" },
		{ .what = "writer_got_in_at_last", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "after the last reader, the writer",
		  .values = "0:does not get the lock|1:gets the lock" },
		{ .what = "reads_prefer_writer", .rust = PX_NONE, .kernel = PX_NONE, .user = FLOOD,
		  .subject = "with glibc's kind PREFER_WRITER:", .values = VALUES,
		  .reason = "in spite of its name, this kind does not prefer writers" },
		{ .what = "reads_nonrecursive", .rust = PX_NONE, .kernel = PX_NONE, .user = 0,
		  .subject = "with glibc's kind PREFER_WRITER_NONRECURSIVE:", .values = VALUES,
		  .reason = "this kind prefers writers. The price is the deadlock that "
			 "rwlock_reentry shows" },
	},
};
