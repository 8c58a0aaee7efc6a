// SPDX-License-Identifier: GPL-2.0-only
/*
 * chan_one_receiver: only one can receive. Rust's types say so; a channel in C
 * hands out the right to receive once, and minds a second recv. (H1b)
 */
#include "harness/lab.h"
#include "chan.h"
#include "labs/support/chan_client.h"

enum { FIRST, SECOND };

static int second_recv(struct px_lab_ctx *s, struct px_chan *c)
{
	struct px_test_message p = px_test_message_of(0, 7, NULL);
	struct px_chan_client first = {
		.ctx = s, .chan = c, .actor = FIRST, .comes_back = "has it",
	};
	struct px_chan_message *m;
	int err = px_chan_client_start(&first);

	if (err)
		return err;
	px_chan_client_waits(&first, "recv: waits");
	px_event(s, SECOND, PX_ACTOR_RUNS, "recv too");
	err = px_chan_try_recv(c, &m);
	px_event(s, SECOND, PX_ACTOR_GONE, err == -EBUSY ? "refused" : "not refused");
	px_observe(s, "second_recv", err);
	px_chan_send(c, &p.message);
	px_observe(s, "first_is_served", px_chan_client_end(&first) == 0 && first.parcel == &p);
	return 0;
}

static int chan_one_receiver(struct px_lab_ctx *s)
{
	struct px_chan c;
	int first, second, err;

	px_chan_init(&c, PX_UNBOUNDED);
	first = px_receiver_take(&c);
	second = px_receiver_take(&c);
	px_observe(s, "refused", !first && second);
	px_observe(s, "second_receiver", second);
	err = second_recv(s, &c);
	px_receiver_drop(&c);
	px_observe(s, "receiver_after_the_first", px_receiver_take(&c));
	px_chan_destroy(&c);
	return err;
}

PX_LAB(chan_one_receiver) = {
	.name = "chan_one_receiver",
	.run = chan_one_receiver,
};

PX_LAB_DOC(chan_one_receiver) = {
	.name = "chan_one_receiver",
	.claims = "H1b",
	.question = "Who minds if two want to receive from one channel?",
	.done = "The right to receive is taken twice. Then a recv is seen asleep, and a second one "
		"tried beside it. At last the receiver goes, and another one wants its place.",
	.actors = { "receiver", "another" },
	.expects = {
		{ .what = "refused", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "a second receiver", .says = "0:is let in|1:is refused" },
		{ .what = "second_receiver", .rust = PX_NONE, .kernel = -EBUSY, .user = -EBUSY,
		  .topic = "taking the right to receive a second time", .says = "0:works|*:says %e",
		  .why = "Rust's Receiver has no clone (E0599) and is not Sync (E0277), so it "
			 "refuses while it compiles; in C the channel has to count, and to say so "
			 "at run time" },
		{ .what = "second_recv", .rust = PX_NONE, .kernel = -EBUSY, .user = -EBUSY,
		  .topic = "a recv beside one that sleeps", .says = "0:takes a message|*:says %e" },
		{ .what = "first_is_served", .rust = PX_NONE, .kernel = 1, .user = 1,
		  .topic = "the one that sleeps", .says = "0:loses its message|1:still gets its message" },
		{ .what = "receiver_after_the_first", .rust = PX_NONE, .kernel = -EPIPE, .user = -EPIPE,
		  .topic = "once it has gone, to take its place", .says = "0:works|*:says %e",
		  .why = "as in Rust, a receiver goes for ever: the senders are told, and nobody "
			 "comes after it" },
	},
};
