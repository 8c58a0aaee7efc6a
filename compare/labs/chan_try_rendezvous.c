// SPDX-License-Identifier: GPL-2.0-only
/*
 * chan_try_rendezvous: with no room at all, what does not want to wait succeeds
 * only where the other side waits already. (H5)
 */
#include "harness/lab.h"
#include "chan.h"
#include "labs/support/chan_client.h"

enum { RECEIVER, SENDER };

/* try_send alone, and then to a receiver that waits. */
static int try_sends(struct px_lab_ctx *s)
{
	struct px_test_message p[2] = { px_test_message_of(0, 1, NULL), px_test_message_of(0, 2, NULL) };
	struct px_chan c;
	struct px_chan_client receiver = {
		.ctx = s, .chan = &c, .actor = RECEIVER, .comes_back = "has it",
	};
	int err;

	px_event_title(s, "try_send");
	px_chan_init(&c, 0);
	err = px_chan_try_send(&c, &p[0].message);
	px_event(s, SENDER, PX_ACTOR_GONE, err ? "tries: refused" : "tries: is through");
	px_observe(s, "try_send_no_receiver_waiting", !err);
	err = px_chan_client_start(&receiver);
	if (!err) {
		px_chan_client_waits(&receiver, "recv: waits");
		px_event(s, SENDER, PX_ACTOR_GONE, "tries again");
		px_observe(s, "try_send_receiver_waiting", !px_chan_try_send(&c, &p[1].message));
		px_chan_client_end(&receiver);
		px_observe(s, "received", receiver.parcel ? receiver.parcel->number : 0);
	}
	px_chan_destroy(&c);
	return err;
}

/* try_recv alone, and then from a sender that waits. */
static int try_recvs(struct px_lab_ctx *s)
{
	struct px_test_message p = px_test_message_of(0, 3, NULL);
	struct px_chan_message *m;
	struct px_chan c;
	struct px_chan_client sender = {
		.ctx = s, .chan = &c, .actor = SENDER, .comes_back = "is through", .parcel = &p,
	};
	int err;

	px_event_title(s, "try_recv");
	px_chan_init(&c, 0);
	err = px_chan_try_recv(&c, &m);
	px_event(s, RECEIVER, PX_ACTOR_GONE, err ? "tries: nothing" : "tries: has it");
	px_observe(s, "try_recv_no_sender_waiting", !err);
	err = px_chan_client_start(&sender);
	if (!err) {
		px_chan_client_waits(&sender, "send: waits");
		px_event(s, RECEIVER, PX_ACTOR_GONE, "tries again");
		px_observe(s, "try_recv_sender_waiting", !px_chan_try_recv(&c, &m));
		px_chan_client_end(&sender);
	}
	px_chan_destroy(&c);
	return err;
}

static int chan_try_rendezvous(struct px_lab_ctx *s)
{
	int err = try_sends(s);

	return err ? err : try_recvs(s);
}

PX_LAB(chan_try_rendezvous) = {
	.name = "chan_try_rendezvous",
	.run = chan_try_rendezvous,
};

PX_LAB_DOC(chan_try_rendezvous) = {
	.name = "chan_try_rendezvous",
	.claims = "H5",
	.question = "At capacity 0, can anything be sent by a call that does not wait?",
	.done = "try_send with nobody there, and to a recv that has been seen asleep. Then "
		"try_recv with nobody there, and from a send that has been seen asleep.",
	.actors = { "receiver", "sender" },
	.expects = {
		{ .what = "try_send_receiver_waiting", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "try_send, with a recv that waits,", .says = "0:is refused|1:goes through" },
		{ .what = "try_send_no_receiver_waiting", .rust = 0, .kernel = 0, .user = 0,
		  .topic = "try_send, with nobody there,", .says = "0:is refused|1:goes through" },
		{ .what = "received", .rust = 2, .kernel = 2, .user = 2,
		  .topic = "the recv", .says = "0:has nothing|2:has the message that went through|*:has %d" },
		{ .what = "try_recv_sender_waiting", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "try_recv, with a send that waits,", .says = "0:has nothing|1:has its message" },
		{ .what = "try_recv_no_sender_waiting", .rust = 0, .kernel = 0, .user = 0,
		  .topic = "try_recv, with nobody there,", .says = "0:has nothing|1:has a message" },
	},
};
