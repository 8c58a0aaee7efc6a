// SPDX-License-Identifier: GPL-2.0-only
/*
 * chan_disconnect: what the other end sees when one end of a channel goes, and
 * what becomes of the messages. (H2)
 */
#include "lab.h"
#include "chan.h"
#include "courier.h"

#define QUEUED	3
#define BLOCKED	2

enum { RECEIVER, SENDER };

/* Messages that were sent before the last sender went. */
static void drains(struct px_scene *s)
{
	struct px_parcel p[QUEUED];
	struct px_message *m;
	struct px_chan c;
	u32 i, drained = 0;

	px_chan_init(&c, PX_UNBOUNDED);
	for (i = 0; i < QUEUED; i++) {
		p[i] = px_parcel_of(0, i, NULL);
		px_chan_send(&c, &p[i].message);
	}
	px_sender_drop(&c);
	while (drained < QUEUED && px_courier_fetch(&c) == drained)
		drained++;
	px_see(s, "drained", drained);
	px_see(s, "recv_error_after_drain", px_chan_recv_for(&c, &m, PX_SOON) == -EPIPE);
	px_chan_destroy(&c);
}

/* A recv that sleeps when the last sender goes: how many were left asleep. */
static int wakes_receiver(struct px_scene *s, u32 *left)
{
	struct px_chan c;
	struct px_courier receiver = {
		.scene = s, .chan = &c, .actor = RECEIVER, .comes_back = "has a message",
	};
	int err;

	px_picture(s, "the senders go");
	px_chan_init(&c, PX_UNBOUNDED);
	err = px_courier_start(&receiver);
	if (!err) {
		px_courier_waits(&receiver, "recv: waits");
		px_event(s, SENDER, PX_ACTOR_GONE, "drops, the last");
		px_sender_drop(&c);
		*left += !px_courier_returns(&receiver);
		px_see(s, "waiting_recv_error", px_courier_end(&receiver) == -EPIPE);
	}
	px_chan_destroy(&c);
	return err;
}

/* The queue dies with the receiver, not with the channel; a late send keeps its message. */
static void destroys(struct px_scene *s)
{
	struct px_parcel p[QUEUED], late;
	struct px_chan c;
	u32 i, destroyed = 0;
	int err;

	px_chan_init(&c, PX_UNBOUNDED);
	for (i = 0; i < QUEUED; i++) {
		p[i] = px_parcel_of(0, i, &destroyed);
		px_chan_send(&c, &p[i].message);
	}
	px_receiver_drop(&c);
	px_see(s, "destroyed_with_receiver", destroyed);
	late = px_parcel_of(0, 42, &destroyed);
	err = px_chan_send(&c, &late.message);
	px_see(s, "send_error", err == -EPIPE);
	px_see(s, "value_back", destroyed == QUEUED ? late.number : 0);
	px_chan_destroy(&c);
	px_see(s, "destroyed_in_the_end", destroyed);
}

/* Senders who sleep at a full channel when the receiver goes. */
static int wakes_senders(struct px_scene *s, u32 *left)
{
	struct px_courier senders[BLOCKED];
	struct px_parcel first = px_parcel_of(0, 0, NULL), p[BLOCKED];
	struct px_chan c;
	u32 i, refused = 0, started;
	int err = 0;

	px_picture(s, "the receiver goes");
	px_chan_init(&c, 1);
	px_chan_send(&c, &first.message);
	for (started = 0; started < BLOCKED && !err; started += !err) {
		p[started] = px_parcel_of(0, started + 1, NULL);
		senders[started] = (struct px_courier) {
			.scene = s, .chan = &c, .actor = SENDER + started, .comes_back = "is "
											 "through",
			.parcel = &p[started],
		};
		err = px_courier_start(&senders[started]);
		if (!err)
			px_courier_waits(&senders[started], "send: waits");
	}
	px_event(s, RECEIVER, PX_ACTOR_GONE, "goes");
	px_receiver_drop(&c);
	for (i = 0; i < started; i++)
		*left += !px_courier_returns(&senders[i]);
	for (i = 0; i < started; i++)
		refused += px_courier_end(&senders[i]) == -EPIPE;
	px_see(s, "blocked_send_error", refused == BLOCKED);
	px_chan_destroy(&c);
	return err;
}

static int chan_disconnect(struct px_scene *s)
{
	u32 left = 0;
	int err;

	drains(s);
	destroys(s);
	err = wakes_receiver(s, &left);
	if (!err)
		err = wakes_senders(s, &left);
	px_see(s, "left_asleep", left);
	return err;
}

PX_LAB(chan_disconnect) = {
	.name = "chan_disconnect",
	.play = chan_disconnect,
};

PX_STORY(chan_disconnect) = {
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
