// SPDX-License-Identifier: GPL-2.0-only
/*
 * rwlock_reentry: a thread that reads wants to read once more. Nobody minds,
 * until a writer waits: then the two may wait for each other for ever. (W2)
 *
 * The second read is another thread's here, so that the first can let go when
 * it has been seen: the lock cannot tell which reader is which.
 */
#include "lab.h"
#include "rwlock.h"
#include "thread.h"

enum { FIRST, WRITER, SECOND };

struct stage {
	struct px_scene *scene;
	struct px_rwlock lock;
	bool drawn;
	u32 inside;		/* the second reader got in */
};

static void draw(struct stage *st, u32 actor, enum px_actor_state state, const char *what)
{
	if (st->drawn)
		px_event(st->scene, actor, state, what);
}

static u64 write_once(void *arg)
{
	struct stage *st = arg;

	draw(st, WRITER, PX_ACTOR_WAITS, "write…");
	px_rwlock_write(&st->lock);
	draw(st, WRITER, PX_ACTOR_HOLDS, "writes");
	px_rwlock_write_unlock(&st->lock);
	draw(st, WRITER, PX_ACTOR_GONE, "done");
	return 0;
}

static u64 read_again(void *arg)
{
	struct stage *st = arg;

	draw(st, SECOND, PX_ACTOR_WAITS, "read…");
	px_rwlock_read(&st->lock);
	draw(st, SECOND, PX_ACTOR_SHARES, "reads");
	px_write_once(st->inside, 1);
	px_rwlock_read_unlock(&st->lock);
	draw(st, SECOND, PX_ACTOR_GONE, "done");
	return 0;
}

/* With the first read taken: 1 gets in, 0 seen asleep; and gone at the end. */
static int second_read(struct stage *st, s64 *gets_in)
{
	struct px_thread reader;
	int err = px_thread_spawn(&reader, read_again, st);

	if (err) {
		px_rwlock_read_unlock(&st->lock);
		return err;
	}
	px_until(st->scene, px_read_once(st->inside) || px_thread_asleep(&reader), PX_SOON);
	*gets_in = px_until(st->scene, px_read_once(st->inside), PX_A_WHILE);
	draw(st, FIRST, PX_ACTOR_GONE, "lets go");
	px_rwlock_read_unlock(&st->lock);
	px_thread_join(&reader, NULL);
	return 0;
}

static int with_writer_queued(struct stage *st, s64 *gets_in)
{
	struct px_thread writer;
	int err;

	st->inside = 0;
	px_rwlock_read(&st->lock);
	draw(st, FIRST, PX_ACTOR_SHARES, "reads");
	err = px_thread_spawn(&writer, write_once, st);
	if (err) {
		px_rwlock_read_unlock(&st->lock);
		return err;
	}
	px_until(st->scene, px_thread_asleep(&writer), PX_SOON);
	err = second_read(st, gets_in);
	px_thread_join(&writer, NULL);
	return err;
}

static int with_no_writer(struct stage *st, s64 *gets_in)
{
	st->inside = 0;
	px_rwlock_read(&st->lock);
	return second_read(st, gets_in);
}

static int rwlock_reentry(struct px_scene *s)
{
	struct stage st = { .scene = s };
	s64 gets_in = 0;
	int err;

	px_rwlock_init(&st.lock);
	err = with_no_writer(&st, &gets_in);
	if (err)
		goto out;
	px_see(s, "second_read_alone", gets_in);
	st.drawn = true;
	err = with_writer_queued(&st, &gets_in);
	if (!err)
		px_see(s, "second_read", gets_in);
out:
	px_rwlock_destroy(&st.lock);
	return err;
}

PX_LAB(rwlock_reentry) = {
	.name = "rwlock_reentry",
	.play = rwlock_reentry,
};

PX_STORY(rwlock_reentry) = {
	.name = "rwlock_reentry",
	.claims = "W2",
	.question = "Does a second read get in while a writer waits for the first to end?",
	.done = "A reader holds the lock. A writer asks for it and is seen asleep. Then one more "
		"read is asked for, and looked at. At last the first reader lets go, so that all end.",
	.actors = { "reader", "writer", "2nd read" },
	.expects = {
		{ .what = "second_read", .rust = 0, .kernel = 0, .user = 1,
		  .topic = "the second read, with a writer queued,", .says = "0:waits|1:gets in",
		  .why = "the kernel and Rust's std let no reader overtake a waiting writer; glibc's "
			 "default kind prefers readers, so it knows no such deadlock, but writers may starve" },
		{ .what = "second_read_alone", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "the second read, with no writer about,", .says = "0:waits|1:gets in" },
	},
};
