// SPDX-License-Identifier: GPL-2.0-only
/*
 * chan_rendezvous_meets: with a capacity of 0 each side waits for the other,
 * whoever comes first, and nothing is ever queued. (H5)
 */
#include "harness/lab.h"
#include "chan.h"
#include "labs/support/chan_client.h"

enum { RECEIVER, SENDER };

static int sender_first(struct px_lab_ctx *s)
{
	struct px_test_message p = px_test_message_of(0, 7, NULL);
	struct px_chan_view view;
	struct px_chan c;
	struct px_chan_client sender = {
		.ctx = s, .chan = &c, .actor = SENDER, .comes_back = "is through", .parcel = &p,
	};
	int err;

	px_event_title(s, "the sender is first");
	px_chan_init(&c, 0);
	err = px_chan_client_start(&sender);
	if (!err) {
		px_observe(s, "send_returned_before_recv", !px_chan_client_waits(&sender, "send: waits"));
		px_chan_inspect(&c, &view);
		px_observe(s, "queued_meanwhile", view.depth);
		px_event(s, RECEIVER, PX_ACTOR_GONE, "recv");
		px_observe(s, "received", px_chan_client_fetch(&c));
		px_observe(s, "send_returned_after_recv", px_chan_client_returns(&sender));
		px_chan_client_end(&sender);
	}
	px_chan_destroy(&c);
	return err;
}

static int receiver_first(struct px_lab_ctx *s)
{
	struct px_test_message p = px_test_message_of(0, 8, NULL);
	struct px_chan c;
	struct px_chan_client receiver = {
		.ctx = s, .chan = &c, .actor = RECEIVER, .comes_back = "has it",
	};
	int err;

	px_event_title(s, "the receiver is first");
	px_chan_init(&c, 0);
	err = px_chan_client_start(&receiver);
	if (!err) {
		px_observe(s, "recv_returned_before_send", !px_chan_client_waits(&receiver, "recv: waits"));
		px_event(s, SENDER, PX_ACTOR_GONE, "send");
		px_chan_send_for(&c, &p.message, PX_LAB_TIMEOUT_NS);
		px_observe(s, "recv_returned_after_send", px_chan_client_returns(&receiver));
		px_chan_client_end(&receiver);
	}
	px_chan_destroy(&c);
	return err;
}

static int chan_rendezvous_meets(struct px_lab_ctx *s)
{
	int err = sender_first(s);

	return err ? err : receiver_first(s);
}

PX_LAB(chan_rendezvous_meets) = {
	.name = "chan_rendezvous_meets",
	.run = chan_rendezvous_meets,
};

PX_LAB_DOC(chan_rendezvous_meets) = {
	.name = "chan_rendezvous_meets",
	.claims = "H5",
	.question = "At capacity 0, when does a send return?",
	.done = "A send is seen asleep; then somebody receives. And the other way round: a recv is "
		"seen asleep; then somebody sends.",
	.actors = { "receiver", "sender" },
	.expects = {
		{ .what = "send_returned_before_recv", .rust = 0, .kernel = 0, .user = 0,
		  .topic = "a send, before its recv,", .says = "0:waits|1:returns", .brief = "0:send waits|1:returns" },
		{ .what = "send_returned_after_recv", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "after the recv, the send", .says = "0:does not return|1:returns" },
		{ .what = "received", .rust = 7, .kernel = 7, .user = 7,
		  .topic = "the recv", .says = "7:has its message|*:has %d" },
		{ .what = "queued_meanwhile", .rust = 0, .kernel = 0, .user = 0,
		  .topic = "while the send waits,", .says = "0:nothing is queued|*:%d are queued" },
		{ .what = "recv_returned_before_send", .rust = 0, .kernel = 0, .user = 0,
		  .topic = "a recv, before its send,", .says = "0:waits|1:returns" },
		{ .what = "recv_returned_after_send", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "after the send, the recv", .says = "0:does not return|1:returns" },
	},
};
