/* SPDX-License-Identifier: GPL-2.0-only */
/* chan_bench: messages, and threads that make one call, for the tests of the channel. */
#ifndef PX_CONFORM_CHAN_BENCH_H
#define PX_CONFORM_CHAN_BENCH_H

#include "chan.h"
#include "conform.h"

struct test_message {
	struct px_chan_message message;	/* first */
	u32 number;
	u32 destroyed;			/* how many times */
};

static inline void message_destroy(struct px_chan_message *m)
{
	((struct test_message *)m)->destroyed++;
}

static inline void messages_init(struct test_message *p, u32 nr)
{
	u32 i;

	for (i = 0; i < nr; i++)
		p[i] = (struct test_message) {
			.message = { .destroy = message_destroy, .bytes = 8 },
			.number = i,
		};
}

static inline u32 messages_destroyed(const struct test_message *p, u32 nr)
{
	u32 i, n = 0;

	for (i = 0; i < nr; i++)
		n += p[i].destroyed;
	return n;
}

/* Receives a message. Returns its number, or ~0 on error. */
static inline u32 next_number(struct px_chan *c)
{
	struct px_chan_message *m;

	if (px_chan_recv_for(c, &m, PX_CONFORM_TIMEOUT_NS))
		return ~0u;
	return ((struct test_message *)m)->number;
}

static inline struct px_chan_view inspect(struct px_chan *c)
{
	struct px_chan_view view;

	px_chan_inspect(c, &view);
	return view;
}

/* Waits until that many threads sleep at the ends. Returns false on timeout. */
static inline bool asleep(struct px_chan *c, u32 senders, bool receiver)
{
	u64 end = px_os_now() + PX_CONFORM_TIMEOUT_NS;

	do {
		struct px_chan_view v = inspect(c);

		if (v.senders_asleep == senders && v.receiver_asleep == receiver)
			return true;
		px_os_sleep(1000000);
	} while (px_os_now() < end);
	return false;
}

/* A thread that makes one call on a channel. */
struct chan_call {
	struct px_chan *chan;
	struct px_chan_message *message;	/* sent, or received */
	int err;
	u32 done;			/* it has returned */
	struct px_thread thread;
	bool spawned;
};

static inline u64 call_ended(struct chan_call *c, int err)
{
	c->err = err;
	px_write_once(c->done, 1);
	return (u64)-err;
}

static inline u64 call_send(void *arg)
{
	struct chan_call *c = arg;

	return call_ended(c, px_chan_send(c->chan, c->message));
}

static inline u64 call_recv(void *arg)
{
	struct chan_call *c = arg;

	return call_ended(c, px_chan_recv(c->chan, &c->message));
}

static inline void call_start(struct chan_call *c, px_thread_fn call, struct px_chan *chan,
			      struct test_message *p)
{
	*c = (struct chan_call) { .chan = chan, .message = p ? &p->message : NULL, .err = 1 };
	c->spawned = !px_thread_spawn(&c->thread, call, c);
	px_conform_ok(c->spawned, "a thread to call");
}

static inline int call_join(struct chan_call *c)
{
	if (c->spawned)
		px_thread_join(&c->thread, NULL);
	return c->err;
}

#endif /* PX_CONFORM_CHAN_BENCH_H */
