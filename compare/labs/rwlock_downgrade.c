// SPDX-License-Identifier: GPL-2.0-only
/*
 * rwlock_downgrade: a writer becomes a reader, and no other writer runs in
 * between. Where no downgrade exists, the writer must unlock and read again. The
 * lab then lets a waiting writer in before the read. (W3)
 */
#include "harness/lab.h"
#include "rwlock.h"
#include "rwlock_lab.h"
#include "labs/support/rwlock_client.h"

enum { OWNER, WRITER };

static s64 try_read(struct px_rwlock *l)
{
	if (px_rwlock_read_try(l))
		return 0;
	px_rwlock_read_unlock(l);
	return 1;
}

static s64 try_write(struct px_rwlock *l)
{
	if (px_rwlock_write_try(l))
		return 0;
	px_rwlock_write_unlock(l);
	return 1;
}

static void alone(struct px_lab_ctx *ctx, struct px_rwlock *l)
{
	int err;

	px_rwlock_write(l);
	px_observe(ctx, "read_while_written", try_read(l));
	err = px_rwlock_downgrade(l);
	px_observe(ctx, "downgrade", !err);
	if (err) {
		px_rwlock_write_unlock(l);
		return;
	}
	px_observe(ctx, "read_after_downgrade", try_read(l));
	px_observe(ctx, "write_after_downgrade", try_write(l));
	px_rwlock_read_unlock(l);
}

/* Caller holds the lock for writing, and then for reading. A writer waits. */
static void become_reader(struct px_lab_ctx *ctx, struct px_rwlock *l,
			  struct px_rwlock_client *writer)
{
	int err = px_rwlock_downgrade(l);

	if (!err) {
		px_event(ctx, OWNER, PX_ACTOR_SHARES, "downgrades");
		px_until(ctx, px_read_once(writer->holds_lock), PX_LAB_SETTLE_NS);
		return;
	}
	px_event(ctx, OWNER, PX_ACTOR_GONE, "unlocks");
	px_rwlock_write_unlock(l);
	px_rwlock_client_acquires(writer);
	px_rwlock_read(l);
	px_event(ctx, OWNER, PX_ACTOR_SHARES, "reads");
}

static int with_writer_queued(struct px_lab_ctx *ctx, struct px_rwlock *l)
{
	u32 value = 0, seen;
	struct px_rwlock_client writer = {
		.ctx = ctx, .lock = l, .actor = WRITER, .writes = true, .value = &value,
	};
	int err;

	px_rwlock_write(l);
	px_event(ctx, OWNER, PX_ACTOR_HOLDS, "writes 1");
	value = 1;
	err = px_rwlock_client_start(&writer);
	if (err) {
		px_rwlock_write_unlock(l);
		return err;
	}
	px_rwlock_client_waits(&writer, "waits for owner");
	px_rwlock_client_release(&writer);
	become_reader(ctx, l, &writer);
	seen = value;
	px_event(ctx, OWNER, PX_ACTOR_GONE, seen == 1 ? "reads 1, unlocks" : "reads 2, unlocks");
	px_rwlock_read_unlock(l);
	px_rwlock_client_join(&writer);
	px_observe(ctx, "value_after_downgrade", seen);
	px_observe(ctx, "value_after_queued_writer", value);
	return 0;
}

static int rwlock_downgrade(struct px_lab_ctx *ctx)
{
	struct px_rwlock lock;
	int err;

	px_rwlock_init(&lock);
	alone(ctx, &lock);
	err = with_writer_queued(ctx, &lock);
	px_rwlock_destroy(&lock);
	return err;
}

PX_LAB(rwlock_downgrade) = {
	.name = "rwlock_downgrade",
	.run = rwlock_downgrade,
};

PX_LAB_DOC(rwlock_downgrade) = {
	.name = "rwlock_downgrade",
	.claims = "W3",
	.question = "Can a writer become a reader and be sure to read what it wrote?",
	.steps = "The owner writes 1. A second writer, which wants to add 1, blocks. Then the "
		"owner becomes a reader: by a downgrade, or by unlock and read where no downgrade "
		"exists. It reads the value.",
	.actors = { "owner", "writer" },
	.expectations = {
		{ .what = "value_after_downgrade", .rust = 1, .kernel = 1, .user = 2,
		  .subject = "after it wrote 1 and became a reader, the owner",
		  .values = "1:still reads 1|2:reads 2, another writer's value|*:reads %d",
		  .brief = "1:reads its own|2:another's|*:reads %d",
		  .reason = "downgrade_write and RwLockWriteGuard::downgrade never free the lock "
			 "in between. A pthread_rwlock_t must be unlocked and locked for reading, "
			 "and a waiting writer gets it in between" },
		{ .what = "downgrade", .rust = 1, .kernel = 1, .user = 0,
		  .subject = "a downgrade", .values = "0:does not exist|1:exists",
		  .brief = "0:none|1:exists", .reason = "POSIX has no downgrade" },
		{ .what = "read_while_written", .rust = 0, .kernel = 0, .user = 0,
		  .subject = "before the downgrade, try_read",
		  .values = "0:is refused|1:succeeds" },
		{ .what = "read_after_downgrade", .rust = 1, .kernel = 1, .user = PX_NONE,
		  .subject = "after the downgrade, try_read", .values = "0:is refused|1:succeeds" },
		{ .what = "write_after_downgrade", .rust = 0, .kernel = 0, .user = PX_NONE,
		  .subject = "after the downgrade, try_write",
		  .values = "0:is refused|1:succeeds" },
		{ .what = "value_after_queued_writer", .rust = 2, .kernel = 2, .user = 2,
		  .subject = "at the end, after the second writer,",
		  .values = "*:the value is %d" },
	},
};
