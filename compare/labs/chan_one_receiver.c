// SPDX-License-Identifier: GPL-2.0-only
/*
 * chan_one_receiver: only one thread may receive. In Rust the types ensure it. In
 * C the channel grants the receiver's end once, and refuses a second
 * concurrent recv. (H1b)
 */
#include "harness/lab.h"
#include "chan.h"
#include "labs/support/chan_client.h"

enum { FIRST, SECOND };

static int second_recv(struct px_lab_ctx *ctx, struct px_chan *c)
{
	struct px_test_message message = px_test_message_of(0, 7, NULL);
	struct px_chan_client first = {
		.ctx = ctx, .chan = c, .actor = FIRST, .done_text = "gets it",
	};
	struct px_chan_message *m;
	int err = px_chan_client_start(&first);

	if (err)
		return err;
	px_chan_client_waits(&first, "recv: waits");
	px_event(ctx, SECOND, PX_ACTOR_RUNS, "recv too");
	err = px_chan_try_recv(c, &m);
	px_event(ctx, SECOND, PX_ACTOR_GONE, err == -EBUSY ? "refused" : "not refused");
	px_observe(ctx, "second_recv", err);
	px_chan_send(c, &message.base);
	px_observe(ctx, "first_is_served",
		   px_chan_client_join(&first) == 0 && first.message == &message);
	return 0;
}

static int chan_one_receiver(struct px_lab_ctx *ctx)
{
	struct px_chan c;
	int first, second, err;

	px_chan_init(&c, PX_UNBOUNDED);
	first = px_receiver_take(&c);
	second = px_receiver_take(&c);
	px_observe(ctx, "refused", !first && second);
	px_observe(ctx, "second_receiver", second);
	err = second_recv(ctx, &c);
	px_receiver_drop(&c);
	px_observe(ctx, "receiver_after_the_first", px_receiver_take(&c));
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
	.question = "What refuses a second receiver of a channel?",
	.steps = "The lab takes the receiver's end twice. Then a thread blocks in recv, and the "
		"lab tries a second recv. At the end the receiver is dropped, and the lab tries to "
		"take its end again.",
	.actors = { "receiver", "another" },
	.expectations = {
		{ .what = "refused", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "a second receiver", .values = "0:is accepted|1:is refused" },
		{ .what = "second_receiver", .rust = PX_NONE, .kernel = -EBUSY, .user = -EBUSY,
		  .subject = "taking the receiver's end a second time",
		  .values = "0:succeeds|*:returns %e",
		  .reason = "Rust's Receiver has no clone() (E0599) and is not Sync (E0277), so "
			 "the compiler refuses it. In C the channel must count receivers and "
			 "return an error at run time" },
		{ .what = "second_recv", .rust = PX_NONE, .kernel = -EBUSY, .user = -EBUSY,
		  .subject = "a recv while another one sleeps",
		  .values = "0:takes a message|*:returns %e" },
		{ .what = "first_is_served", .rust = PX_NONE, .kernel = 1, .user = 1,
		  .subject = "the recv that sleeps",
		  .values = "0:loses its message|1:still gets its message" },
		{ .what = "receiver_after_the_first", .rust = PX_NONE, .kernel = -EPIPE,
		  .user = -EPIPE,
		  .subject = "taking the receiver's end after the receiver was dropped",
		  .values = "0:succeeds|*:returns %e",
		  .reason = "as in Rust, a dropped receiver cannot be replaced, because its "
			 "senders already get errors" },
	},
};
