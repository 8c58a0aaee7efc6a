// SPDX-License-Identifier: GPL-2.0-only
/*
 * rwlock_downgrade: a writer that goes on as a reader, with no writer in
 * between. Where there is no such thing it must let go and read again: then the
 * gap is held open until somebody has used it. (W3)
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

static void alone(struct px_lab_ctx *s, struct px_rwlock *l)
{
	int err;

	px_rwlock_write(l);
	px_observe(s, "read_while_written", try_read(l));
	err = px_rwlock_downgrade(l);
	px_observe(s, "downgrade", !err);
	if (err) {
		px_rwlock_write_unlock(l);
		return;
	}
	px_observe(s, "read_after_downgrade", try_read(l));
	px_observe(s, "write_after_downgrade", try_write(l));
	px_rwlock_read_unlock(l);
}

/* The caller writes, and then reads; a writer waits. */
static void become_reader(struct px_lab_ctx *s, struct px_rwlock *l, struct px_rwlock_client *writer)
{
	int err = px_rwlock_downgrade(l);

	if (!err) {
		px_event(s, OWNER, PX_ACTOR_SHARES, "downgrades");
		px_until(s, px_read_once(writer->inside), PX_LAB_SETTLE_NS);
		return;
	}
	px_event(s, OWNER, PX_ACTOR_GONE, "unlocks");
	px_rwlock_write_unlock(l);
	px_rwlock_client_gets_in(writer);
	px_rwlock_read(l);
	px_event(s, OWNER, PX_ACTOR_SHARES, "reads");
}

static int with_writer_queued(struct px_lab_ctx *s, struct px_rwlock *l)
{
	u32 value = 0, seen;
	struct px_rwlock_client writer = {
		.ctx = s, .lock = l, .actor = WRITER, .writes = true, .value = &value,
	};
	int err;

	px_rwlock_write(l);
	px_event(s, OWNER, PX_ACTOR_HOLDS, "writes 1");
	value = 1;
	err = px_rwlock_client_send(&writer);
	if (err) {
		px_rwlock_write_unlock(l);
		return err;
	}
	px_rwlock_client_waits(&writer, "waits for owner");
	px_rwlock_client_leave(&writer);
	become_reader(s, l, &writer);
	seen = value;
	px_event(s, OWNER, PX_ACTOR_GONE, seen == 1 ? "sees 1, lets go" : "sees 2, lets go");
	px_rwlock_read_unlock(l);
	px_rwlock_client_end(&writer);
	px_observe(s, "value_after_downgrade", seen);
	px_observe(s, "value_after_queued_writer", value);
	return 0;
}

static int rwlock_downgrade(struct px_lab_ctx *s)
{
	struct px_rwlock lock;
	int err;

	px_rwlock_init(&lock);
	alone(s, &lock);
	err = with_writer_queued(s, &lock);
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
	.question = "Can a writer go on as a reader, and be sure to find what it wrote?",
	.done = "An owner writes 1; a writer who wants to add 1 is seen asleep. Then the owner "
		"becomes a reader, by a downgrade or, where there is none, by unlock and read, and "
		"looks.",
	.actors = { "owner", "writer" },
	.expects = {
		{ .what = "value_after_downgrade", .rust = 1, .kernel = 1, .user = 2,
		  .topic = "having written 1, as a reader the owner", .says = "1:still sees 1|*:sees %d",
		  .brief = "1:sees its own|2:another's|*:sees %d",
		  .why = "with downgrade_write and RwLockWriteGuard::downgrade the lock is never "
			 "free in between; a pthread_rwlock_t must be unlocked and read again, and "
			 "a writer who waits takes the gap" },
		{ .what = "downgrade", .rust = 1, .kernel = 1, .user = 0,
		  .topic = "a downgrade", .says = "0:does not exist|1:exists", .brief = "0:none|1:exists",
		  .why = "POSIX has none" },
		{ .what = "read_while_written", .rust = 0, .kernel = 0, .user = 0,
		  .topic = "try_read before it", .says = "0:is refused|1:gets in" },
		{ .what = "read_after_downgrade", .rust = 1, .kernel = 1, .user = PX_NONE,
		  .topic = "try_read after it", .says = "0:is refused|1:gets in" },
		{ .what = "write_after_downgrade", .rust = 0, .kernel = 0, .user = PX_NONE,
		  .topic = "try_write after it", .says = "0:is refused|1:gets in" },
		{ .what = "value_after_queued_writer", .rust = 2, .kernel = 2, .user = 2,
		  .topic = "in the end, when the writer has been there,", .says = "*:the value is %d" },
	},
};
