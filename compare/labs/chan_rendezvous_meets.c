// SPDX-License-Identifier: GPL-2.0-only
/*
 * chan_rendezvous_meets: in a channel of capacity 0, send waits for recv and
 * recv waits for send. Nothing is queued. (H5)
 */
#include "harness/lab.h"
#include "chan.h"
#include "labs/support/chan_client.h"

enum { RECEIVER, SENDER };

static int sender_first(struct px_lab_ctx *ctx)
{
	struct px_test_message message = px_test_message_of(0, 7, NULL);
	struct px_chan_view view;
	struct px_chan c;
	struct px_chan_client sender = {
		.ctx = ctx,
		.chan = &c,
		.actor = SENDER,
		.done_text = "returns",
		.message = &message,
	};
	int err;

	px_event_title(ctx, "sender first");
	px_chan_init(&c, 0);
	err = px_chan_client_start(&sender);
	if (!err) {
		px_observe(ctx, "send_returned_before_recv",
			   !px_chan_client_waits(&sender, "send: waits"));
		px_chan_inspect(&c, &view);
		px_observe(ctx, "queued_meanwhile", view.depth);
		px_event(ctx, RECEIVER, PX_ACTOR_GONE, "recv");
		px_observe(ctx, "received", px_test_message_recv(&c));
		px_observe(ctx, "send_returned_after_recv", px_chan_client_returns(&sender));
		px_chan_client_join(&sender);
	}
	px_chan_destroy(&c);
	return err;
}

static int receiver_first(struct px_lab_ctx *ctx)
{
	struct px_test_message message = px_test_message_of(0, 8, NULL);
	struct px_chan c;
	struct px_chan_client receiver = {
		.ctx = ctx, .chan = &c, .actor = RECEIVER, .done_text = "gets it",
	};
	int err;

	px_event_title(ctx, "receiver first");
	px_chan_init(&c, 0);
	err = px_chan_client_start(&receiver);
	if (!err) {
		px_observe(ctx, "recv_returned_before_send",
			   !px_chan_client_waits(&receiver, "recv: waits"));
		px_event(ctx, SENDER, PX_ACTOR_GONE, "send");
		px_chan_send_for(&c, &message.base, PX_LAB_TIMEOUT_NS);
		px_observe(ctx, "recv_returned_after_send", px_chan_client_returns(&receiver));
		px_chan_client_join(&receiver);
	}
	px_chan_destroy(&c);
	return err;
}

static int chan_rendezvous_meets(struct px_lab_ctx *ctx)
{
	int err = sender_first(ctx);

	return err ? err : receiver_first(ctx);
}

PX_LAB(chan_rendezvous_meets) = {
	.name = "chan_rendezvous_meets",
	.run = chan_rendezvous_meets,
};

PX_LAB_DOC(chan_rendezvous_meets) = {
	.name = "chan_rendezvous_meets",
	.claims = "H5",
	.question = "The capacity is 0. When does a send return?",
	.steps = "A thread blocks in send; then the lab receives. After that a thread blocks in "
		"recv; then the lab sends.",
	.actors = { "receiver", "sender" },
	.expectations = {
		{ .what = "send_returned_before_recv", .rust = 0, .kernel = 0, .user = 0,
		  .subject = "a send, before the recv,", .values = "0:waits|1:returns",
		  .brief = "0:send waits|1:returns" },
		{ .what = "send_returned_after_recv", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "after the recv, the send", .values = "0:does not return|1:returns" },
		{ .what = "received", .rust = 7, .kernel = 7, .user = 7,
		  .subject = "the recv", .values = "7:gets the message|*:gets %d" },
		{ .what = "queued_meanwhile", .rust = 0, .kernel = 0, .user = 0,
		  .subject = "while the send waits,",
		  .values = "0:no message is queued|*:%d messages are queued" },
		{ .what = "recv_returned_before_send", .rust = 0, .kernel = 0, .user = 0,
		  .subject = "a recv, before the send,", .values = "0:waits|1:returns" },
		{ .what = "recv_returned_after_send", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "after the send, the recv", .values = "0:does not return|1:returns" },
	},
};
