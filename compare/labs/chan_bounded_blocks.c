// SPDX-License-Identifier: GPL-2.0-only
/*
 * chan_bounded_blocks: a full channel makes its sender wait: for how long? Not
 * until it is empty: the first recv makes room. (H4)
 */
#include "harness/lab.h"
#include "chan.h"
#include "labs/support/chan_client.h"

#define CAPACITY	4

enum { RECEIVER, SENDER };

struct depths {
	u32 most;
	u32 now;
};

static void look(struct px_chan *c, struct depths *d)
{
	struct px_chan_view view;

	px_chan_inspect(c, &view);
	d->now = view.depth;
	if (d->now > d->most)
		d->most = d->now;
}

/* What fits, by a form that would rather fail than wait. */
static u32 fill(struct px_chan *c, struct px_test_message *p, struct depths *d)
{
	u32 sent = 0;

	while (sent <= CAPACITY && !px_chan_try_send(c, &p[sent].message)) {
		sent++;
		look(c, d);
	}
	return sent;
}

/* One more, that has to wait; and one recv. */
static int one_more(struct px_lab_ctx *s, struct px_chan *c, struct px_test_message *p, u32 sent,
		    struct depths *d)
{
	struct px_chan_client sender = {
		.ctx = s, .chan = c, .actor = SENDER, .comes_back = "is through", .parcel = p,
	};
	bool waited, returned;
	int err = px_chan_client_start(&sender);

	if (err)
		return err;
	waited = px_chan_client_waits(&sender, "5th send: waits");
	look(c, d);
	px_observe(s, "send_waits_when_full", waited);
	px_event(s, RECEIVER, PX_ACTOR_GONE, "one recv");
	px_chan_client_fetch(c);
	returned = px_chan_client_returns(&sender);
	sent += !px_chan_client_end(&sender) && returned;
	look(c, d);
	px_observe(s, "sent_after_one_recv", sent);
	px_observe(s, "left_in_the_queue", d->now);
	return 0;
}

static int chan_bounded_blocks(struct px_lab_ctx *s)
{
	struct px_test_message p[CAPACITY + 1];
	struct depths d = { 0 };
	struct px_chan c;
	u32 i, sent;
	int err;

	px_chan_init(&c, CAPACITY);
	for (i = 0; i <= CAPACITY; i++)
		p[i] = px_test_message_of(0, i, NULL);
	px_event(s, SENDER, PX_ACTOR_RUNS, "4 sends");
	sent = fill(&c, p, &d);
	px_observe(s, "capacity", CAPACITY);
	px_observe(s, "sent_before_it_blocked", sent);
	px_observe(s, "try_send_when_full", sent > CAPACITY);
	err = sent > CAPACITY ? 0 : one_more(s, &c, &p[CAPACITY], sent, &d);
	px_observe(s, "most_queued", d.most);
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
	.question = "A send waits at a full channel: how many are still queued when its wait ends?",
	.done = "A channel of capacity 4 is filled. A 5th send is seen asleep. Then one message is "
		"received, and no other.",
	.actors = { "receiver", "sender" },
	.expects = {
		{ .what = "left_in_the_queue", .rust = CAPACITY, .kernel = CAPACITY, .user = CAPACITY,
		  .topic = "when the wait ends,", .says = "4:4 are still queued|0:the queue is empty|*:%d are queued",
		  .brief = "*:%d still queued" },
		{ .what = "send_waits_when_full", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "a send to the full channel", .says = "0:does not wait|1:waits" },
		{ .what = "sent_after_one_recv", .rust = CAPACITY + 1, .kernel = CAPACITY + 1,
		  .user = CAPACITY + 1, .topic = "after one recv,", .says = "5:the 5th is sent|*:%d are sent" },
		{ .what = "sent_before_it_blocked", .rust = CAPACITY, .kernel = CAPACITY, .user = CAPACITY,
		  .topic = "before that, without a recv,", .says = "*:%d are sent" },
		{ .what = "try_send_when_full", .rust = 0, .kernel = 0, .user = 0,
		  .topic = "try_send to the full channel", .says = "0:is refused|1:goes through" },
		{ .what = "most_queued", .rust = CAPACITY, .kernel = CAPACITY, .user = CAPACITY,
		  .topic = "queued at any time, at most:", .says = "*:%d" },
		{ .what = "capacity", .rust = CAPACITY, .kernel = CAPACITY, .user = CAPACITY,
		  .topic = "with a capacity", .says = "*:of %d" },
	},
};
