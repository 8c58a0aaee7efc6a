// SPDX-License-Identifier: GPL-2.0-only
/*
 * chan_unbounded_growth: a fast sender and a slow receiver share an unbounded
 * channel. The queue grows as long as the sender sends: here until BOUND. (H3)
 */
#include "harness/lab.h"
#include "chan.h"
#include "labs/support/chan_client.h"

#define BOUND	10000		/* messages sent, at most */
#define SLOWER	10		/* sends for each recv */

static s64 depth(struct px_chan *c)
{
	struct px_chan_view view;

	px_chan_inspect(c, &view);
	return view.depth;
}

/* Receives one message after every SLOWER sends. Returns how many sends succeeded. */
static u32 send_until(struct px_chan *c, struct px_test_message *messages, u32 from, u32 to)
{
	struct px_chan_message *m;
	u32 i, taken = 0;

	for (i = from; i < to; i++) {
		taken += !px_chan_try_send(c, &messages[i].base);
		if (i % SLOWER == SLOWER - 1)
			px_chan_try_recv(c, &m);
	}
	return taken;
}

static void drain(struct px_lab_ctx *ctx, struct px_chan *c)
{
	struct px_chan_view view;
	struct px_chan_message *m;

	while (!px_chan_try_recv(c, &m))
		;
	px_chan_inspect(c, &view);
	px_observe(ctx, "given_back_when_received", !view.depth && !view.bytes);
}

static int chan_unbounded_growth(struct px_lab_ctx *ctx)
{
	struct px_test_message *messages = px_os_alloc(BOUND * sizeof(*messages));
	struct px_chan_view view;
	struct px_chan c;
	u32 i, taken;

	if (!messages)
		return -ENOMEM;
	for (i = 0; i < BOUND; i++)
		messages[i] = px_test_message_of(0, i, NULL);
	px_chan_init(&c, PX_UNBOUNDED);
	taken = send_until(&c, messages, 0, BOUND / 4);
	px_observe(ctx, "queued_after_a_quarter", depth(&c));
	taken += send_until(&c, messages, BOUND / 4, BOUND / 2);
	px_observe(ctx, "queued_after_a_half", depth(&c));
	taken += send_until(&c, messages, BOUND / 2, BOUND);
	px_chan_inspect(&c, &view);
	px_observe(ctx, "queued_in_the_end", view.depth);
	px_observe(ctx, "sent_without_waiting", taken);
	px_observe(ctx, "grew_by_the_messages",
		   view.bytes == view.depth * sizeof(messages->number));
	drain(ctx, &c);
	px_chan_destroy(&c);
	px_os_free(messages);
	return 0;
}

PX_LAB(chan_unbounded_growth) = {
	.name = "chan_unbounded_growth",
	.run = chan_unbounded_growth,
};

#define PER(n)	((n) / SLOWER * (SLOWER - 1))
#define QUEUED	"*:%d messages are queued"

PX_LAB_DOC(chan_unbounded_growth) = {
	.name = "chan_unbounded_growth",
	.claims = "H3",
	.question = "A sender is ten times as fast as the receiver. How long does the queue of an "
		    "unbounded channel become?",
	.steps = "The lab sends with try_send, and receives one message after every 10th send. It "
		"reads the queue length on the way and stops after 10000 messages.",
	.expectations = {
		{ .what = "queued_in_the_end", .rust = PER(BOUND), .kernel = PER(BOUND),
		  .user = PER(BOUND), .subject = "after 10000 sends,",
		  .values = "9000:9000 messages are queued|0:the queue is empty|" QUEUED,
		  .brief = "*:%d queued" },
		{ .what = "queued_after_a_quarter", .rust = PER(BOUND / 4),
		  .kernel = PER(BOUND / 4),
		  .user = PER(BOUND / 4), .subject = "after 2500 sends,", .values = QUEUED },
		{ .what = "queued_after_a_half", .rust = PER(BOUND / 2), .kernel = PER(BOUND / 2),
		  .user = PER(BOUND / 2), .subject = "after 5000 sends,", .values = QUEUED },
		{ .what = "sent_without_waiting", .rust = BOUND, .kernel = BOUND, .user = BOUND,
		  .subject = "sends that succeeded without waiting:", .values = "*:%d of 10000" },
		{ .what = "grew_by_the_messages", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "the memory in the queue",
		  .values = "0:does not match the number of messages|"
			    "1:grows with the number of messages" },
		{ .what = "one_piece_holds_them_all", .rust = 0, .kernel = PX_NONE, .user = PX_NONE,
		  .subject = "one block of memory for all messages, as a VecDeque has,",
		  .values = "0:was never allocated|1:was allocated",
		  .reason = "std's channel is a list of small blocks. The C channel links the "
			 "senders' own messages" },
		{ .what = "given_back_when_received", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "the memory of received messages",
		  .values = "0:is not given back|1:is given back" },
	},
};
