/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * chan_client: a thread that sends or receives one test message. Another thread
 * checks whether it is blocked. Its call has a timeout, so that a lab ends even
 * if a channel never wakes the thread.
 */
#ifndef PX_CHAN_CLIENT_H
#define PX_CHAN_CLIENT_H

#include "chan.h"
#include "harness/lab.h"
#include "harness/wait_check.h"
#include "thread.h"

struct px_test_message {
	struct px_chan_message base;	/* first */
	u32 sender, number;
	u32 *destroyed;			/* counts destroyed messages; or NULL */
};

static inline void px_test_message_destroy(struct px_chan_message *base)
{
	struct px_test_message *message = (struct px_test_message *)base;

	if (message->destroyed)
		++*message->destroyed;
}

static inline struct px_test_message px_test_message_of(u32 sender, u32 number, u32 *destroyed)
{
	return (struct px_test_message) {
		.base = { .destroy = px_test_message_destroy, .bytes = sizeof(number) },
		.sender = sender, .number = number, .destroyed = destroyed,
	};
}

/* Receives a message in the calling thread: its number, or -errno. */
static inline s64 px_test_message_recv(struct px_chan *chan)
{
	struct px_chan_message *base;
	int err = px_chan_recv_for(chan, &base, PX_LAB_TIMEOUT_NS);

	return err ? (s64)err : (s64)((struct px_test_message *)base)->number;
}

struct px_chan_client {
	struct px_lab_ctx *ctx;
	struct px_chan *chan;
	u32 actor;
	const char *done_text;		/* its last event; NULL: no events */
	struct px_test_message *message; /* to send; NULL: receive one, which is stored here */

	/* Set by px_chan_client_start(). */
	struct px_thread thread;
	int result;			/* of the channel call */
	u32 returned;
};

static inline u64 px_chan_client_run(void *arg)
{
	struct px_chan_client *c = arg;
	struct px_chan_message *base = c->message ? &c->message->base : NULL;

	if (base) {
		c->result = px_chan_send_for(c->chan, base, 2 * PX_LAB_TIMEOUT_NS);
	} else {
		c->result = px_chan_recv_for(c->chan, &base, 2 * PX_LAB_TIMEOUT_NS);
		c->message = (struct px_test_message *)base;
	}
	if (c->done_text)
		px_event(c->ctx, c->actor, PX_ACTOR_GONE,
			 c->result ? "gets an error" : c->done_text);
	px_write_once(c->returned, 1);
	return 0;
}

/* 0, or -errno: then the client must not be joined. */
static inline int px_chan_client_start(struct px_chan_client *c)
{
	c->returned = 0;
	return px_thread_spawn(&c->thread, px_chan_client_run, c);
}

/* True if the thread is blocked in its call. text: the event that is then recorded. */
static inline bool px_chan_client_waits(struct px_chan_client *c, const char *text)
{
	px_thread_blocked(&c->thread, &c->returned, PX_LAB_TIMEOUT_NS);
	if (px_until(c->ctx, px_read_once(c->returned), PX_LAB_SETTLE_NS))
		return false;
	if (c->done_text)
		px_event(c->ctx, c->actor, PX_ACTOR_WAITS, text);
	return true;
}

/* True if the call returns within PX_LAB_TIMEOUT_NS, so that the channel did wake the thread. */
static inline bool px_chan_client_returns(struct px_chan_client *c)
{
	return px_until(c->ctx, px_read_once(c->returned), PX_LAB_TIMEOUT_NS);
}

/* Joins the thread and returns the result of its channel call. */
static inline int px_chan_client_join(struct px_chan_client *c)
{
	px_thread_join(&c->thread, NULL);
	return c->result;
}

#endif /* PX_CHAN_CLIENT_H */
