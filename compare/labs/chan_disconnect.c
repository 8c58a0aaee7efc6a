// SPDX-License-Identifier: GPL-2.0-only
/*
 * chan_disconnect: what the other end sees when one end of a channel goes, and
 * what becomes of the messages. (H2)
 */
#include "harness/lab.h"
#include "chan.h"
#include "labs/support/chan_client.h"

#define QUEUED	3
#define BLOCKED	2

enum { RECEIVER, SENDER };

/* Messages that were sent before the last sender went. */
static void drains(struct px_lab_ctx *s)
{
	struct px_test_message p[QUEUED];
	struct px_chan_message *m;
	struct px_chan c;
	u32 i, drained = 0;

	px_chan_init(&c, PX_UNBOUNDED);
	for (i = 0; i < QUEUED; i++) {
		p[i] = px_test_message_of(0, i, NULL);
		px_chan_send(&c, &p[i].message);
	}
	px_sender_drop(&c);
	while (drained < QUEUED && px_chan_client_fetch(&c) == drained)
		drained++;
	px_observe(s, "drained", drained);
	px_observe(s, "recv_error_after_drain", px_chan_recv_for(&c, &m, PX_LAB_TIMEOUT_NS) == -EPIPE);
	px_chan_destroy(&c);
}

/* A recv that sleeps when the last sender goes: how many were left asleep. */
static int wakes_receiver(struct px_lab_ctx *s, u32 *left)
{
	struct px_chan c;
	struct px_chan_client receiver = {
		.ctx = s, .chan = &c, .actor = RECEIVER, .comes_back = "has a message",
	};
	int err;

	px_event_title(s, "the senders go");
	px_chan_init(&c, PX_UNBOUNDED);
	err = px_chan_client_start(&receiver);
	if (!err) {
		px_chan_client_waits(&receiver, "recv: waits");
		px_event(s, SENDER, PX_ACTOR_GONE, "drops, the last");
		px_sender_drop(&c);
		*left += !px_chan_client_returns(&receiver);
		px_observe(s, "waiting_recv_error", px_chan_client_end(&receiver) == -EPIPE);
	}
	px_chan_destroy(&c);
	return err;
}

/* The queue dies with the receiver, not with the channel; a late send keeps its message. */
static void destroys(struct px_lab_ctx *s)
{
	struct px_test_message p[QUEUED], late;
	struct px_chan c;
	u32 i, destroyed = 0;
	int err;

	px_chan_init(&c, PX_UNBOUNDED);
	for (i = 0; i < QUEUED; i++) {
		p[i] = px_test_message_of(0, i, &destroyed);
		px_chan_send(&c, &p[i].message);
	}
	px_receiver_drop(&c);
	px_observe(s, "destroyed_with_receiver", destroyed);
	late = px_test_message_of(0, 42, &destroyed);
	err = px_chan_send(&c, &late.message);
	px_observe(s, "send_error", err == -EPIPE);
	px_observe(s, "value_back", destroyed == QUEUED ? late.number : 0);
	px_chan_destroy(&c);
	px_observe(s, "destroyed_in_the_end", destroyed);
}

/* Senders who sleep at a full channel when the receiver goes. */
static int wakes_senders(struct px_lab_ctx *s, u32 *left)
{
	struct px_chan_client senders[BLOCKED];
	struct px_test_message first = px_test_message_of(0, 0, NULL), p[BLOCKED];
	struct px_chan c;
	u32 i, refused = 0, started;
	int err = 0;

	px_event_title(s, "the receiver goes");
	px_chan_init(&c, 1);
	px_chan_send(&c, &first.message);
	for (started = 0; started < BLOCKED && !err; started += !err) {
		p[started] = px_test_message_of(0, started + 1, NULL);
		senders[started] = (struct px_chan_client) {
			.ctx = s, .chan = &c, .actor = SENDER + started, .comes_back = "is "
											 "through",
			.parcel = &p[started],
		};
		err = px_chan_client_start(&senders[started]);
		if (!err)
			px_chan_client_waits(&senders[started], "send: waits");
	}
	px_event(s, RECEIVER, PX_ACTOR_GONE, "goes");
	px_receiver_drop(&c);
	for (i = 0; i < started; i++)
		*left += !px_chan_client_returns(&senders[i]);
	for (i = 0; i < started; i++)
		refused += px_chan_client_end(&senders[i]) == -EPIPE;
	px_observe(s, "blocked_send_error", refused == BLOCKED);
	px_chan_destroy(&c);
	return err;
}

static int chan_disconnect(struct px_lab_ctx *s)
{
	u32 left = 0;
	int err;

	drains(s);
	destroys(s);
	err = wakes_receiver(s, &left);
	if (!err)
		err = wakes_senders(s, &left);
	px_observe(s, "left_asleep", left);
	return err;
}

PX_LAB(chan_disconnect) = {
	.name = "chan_disconnect",
	.run = chan_disconnect,
};

PX_LAB_DOC(chan_disconnect) = {
	.name = "chan_disconnect",
	.claims = "H2",
	.question = "One end of a channel is gone: what does the other see, and where do messages "
		    "go?",
	.done = "The last sender goes with 3 messages queued, and then while a recv sleeps. The "
		"receiver goes with 3 messages queued, and then while 2 sends sleep at a full "
		"channel.",
	.actors = { "receiver", "sender", "sender" },
	.expects = {
		{ .what = "recv_error_after_drain", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "recv, with the senders gone and the queue empty,",
		  .says = "0:gives no error|1:gives an error", .brief = "0:no error|1:drains, errs" },
		{ .what = "drained", .rust = QUEUED, .kernel = QUEUED, .user = QUEUED,
		  .topic = "of 3 messages queued, before that", .says = "*:%d are received" },
		{ .what = "waiting_recv_error", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "a recv that sleeps when the last sender goes",
		  .says = "0:is not told|1:has the error" },
		{ .what = "destroyed_with_receiver", .rust = QUEUED, .kernel = QUEUED, .user = QUEUED,
		  .topic = "of 3 messages queued, as the receiver goes", .says = "*:%d are destroyed" },
		{ .what = "send_error", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "a send after that", .says = "0:gives no error|1:gives an error" },
		{ .what = "value_back", .rust = 42, .kernel = 42, .user = 42,
		  .topic = "and the sender", .says = "0:has lost its message|*:still has its %d" },
		{ .what = "destroyed_in_the_end", .rust = QUEUED, .kernel = QUEUED, .user = QUEUED,
		  .topic = "when the channel ends,", .says = "*:%d were destroyed in all" },
		{ .what = "blocked_send_error", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "sends that sleep when the receiver goes",
		  .says = "0:are not told|1:have the error" },
		{ .what = "left_asleep", .rust = 0, .kernel = 0, .user = 0,
		  .topic = "of all who slept,", .says = "0:nobody is left asleep|*:%d are left asleep" },
	},
};
