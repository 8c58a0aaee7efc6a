// SPDX-License-Identifier: GPL-2.0-only
/*
 * rwlock_overlap: any number of readers, or one writer. The lab counts how many
 * threads hold the lock at the same time. (W1)
 *
 * A thread holds the lock until all other threads hold it too, or are blocked.
 * So everything that may overlap does overlap.
 */
#include "harness/lab.h"
#include "rwlock.h"
#include "labs/support/rwlock_client.h"

#define CLIENTS	3

enum { READER, WRITER = READER + CLIENTS };

struct clients {
	struct px_rwlock_client client[CLIENTS];
	u32 started;
	bool joined[CLIENTS];
};

static u32 count_holders(const struct clients *c)
{
	u32 i, n = 0;

	for (i = 0; i < c->started; i++)
		n += !c->joined[i] && px_read_once(c->client[i].holds_lock);
	return n;
}

/* Starts the clients one after the other. Each keeps the lock. */
static int start_all(struct clients *c, struct px_lab_ctx *ctx, struct px_rwlock *l, bool writes)
{
	int err = 0;

	for (c->started = 0; c->started < CLIENTS && !err; c->started += !err) {
		struct px_rwlock_client *client = &c->client[c->started];

		*client = (struct px_rwlock_client) {
			.ctx = ctx, .lock = l, .writes = writes,
			.actor = (writes ? WRITER : READER) + c->started,
		};
		err = px_rwlock_client_start(client);
		if (!err)
			px_rwlock_client_waits(client, "waits for writer");
	}
	return err;
}

/* Releases the holders until all clients have ended. Returns the maximum number of holders. */
static u32 release_all(struct clients *c, struct px_lab_ctx *ctx)
{
	u32 i, left = c->started, maximum = 0;

	while (left) {
		while (!count_holders(c))	/* a client must hold the lock before it can end */
			px_os_sleep(PX_LAB_POLL_NS);
		px_until(ctx, count_holders(c) == left, PX_LAB_SETTLE_NS);
		if (count_holders(c) > maximum)
			maximum = count_holders(c);
		for (i = 0; i < c->started; i++) {
			if (c->joined[i] || !px_read_once(c->client[i].holds_lock))
				continue;
			px_rwlock_client_join(&c->client[i]);
			c->joined[i] = true;
			left--;
		}
	}
	return maximum;
}

static int try_write(struct px_rwlock *l)
{
	if (px_rwlock_write_try(l))
		return 0;
	px_rwlock_write_unlock(l);
	return 1;
}

static int try_read(struct px_rwlock *l)
{
	if (px_rwlock_read_try(l))
		return 0;
	px_rwlock_read_unlock(l);
	return 1;
}

static int overlap(struct px_lab_ctx *ctx, struct px_rwlock *l, bool writes)
{
	struct clients c = { .started = 0 };
	s64 tried;
	u32 maximum;
	int err;

	px_event_title(ctx, writes ? "writers" : "readers");
	err = start_all(&c, ctx, l, writes);
	tried = writes ? try_read(l) : try_write(l);
	maximum = release_all(&c, ctx);

	if (err)
		return err;
	px_observe(ctx, writes ? "writers_at_once" : "readers_at_once", maximum);
	px_observe(ctx, writes ? "read_while_written" : "write_while_read", tried);
	return 0;
}

static int rwlock_overlap(struct px_lab_ctx *ctx)
{
	struct px_rwlock lock;
	int err;

	px_rwlock_init(&lock);
	err = overlap(ctx, &lock, false);
	if (!err)
		err = overlap(ctx, &lock, true);
	px_rwlock_destroy(&lock);
	return err;
}

PX_LAB(rwlock_overlap) = {
	.name = "rwlock_overlap",
	.run = rwlock_overlap,
};

PX_LAB_DOC(rwlock_overlap) = {
	.name = "rwlock_overlap",
	.claims = "W1",
	.question = "How many of three readers hold the lock at the same time, and how many of "
		    "three writers?",
	.steps = "Three readers start one after the other. Each holds the lock until all three "
		"hold it or are blocked; then they unlock. Meanwhile the lab tries to lock for "
		"writing. The same is done with three writers and a try to read.",
	.actors = { "reader", "reader", "reader", "writer", "writer", "writer" },
	.expectations = {
		{ .what = "readers_at_once", .rust = 3, .kernel = 3, .user = 3,
		  .subject = "readers that hold the lock at the same time:",
		  .values = "*:%d of 3", .brief = "*:%d at once" },
		{ .what = "writers_at_once", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "writers that hold the lock at the same time:",
		  .values = "*:%d of 3" },
		{ .what = "write_while_read", .rust = 0, .kernel = 0, .user = 0,
		  .subject = "try_write next to readers", .values = "0:is refused|1:succeeds" },
		{ .what = "read_while_written", .rust = 0, .kernel = 0, .user = 0,
		  .subject = "try_read next to a writer", .values = "0:is refused|1:succeeds" },
	},
};
