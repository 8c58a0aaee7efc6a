// SPDX-License-Identifier: GPL-2.0-only
/*
 * chan_order: many senders, one receiver: every message arrives once, and each
 * sender's in the order in which it sent them. And recv waits. (H1)
 */
#include "harness/lab.h"
#include "chan.h"
#include "labs/support/chan_client.h"
#include "thread.h"

#define SENDERS	3
#define EACH	1000

enum { RECEIVER, SENDER };

struct sender {
	struct px_thread thread;
	struct px_chan *chan;
	struct px_test_message *parcels;	/* EACH */
};

struct tally {
	u32 next[SENDERS];
	u64 received, out_of_order, sum;
};

static u64 send_all(void *arg)
{
	struct sender *s = arg;
	u32 i;

	for (i = 0; i < EACH; i++)
		px_chan_send(s->chan, &s->parcels[i].message);
	px_sender_drop(s->chan);
	return 0;
}

static void count(struct tally *t, const struct px_test_message *p)
{
	t->out_of_order += p->number != t->next[p->sender];
	t->next[p->sender] = p->number + 1;
	t->sum += p->number;
	t->received++;
}

/* Until the senders are gone. */
static void receive_all(struct px_lab_ctx *s, struct px_chan *c, struct tally *t)
{
	struct px_chan_message *m;

	while (!px_read_once(s->stopped) && !px_chan_recv_for(c, &m, PX_LAB_TIMEOUT_NS))
		count(t, (struct px_test_message *)m);
}

static int start(struct sender *s, struct px_chan *c, u32 nr, struct px_test_message *parcels)
{
	u32 i;
	int err;

	for (i = 0; i < EACH; i++)
		parcels[i] = px_test_message_of(nr, i, NULL);
	*s = (struct sender) { .chan = c, .parcels = parcels };
	px_sender_clone(c);
	err = px_thread_spawn(&s->thread, send_all, s);
	if (err)
		px_sender_drop(c);
	return err;
}

static int many_senders(struct px_lab_ctx *s, struct px_test_message *parcels)
{
	struct sender senders[SENDERS];
	struct tally t = { .received = 0 };
	struct px_chan c;
	u32 started;
	int err = 0;

	px_chan_init(&c, PX_UNBOUNDED);
	for (started = 0; started < SENDERS && !err; started += !err)
		err = start(&senders[started], &c, started, parcels + started * EACH);
	px_sender_drop(&c);
	receive_all(s, &c, &t);
	while (started--)
		px_thread_join(&senders[started].thread, NULL);
	px_chan_destroy(&c);
	if (err)
		return err;
	px_observe(s, "received", (s64)t.received);
	px_observe(s, "out_of_order", (s64)t.out_of_order);
	px_observe(s, "sum_wrong", t.sum != SENDERS * (EACH - 1ull) * EACH / 2);
	return 0;
}

static int recv_waits(struct px_lab_ctx *s)
{
	struct px_test_message p = px_test_message_of(0, 7, NULL);
	struct px_chan c;
	struct px_chan_client receiver = {
		.ctx = s, .chan = &c, .actor = RECEIVER, .comes_back = "has it",
	};
	int err;

	px_chan_init(&c, PX_UNBOUNDED);
	err = px_chan_client_start(&receiver);
	if (!err) {
		px_observe(s, "recv_without_message_waited",
		       px_chan_client_waits(&receiver, "recv: waits"));
		px_event(s, SENDER, PX_ACTOR_GONE, "sends one");
		px_chan_send(&c, &p.message);
		px_chan_client_end(&receiver);
	}
	px_chan_destroy(&c);
	return err;
}

static int chan_order(struct px_lab_ctx *s)
{
	struct px_test_message *parcels = px_os_alloc(SENDERS * EACH * sizeof(*parcels));
	int err = parcels ? many_senders(s, parcels) : -ENOMEM;

	px_os_free(parcels);
	return err ? err : recv_waits(s);
}

PX_LAB(chan_order) = {
	.name = "chan_order",
	.run = chan_order,
};

PX_LAB_DOC(chan_order) = {
	.name = "chan_order",
	.claims = "H1",
	.question = "Does every message of many senders arrive, once, and in what order?",
	.done = "Three senders send 1000 numbered messages each, as fast as they can, and go; one "
		"receiver takes all. Then a recv of an empty channel is looked at, before one more "
		"is sent.",
	.actors = { "receiver", "sender" },
	.expects = {
		{ .what = "out_of_order", .rust = 0, .kernel = 0, .user = 0,
		  .topic = "of one sender's messages,", .says = "0:none is out of order|*:%d are out of order",
		  .brief = "0:in order|*:%d astray" },
		{ .what = "received", .rust = SENDERS * EACH, .kernel = SENDERS * EACH,
		  .user = SENDERS * EACH, .topic = "messages received:", .says = "*:%d of 3000",
		  .brief = "*:%d of 3000" },
		{ .what = "sum_wrong", .rust = 0, .kernel = 0, .user = 0,
		  .topic = "the sum of their numbers", .says = "0:is right|1:is wrong" },
		{ .what = "recv_without_message_waited", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "recv, with nothing sent,", .says = "0:does not wait|1:waits" },
	},
};
