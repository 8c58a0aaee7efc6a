// SPDX-License-Identifier: GPL-2.0-only
/*
 * chan_bounded_blocks: a send to a full channel waits. The first recv ends the
 * wait; the channel need not become empty. (H4)
 */
#include "harness/lab.h"
#include "chan.h"
#include "labs/support/chan_client.h"

#define CAPACITY	4

enum { RECEIVER, SENDER };

struct depths {
	u32 maximum;
	u32 now;
};

static void record_depth(struct px_chan *c, struct depths *d)
{
	struct px_chan_view view;

	px_chan_inspect(c, &view);
	d->now = view.depth;
	if (d->now > d->maximum)
		d->maximum = d->now;
}

/* Sends with try_send until the channel is full. Returns how many were accepted. */
static u32 fill(struct px_chan *c, struct px_test_message *messages, struct depths *d)
{
	u32 sent = 0;

	while (sent <= CAPACITY && !px_chan_try_send(c, &messages[sent].base)) {
		sent++;
		record_depth(c, d);
	}
	return sent;
}

/* Sends one more message, which waits, and receives one. */
static int one_more(struct px_lab_ctx *ctx, struct px_chan *c, struct px_test_message *messages,
		    u32 sent, struct depths *d)
{
	struct px_chan_client sender = {
		.ctx = ctx, .chan = c, .actor = SENDER, .done_text = "is sent", .message = messages,
	};
	bool waited, returned;
	int err = px_chan_client_start(&sender);

	if (err)
		return err;
	waited = px_chan_client_waits(&sender, "5th send: waits");
	record_depth(c, d);
	px_observe(ctx, "send_waits_when_full", waited);
	px_event(ctx, RECEIVER, PX_ACTOR_GONE, "one recv");
	px_test_message_recv(c);
	returned = px_chan_client_returns(&sender);
	sent += !px_chan_client_join(&sender) && returned;
	record_depth(c, d);
	px_observe(ctx, "sent_after_one_recv", sent);
	px_observe(ctx, "left_in_the_queue", d->now);
	return 0;
}

static int chan_bounded_blocks(struct px_lab_ctx *ctx)
{
	struct px_test_message messages[CAPACITY + 1];
	struct depths d = { 0 };
	struct px_chan c;
	u32 i, sent;
	int err;

	px_chan_init(&c, CAPACITY);
	for (i = 0; i <= CAPACITY; i++)
		messages[i] = px_test_message_of(0, i, NULL);
	px_event(ctx, SENDER, PX_ACTOR_RUNS, "4 sends");
	sent = fill(&c, messages, &d);
	px_observe(ctx, "capacity", CAPACITY);
	px_observe(ctx, "sent_before_it_blocked", sent);
	px_observe(ctx, "try_send_when_full", sent > CAPACITY);
	err = sent > CAPACITY ? 0 : one_more(ctx, &c, &messages[CAPACITY], sent, &d);
	px_observe(ctx, "most_queued", d.maximum);
	px_chan_destroy(&c);
	return err;
}

PX_LAB(chan_bounded_blocks) = {
	.name = "chan_bounded_blocks",
	.run = chan_bounded_blocks,
};

PX_LAB_DOC(chan_bounded_blocks) = {
	.name = "chan_bounded_blocks",
	.claims = "H4",
	.question = "A send waits because the channel is full. How many messages are still queued "
		    "when its wait ends?",
	.steps = "The lab fills a channel of capacity 4. A thread sends a 5th message, and the lab "
		"checks that it is blocked. Then exactly one message is received.",
	.actors = { "receiver", "sender" },
	.expectations = {
		{ .what = "left_in_the_queue", .rust = CAPACITY, .kernel = CAPACITY,
		  .user = CAPACITY,
		  .subject = "when the wait ends,",
		  .values = "4:4 messages are still queued|0:the queue is empty|"
			    "*:%d messages are queued",
		  .brief = "*:%d queued" },
		{ .what = "send_waits_when_full", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "a send to the full channel", .values = "0:does not wait|1:waits" },
		{ .what = "sent_after_one_recv", .rust = CAPACITY + 1, .kernel = CAPACITY + 1,
		  .user = CAPACITY + 1, .subject = "after one recv,",
		  .values = "5:the 5th message is sent|*:%d messages are sent" },
		{ .what = "sent_before_it_blocked", .rust = CAPACITY, .kernel = CAPACITY,
		  .user = CAPACITY, .subject = "before that, without a recv,",
		  .values = "*:%d messages are sent" },
		{ .what = "try_send_when_full", .rust = 0, .kernel = 0, .user = 0,
		  .subject = "try_send to the full channel", .values = "0:is refused|1:succeeds" },
		{ .what = "most_queued", .rust = CAPACITY, .kernel = CAPACITY, .user = CAPACITY,
		  .subject = "the maximum queue length", .values = "*:is %d" },
		{ .what = "capacity", .rust = CAPACITY, .kernel = CAPACITY, .user = CAPACITY,
		  .subject = "the capacity", .values = "*:is %d" },
	},
};
