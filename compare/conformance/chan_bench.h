/* SPDX-License-Identifier: GPL-2.0-only */
/* What the tests of the channel share: parcels to send, and callers that may have to wait. */
#ifndef PX_CONFORM_CHAN_BENCH_H
#define PX_CONFORM_CHAN_BENCH_H

#include "chan.h"
#include "conform.h"

struct parcel {
	struct px_chan_message message;	/* first */
	u32 number;
	u32 destroyed;			/* how often */
};

static inline void parcel_destroy(struct px_chan_message *m)
{
	((struct parcel *)m)->destroyed++;
}

static inline void parcels_init(struct parcel *p, u32 nr)
{
	u32 i;

	for (i = 0; i < nr; i++)
		p[i] = (struct parcel) {
			.message = { .destroy = parcel_destroy, .bytes = 8 },
			.number = i,
		};
}

static inline u32 parcels_destroyed(const struct parcel *p, u32 nr)
{
	u32 i, n = 0;

	for (i = 0; i < nr; i++)
		n += p[i].destroyed;
	return n;
}

/* The number of the next parcel, or ~0 if recv says anything but 0. */
static inline u32 next_number(struct px_chan *c)
{
	struct px_chan_message *m;

	return px_chan_recv_for(c, &m, PX_CONFORM_TIMEOUT_NS) ? ~0u : ((struct parcel *)m)->number;
}

static inline struct px_chan_view look_at(struct px_chan *c)
{
	struct px_chan_view view;

	px_chan_inspect(c, &view);
	return view;
}

/* Waits until so many sleep at the ends: whether they did. */
static inline bool asleep(struct px_chan *c, u32 senders, bool receiver)
{
	u64 end = px_os_now() + PX_CONFORM_TIMEOUT_NS;

	do {
		struct px_chan_view v = look_at(c);

		if (v.senders_asleep == senders && v.receiver_asleep == receiver)
			return true;
		px_os_sleep(1000000);
	} while (px_os_now() < end);
	return false;
}

/* A thread that makes one call on a channel. */
struct caller {
	struct px_chan *chan;
	struct px_chan_message *message;	/* sent, or received */
	int err;
	u32 done;			/* it has returned */
	struct px_thread thread;
	bool there;
};

static inline u64 call_ended(struct caller *c, int err)
{
	c->err = err;
	px_write_once(c->done, 1);
	return (u64)-err;
}

static inline u64 call_send(void *arg)
{
	struct caller *c = arg;

	return call_ended(c, px_chan_send(c->chan, c->message));
}

static inline u64 call_recv(void *arg)
{
	struct caller *c = arg;

	return call_ended(c, px_chan_recv(c->chan, &c->message));
}

static inline void caller_start(struct caller *c, px_thread_fn call, struct px_chan *chan,
				struct parcel *p)
{
	*c = (struct caller) { .chan = chan, .message = p ? &p->message : NULL, .err = 1 };
	c->there = !px_thread_spawn(&c->thread, call, c);
	px_conform_ok(c->there, "a thread to call");
}

static inline int caller_end(struct caller *c)
{
	if (c->there)
		px_thread_join(&c->thread, NULL);
	return c->err;
}

#endif /* PX_CONFORM_CHAN_BENCH_H */
