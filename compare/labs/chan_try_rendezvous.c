// SPDX-License-Identifier: GPL-2.0-only
/*
 * chan_try_rendezvous: in a channel of capacity 0, try_send and try_recv succeed
 * only if the other thread already waits. (H5)
 */
#include "harness/lab.h"
#include "chan.h"
#include "labs/support/chan_client.h"

enum { RECEIVER, SENDER };

/* try_send without a receiver, and then to a receiver that waits. */
static int try_sends(struct px_lab_ctx *ctx)
{
	struct px_test_message messages[2] = {
		px_test_message_of(0, 1, NULL), px_test_message_of(0, 2, NULL),
	};
	struct px_chan c;
	struct px_chan_client receiver = {
		.ctx = ctx, .chan = &c, .actor = RECEIVER, .done_text = "gets it",
	};
	int err;

	px_event_title(ctx, "try_send");
	px_chan_init(&c, 0);
	err = px_chan_try_send(&c, &messages[0].base);
	px_event(ctx, SENDER, PX_ACTOR_GONE, err ? "tries: refused" : "tries: is sent");
	px_observe(ctx, "try_send_no_receiver_waiting", !err);
	err = px_chan_client_start(&receiver);
	if (!err) {
		px_chan_client_waits(&receiver, "recv: waits");
		px_event(ctx, SENDER, PX_ACTOR_GONE, "tries again");
		px_observe(ctx, "try_send_receiver_waiting",
			   !px_chan_try_send(&c, &messages[1].base));
		px_chan_client_join(&receiver);
		px_observe(ctx, "received", receiver.message ? receiver.message->number : 0);
	}
	px_chan_destroy(&c);
	return err;
}

/* try_recv without a sender, and then from a sender that waits. */
static int try_recvs(struct px_lab_ctx *ctx)
{
	struct px_test_message message = px_test_message_of(0, 3, NULL);
	struct px_chan_message *m;
	struct px_chan c;
	struct px_chan_client sender = {
		.ctx = ctx,
		.chan = &c,
		.actor = SENDER,
		.done_text = "is sent",
		.message = &message,
	};
	int err;

	px_event_title(ctx, "try_recv");
	px_chan_init(&c, 0);
	err = px_chan_try_recv(&c, &m);
	px_event(ctx, RECEIVER, PX_ACTOR_GONE, err ? "tries: nothing" : "tries: gets it");
	px_observe(ctx, "try_recv_no_sender_waiting", !err);
	err = px_chan_client_start(&sender);
	if (!err) {
		px_chan_client_waits(&sender, "send: waits");
		px_event(ctx, RECEIVER, PX_ACTOR_GONE, "tries again");
		px_observe(ctx, "try_recv_sender_waiting", !px_chan_try_recv(&c, &m));
		px_chan_client_join(&sender);
	}
	px_chan_destroy(&c);
	return err;
}

static int chan_try_rendezvous(struct px_lab_ctx *ctx)
{
	int err = try_sends(ctx);

	return err ? err : try_recvs(ctx);
}

PX_LAB(chan_try_rendezvous) = {
	.name = "chan_try_rendezvous",
	.run = chan_try_rendezvous,
};

PX_LAB_DOC(chan_try_rendezvous) = {
	.name = "chan_try_rendezvous",
	.claims = "H5",
	.question = "The capacity is 0. Can a call that does not wait send anything?",
	.steps = "The lab calls try_send without a receiver, and then while a recv is blocked. It "
		"calls try_recv without a sender, and then while a send is blocked.",
	.actors = { "receiver", "sender" },
	.expectations = {
		{ .what = "try_send_receiver_waiting", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "while a recv waits, try_send", .values = "0:is refused|1:succeeds" },
		{ .what = "try_send_no_receiver_waiting", .rust = 0, .kernel = 0, .user = 0,
		  .subject = "while no recv waits, try_send", .values = "0:is refused|1:succeeds" },
		{ .what = "received", .rust = 2, .kernel = 2, .user = 2,
		  .subject = "the recv",
		  .values = "0:gets nothing|2:gets the message that was accepted|*:gets %d" },
		{ .what = "try_recv_sender_waiting", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "while a send waits, try_recv",
		  .values = "0:gets nothing|1:gets the message" },
		{ .what = "try_recv_no_sender_waiting", .rust = 0, .kernel = 0, .user = 0,
		  .subject = "while no send waits, try_recv",
		  .values = "0:gets nothing|1:gets a message" },
	},
};
