// SPDX-License-Identifier: GPL-2.0-only
/*
 * rwlock_overlap: any number of readers, or one writer: who is inside at the
 * same time is counted. (W1)
 *
 * Who is inside stays there until all others are inside as well, or are seen
 * to wait: so what may overlap, does.
 */
#include "harness/lab.h"
#include "rwlock.h"
#include "labs/support/rwlock_client.h"

#define VISITORS	3

enum { READER, WRITER = READER + VISITORS };

struct crowd {
	struct px_rwlock_client v[VISITORS];
	u32 came;
	bool gone[VISITORS];
};

static u32 inside(const struct crowd *c)
{
	u32 i, n = 0;

	for (i = 0; i < c->came; i++)
		n += !c->gone[i] && px_read_once(c->v[i].inside);
	return n;
}

/* They come one after another; who gets in stays. */
static int come(struct crowd *c, struct px_lab_ctx *s, struct px_rwlock *l, bool writes)
{
	int err = 0;

	for (c->came = 0; c->came < VISITORS && !err; c->came += !err) {
		struct px_rwlock_client *v = &c->v[c->came];

		*v = (struct px_rwlock_client) {
			.ctx = s, .lock = l, .writes = writes,
			.actor = (writes ? WRITER : READER) + c->came,
		};
		err = px_rwlock_client_send(v);
		if (!err)
			px_rwlock_client_waits(v, "waits for writer");
	}
	return err;
}

/* Those inside go, then others are, until all are gone: how many were inside at once. */
static u32 go(struct crowd *c, struct px_lab_ctx *s)
{
	u32 i, left = c->came, most = 0;

	while (left) {
		while (!inside(c))	/* somebody will be, and must, to be let out */
			px_os_sleep(PX_LAB_POLL_NS);
		px_until(s, inside(c) == left, PX_LAB_SETTLE_NS);
		if (inside(c) > most)
			most = inside(c);
		for (i = 0; i < c->came; i++) {
			if (c->gone[i] || !px_read_once(c->v[i].inside))
				continue;
			px_rwlock_client_end(&c->v[i]);
			c->gone[i] = true;
			left--;
		}
	}
	return most;
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

static int overlap(struct px_lab_ctx *s, struct px_rwlock *l, bool writes)
{
	struct crowd c = { .came = 0 };
	s64 tried;
	u32 most;
	int err;

	px_event_title(s, writes ? "writers" : "readers");
	err = come(&c, s, l, writes);
	tried = writes ? try_read(l) : try_write(l);
	most = go(&c, s);

	if (err)
		return err;
	px_observe(s, writes ? "writers_at_once" : "readers_at_once", most);
	px_observe(s, writes ? "read_while_written" : "write_while_read", tried);
	return 0;
}

static int rwlock_overlap(struct px_lab_ctx *s)
{
	struct px_rwlock lock;
	int err;

	px_rwlock_init(&lock);
	err = overlap(s, &lock, false);
	if (!err)
		err = overlap(s, &lock, true);
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
	.question = "How many of three readers hold the lock at once, and how many of three "
		    "writers?",
	.done = "Three readers come one after another, and each stays until all are inside or seen "
		"asleep; then they go. Three writers likewise. Meanwhile the other kind tries.",
	.actors = { "reader", "reader", "reader", "writer", "writer", "writer" },
	.expects = {
		{ .what = "readers_at_once", .rust = 3, .kernel = 3, .user = 3,
		  .topic = "readers inside at once:", .says = "*:%d of 3", .brief = "*:%d at once" },
		{ .what = "writers_at_once", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "writers inside at once:", .says = "*:%d of 3" },
		{ .what = "write_while_read", .rust = 0, .kernel = 0, .user = 0,
		  .topic = "try_write beside readers", .says = "0:is refused|1:gets in" },
		{ .what = "read_while_written", .rust = 0, .kernel = 0, .user = 0,
		  .topic = "try_read beside a writer", .says = "0:is refused|1:gets in" },
	},
};
