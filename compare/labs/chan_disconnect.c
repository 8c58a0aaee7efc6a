// SPDX-License-Identifier: GPL-2.0-only
/*
 * chan_disconnect: one end of a channel is dropped. The lab shows what the other
 * end observes, and what happens to queued messages. (H2)
 */
#include "harness/lab.h"
#include "chan.h"
#include "labs/support/chan_client.h"

#define QUEUED	3
#define BLOCKED	2

enum { RECEIVER, SENDER };

/* The last sender is dropped while messages are queued. */
static void drains(struct px_lab_ctx *ctx)
{
	struct px_test_message messages[QUEUED];
	struct px_chan_message *m;
	struct px_chan c;
	u32 i, drained = 0;

	px_chan_init(&c, PX_UNBOUNDED);
	for (i = 0; i < QUEUED; i++) {
		messages[i] = px_test_message_of(0, i, NULL);
		px_chan_send(&c, &messages[i].base);
	}
	px_sender_drop(&c);
	while (drained < QUEUED && px_test_message_recv(&c) == drained)
		drained++;
	px_observe(ctx, "drained", drained);
	px_observe(ctx, "recv_error_after_drain",
		   px_chan_recv_for(&c, &m, PX_LAB_TIMEOUT_NS) == -EPIPE);
	px_chan_destroy(&c);
}

/* The last sender is dropped while a recv sleeps. *left counts threads that are not woken. */
static int wakes_receiver(struct px_lab_ctx *ctx, u32 *left)
{
	struct px_chan c;
	struct px_chan_client receiver = {
		.ctx = ctx, .chan = &c, .actor = RECEIVER, .done_text = "gets a message",
	};
	int err;

	px_event_title(ctx, "senders are dropped");
	px_chan_init(&c, PX_UNBOUNDED);
	err = px_chan_client_start(&receiver);
	if (!err) {
		px_chan_client_waits(&receiver, "recv: waits");
		px_event(ctx, SENDER, PX_ACTOR_GONE, "last one: drops");
		px_sender_drop(&c);
		*left += !px_chan_client_returns(&receiver);
		px_observe(ctx, "waiting_recv_error", px_chan_client_join(&receiver) == -EPIPE);
	}
	px_chan_destroy(&c);
	return err;
}

/* Dropping the receiver destroys queued messages. A later send keeps its message. */
static void destroys(struct px_lab_ctx *ctx)
{
	struct px_test_message messages[QUEUED], late;
	struct px_chan c;
	u32 i, destroyed = 0;
	int err;

	px_chan_init(&c, PX_UNBOUNDED);
	for (i = 0; i < QUEUED; i++) {
		messages[i] = px_test_message_of(0, i, &destroyed);
		px_chan_send(&c, &messages[i].base);
	}
	px_receiver_drop(&c);
	px_observe(ctx, "destroyed_with_receiver", destroyed);
	late = px_test_message_of(0, 42, &destroyed);
	err = px_chan_send(&c, &late.base);
	px_observe(ctx, "send_error", err == -EPIPE);
	px_observe(ctx, "value_back", destroyed == QUEUED ? late.number : 0);
	px_chan_destroy(&c);
	px_observe(ctx, "destroyed_in_the_end", destroyed);
}

/* The receiver is dropped while sends sleep because the channel is full. */
static int wakes_senders(struct px_lab_ctx *ctx, u32 *left)
{
	struct px_chan_client senders[BLOCKED];
	struct px_test_message first = px_test_message_of(0, 0, NULL), messages[BLOCKED];
	struct px_chan c;
	u32 i, refused = 0, started;
	int err = 0;

	px_event_title(ctx, "receiver is dropped");
	px_chan_init(&c, 1);
	px_chan_send(&c, &first.base);
	for (started = 0; started < BLOCKED && !err; started += !err) {
		messages[started] = px_test_message_of(0, started + 1, NULL);
		senders[started] = (struct px_chan_client) {
			.ctx = ctx, .chan = &c, .actor = SENDER + started, .done_text = "is sent",
			.message = &messages[started],
		};
		err = px_chan_client_start(&senders[started]);
		if (!err)
			px_chan_client_waits(&senders[started], "send: waits");
	}
	px_event(ctx, RECEIVER, PX_ACTOR_GONE, "drops");
	px_receiver_drop(&c);
	for (i = 0; i < started; i++)
		*left += !px_chan_client_returns(&senders[i]);
	for (i = 0; i < started; i++)
		refused += px_chan_client_join(&senders[i]) == -EPIPE;
	px_observe(ctx, "blocked_send_error", refused == BLOCKED);
	px_chan_destroy(&c);
	return err;
}

static int chan_disconnect(struct px_lab_ctx *ctx)
{
	u32 left = 0;
	int err;

	drains(ctx);
	destroys(ctx);
	err = wakes_receiver(ctx, &left);
	if (!err)
		err = wakes_senders(ctx, &left);
	px_observe(ctx, "left_asleep", left);
	return err;
}

PX_LAB(chan_disconnect) = {
	.name = "chan_disconnect",
	.run = chan_disconnect,
};

PX_LAB_DOC(chan_disconnect) = {
	.name = "chan_disconnect",
	.claims = "H2",
	.question = "One end of a channel is dropped. What does the other end observe, and what "
		    "happens to the messages?",
	.steps = "The last sender is dropped: first with 3 messages queued, then while a recv "
		"sleeps. The receiver is dropped: first with 3 messages queued, then while 2 sends "
		"sleep because the channel is full.",
	.actors = { "receiver", "sender", "sender" },
	.expectations = {
		{ .what = "recv_error_after_drain", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "recv without senders and with an empty queue",
		  .values = "0:returns no error|1:returns an error",
		  .brief = "0:no error|1:drains, errs" },
		{ .what = "drained", .rust = QUEUED, .kernel = QUEUED, .user = QUEUED,
		  .subject = "before that, of 3 queued messages,", .values = "*:%d are received" },
		{ .what = "waiting_recv_error", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "a recv that sleeps when the last sender is dropped",
		  .values = "0:returns no error|1:returns an error" },
		{ .what = "destroyed_with_receiver", .rust = QUEUED, .kernel = QUEUED,
		  .user = QUEUED,
		  .subject = "of 3 messages queued when the receiver is dropped,",
		  .values = "*:%d are destroyed" },
		{ .what = "send_error", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "a send after that",
		  .values = "0:returns no error|1:returns an error" },
		{ .what = "value_back", .rust = 42, .kernel = 42, .user = 42,
		  .subject = "after that send, the sender",
		  .values = "0:has lost its message|*:still has its message, %d" },
		{ .what = "destroyed_in_the_end", .rust = QUEUED, .kernel = QUEUED, .user = QUEUED,
		  .subject = "when the channel is destroyed,",
		  .values = "*:%d messages were destroyed in total" },
		{ .what = "blocked_send_error", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "sends that sleep when the receiver is dropped",
		  .values = "0:return no error|1:return an error" },
		{ .what = "left_asleep", .rust = 0, .kernel = 0, .user = 0,
		  .subject = "of all threads that slept,",
		  .values = "0:all were woken|*:%d were not woken" },
	},
};
