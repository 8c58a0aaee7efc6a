// SPDX-License-Identifier: GPL-2.0-only
/*
 * chan_unbounded_growth: nothing stops a fast sender, so with a slow receiver
 * the queue grows for as long as it sends: until BOUND here. (H3)
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

/* Sends and, now and then, receives, until so many were sent: how many sends were taken. */
static u32 send_until(struct px_chan *c, struct px_test_message *p, u32 from, u32 to)
{
	struct px_chan_message *m;
	u32 i, taken = 0;

	for (i = from; i < to; i++) {
		taken += !px_chan_try_send(c, &p[i].message);
		if (i % SLOWER == SLOWER - 1)
			px_chan_try_recv(c, &m);
	}
	return taken;
}

static void drain(struct px_lab_ctx *s, struct px_chan *c)
{
	struct px_chan_view view;
	struct px_chan_message *m;

	while (!px_chan_try_recv(c, &m))
		;
	px_chan_inspect(c, &view);
	px_observe(s, "given_back_when_received", !view.depth && !view.bytes);
}

static int chan_unbounded_growth(struct px_lab_ctx *s)
{
	struct px_test_message *p = px_os_alloc(BOUND * sizeof(*p));
	struct px_chan_view view;
	struct px_chan c;
	u32 i, taken;

	if (!p)
		return -ENOMEM;
	for (i = 0; i < BOUND; i++)
		p[i] = px_test_message_of(0, i, NULL);
	px_chan_init(&c, PX_UNBOUNDED);
	taken = send_until(&c, p, 0, BOUND / 4);
	px_observe(s, "queued_after_a_quarter", depth(&c));
	taken += send_until(&c, p, BOUND / 4, BOUND / 2);
	px_observe(s, "queued_after_a_half", depth(&c));
	taken += send_until(&c, p, BOUND / 2, BOUND);
	px_chan_inspect(&c, &view);
	px_observe(s, "queued_in_the_end", view.depth);
	px_observe(s, "sent_without_waiting", taken);
	px_observe(s, "grew_by_the_messages", view.bytes == view.depth * sizeof(p->number));
	drain(s, &c);
	px_chan_destroy(&c);
	px_os_free(p);
	return 0;
}

PX_LAB(chan_unbounded_growth) = {
	.name = "chan_unbounded_growth",
	.run = chan_unbounded_growth,
};

#define PER(n)	((n) / SLOWER * (SLOWER - 1))
#define QUEUED	"*:%d are queued"

PX_LAB_DOC(chan_unbounded_growth) = {
	.name = "chan_unbounded_growth",
	.claims = "H3",
	.question = "A sender is ten times as fast as the receiver: where does an unbounded "
		    "channel end?",
	.done = "Messages are sent by a form that would rather fail than wait; after every 10th, "
		"one is received. The queue is looked at, and after 10000 messages the flood is "
		"stopped.",
	.expects = {
		{ .what = "queued_in_the_end", .rust = PER(BOUND), .kernel = PER(BOUND), .user = PER(BOUND),
		  .topic = "after 10000 messages,", .says = "9000:9000 are queued|0:none is queued|*:%d are queued",
		  .brief = "*:%d queued" },
		{ .what = "queued_after_a_quarter", .rust = PER(BOUND / 4), .kernel = PER(BOUND / 4),
		  .user = PER(BOUND / 4), .topic = "on the way, after 2500,", .says = QUEUED },
		{ .what = "queued_after_a_half", .rust = PER(BOUND / 2), .kernel = PER(BOUND / 2),
		  .user = PER(BOUND / 2), .topic = "after 5000,", .says = QUEUED },
		{ .what = "sent_without_waiting", .rust = BOUND, .kernel = BOUND, .user = BOUND,
		  .topic = "sends that went through at once:", .says = "*:%d of 10000" },
		{ .what = "grew_by_the_messages", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "the bytes in the queue", .says = "0:are not those of the messages|1:grew along" },
		{ .what = "one_piece_holds_them_all", .rust = 0, .kernel = PX_NONE, .user = PX_NONE,
		  .topic = "one piece of memory for all of them, as a VecDeque has,",
		  .says = "0:was never asked for|1:was asked for",
		  .why = "std's channel is a chain of small blocks; the C one links the senders' "
			 "own messages" },
		{ .what = "given_back_when_received", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "what is received", .says = "0:is not given back|1:is given back" },
	},
};
