/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * courier: for labs, a parcel to be sent, and a thread that sends or receives
 * one. Whether it waits is seen by another one. One that nobody wakes comes
 * back after a time, so that a lab ends with any channel.
 */
#ifndef PX_CHAN_CLIENT_H
#define PX_CHAN_CLIENT_H

#include "wait_check.h"
#include "chan.h"
#include "harness/lab.h"
#include "thread.h"

struct px_test_message {
	struct px_chan_message message;	/* first */
	u32 sender, number;
	u32 *destroyed;			/* counts parcels that were; or NULL */
};

static inline void px_test_message_destroy(struct px_chan_message *m)
{
	struct px_test_message *p = (struct px_test_message *)m;

	if (p->destroyed)
		++*p->destroyed;
}

static inline struct px_test_message px_test_message_of(u32 sender, u32 number, u32 *destroyed)
{
	return (struct px_test_message) {
		.message = { .destroy = px_test_message_destroy, .bytes = sizeof(number) },
		.sender = sender, .number = number, .destroyed = destroyed,
	};
}

struct px_chan_client {
	struct px_lab_ctx *ctx;
	struct px_chan *chan;
	u32 actor;
	const char *comes_back;		/* said in its line; NULL: it is not drawn */
	struct px_test_message *parcel;	/* to be sent; NULL: to receive one, and then that one */

	/* From start on. */
	struct px_thread thread;
	int result;			/* by the channel */
	u32 is_back;
};

static inline u64 px_chan_client_life(void *arg)
{
	struct px_chan_client *c = arg;
	struct px_chan_message *m = c->parcel ? &c->parcel->message : NULL;

	if (m) {
		c->result = px_chan_send_for(c->chan, m, 2 * PX_LAB_TIMEOUT_NS);
	} else {
		c->result = px_chan_recv_for(c->chan, &m, 2 * PX_LAB_TIMEOUT_NS);
		c->parcel = (struct px_test_message *)m;
	}
	if (c->comes_back)
		px_event(c->ctx, c->actor, PX_ACTOR_GONE, c->result ? "has an error" : c->comes_back);
	px_write_once(c->is_back, 1);
	return 0;
}

/* 0, or -errno: then there is nothing to end. */
static inline int px_chan_client_start(struct px_chan_client *c)
{
	c->is_back = 0;
	return px_thread_spawn(&c->thread, px_chan_client_life, c);
}

/* Whether it waits: seen asleep, and then not back for a while. */
static inline bool px_chan_client_waits(struct px_chan_client *c, const char *result)
{
	u64 end = px_os_now() + PX_LAB_TIMEOUT_NS;
	u32 looks = 0;

	while (!px_read_once(c->is_back) && looks < PX_WAIT_CHECK_LOOKS && px_os_now() < end) {
		px_os_sleep(PX_WAIT_CHECK_PERIOD);
		looks = px_thread_asleep(&c->thread) ? looks + 1 : 0;
	}
	if (px_until(c->ctx, px_read_once(c->is_back), PX_LAB_SETTLE_NS))
		return false;
	if (c->comes_back)
		px_event(c->ctx, c->actor, PX_ACTOR_WAITS, result);
	return true;
}

/* Whether it comes back soon: nobody has forgotten to wake it. */
static inline bool px_chan_client_returns(struct px_chan_client *c)
{
	return px_until(c->ctx, px_read_once(c->is_back), PX_LAB_TIMEOUT_NS);
}

/* Waits for it as long as it takes: what the channel said. */
static inline int px_chan_client_end(struct px_chan_client *c)
{
	px_thread_join(&c->thread, NULL);
	return c->result;
}

/* The number of the next parcel, by the caller itself; or -errno. */
static inline s64 px_chan_client_fetch(struct px_chan *chan)
{
	struct px_chan_message *m;
	int err = px_chan_recv_for(chan, &m, PX_LAB_TIMEOUT_NS);

	return err ? (s64)err : (s64)((struct px_test_message *)m)->number;
}

#endif /* PX_CHAN_CLIENT_H */
