// SPDX-License-Identifier: GPL-2.0-only
/*
 * chan_order: many senders, one receiver. Every message arrives once, and each
 * sender's messages arrive in the order in which they were sent. A recv
 * without a message waits. (H1)
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
	struct px_test_message *messages;	/* EACH */
};

struct tally {
	u32 next[SENDERS];
	u64 received, out_of_order, sum;
};

static u64 send_all(void *arg)
{
	struct sender *sender = arg;
	u32 i;

	for (i = 0; i < EACH; i++)
		px_chan_send(sender->chan, &sender->messages[i].base);
	px_sender_drop(sender->chan);
	return 0;
}

static void count(struct tally *t, const struct px_test_message *message)
{
	t->out_of_order += message->number != t->next[message->sender];
	t->next[message->sender] = message->number + 1;
	t->sum += message->number;
	t->received++;
}

/* Receives until all senders are dropped. */
static void receive_all(struct px_lab_ctx *ctx, struct px_chan *c, struct tally *t)
{
	struct px_chan_message *m;

	while (!px_read_once(ctx->stopped) && !px_chan_recv_for(c, &m, PX_LAB_TIMEOUT_NS))
		count(t, (struct px_test_message *)m);
}

static int start(struct sender *sender, struct px_chan *c, u32 nr, struct px_test_message *messages)
{
	u32 i;
	int err;

	for (i = 0; i < EACH; i++)
		messages[i] = px_test_message_of(nr, i, NULL);
	*sender = (struct sender) { .chan = c, .messages = messages };
	px_sender_clone(c);
	err = px_thread_spawn(&sender->thread, send_all, sender);
	if (err)
		px_sender_drop(c);
	return err;
}

static int many_senders(struct px_lab_ctx *ctx, struct px_test_message *messages)
{
	struct sender senders[SENDERS];
	struct tally t = { .received = 0 };
	struct px_chan c;
	u32 started;
	int err = 0;

	px_chan_init(&c, PX_UNBOUNDED);
	for (started = 0; started < SENDERS && !err; started += !err)
		err = start(&senders[started], &c, started, messages + started * EACH);
	px_sender_drop(&c);
	receive_all(ctx, &c, &t);
	while (started--)
		px_thread_join(&senders[started].thread, NULL);
	px_chan_destroy(&c);
	if (err)
		return err;
	px_observe(ctx, "received", (s64)t.received);
	px_observe(ctx, "out_of_order", (s64)t.out_of_order);
	px_observe(ctx, "sum_wrong", t.sum != SENDERS * (EACH - 1ull) * EACH / 2);
	return 0;
}

static int recv_waits(struct px_lab_ctx *ctx)
{
	struct px_test_message message = px_test_message_of(0, 7, NULL);
	struct px_chan c;
	struct px_chan_client receiver = {
		.ctx = ctx, .chan = &c, .actor = RECEIVER, .done_text = "gets it",
	};
	int err;

	px_chan_init(&c, PX_UNBOUNDED);
	err = px_chan_client_start(&receiver);
	if (!err) {
		px_observe(ctx, "recv_without_message_waited",
			   px_chan_client_waits(&receiver, "recv: waits"));
		px_event(ctx, SENDER, PX_ACTOR_GONE, "sends one");
		px_chan_send(&c, &message.base);
		px_chan_client_join(&receiver);
	}
	px_chan_destroy(&c);
	return err;
}

static int chan_order(struct px_lab_ctx *ctx)
{
	struct px_test_message *messages = px_os_alloc(SENDERS * EACH * sizeof(*messages));
	int err = messages ? many_senders(ctx, messages) : -ENOMEM;

	px_os_free(messages);
	return err ? err : recv_waits(ctx);
}

PX_LAB(chan_order) = {
	.name = "chan_order",
	.run = chan_order,
};

PX_LAB_DOC(chan_order) = {
	.name = "chan_order",
	.claims = "H1",
	.question = "Many threads send. Does every message arrive once, and in what order?",
	.steps = "Three threads send 1000 numbered messages each, without a pause, and end. One "
		"receiver takes all messages. Then a thread blocks in recv on an empty channel, "
		"and one more message is sent.",
	.actors = { "receiver", "sender" },
	.expectations = {
		{ .what = "out_of_order", .rust = 0, .kernel = 0, .user = 0,
		  .subject = "of one sender's messages,",
		  .values = "0:all are in order|1:one is out of order|*:%d are out of order",
		  .brief = "0:in order|*:%d disordered" },
		{ .what = "received", .rust = SENDERS * EACH, .kernel = SENDERS * EACH,
		  .user = SENDERS * EACH, .subject = "messages received:", .values = "*:%d of 3000",
		  .brief = "*:%d of 3000" },
		{ .what = "sum_wrong", .rust = 0, .kernel = 0, .user = 0,
		  .subject = "the sum of their numbers", .values = "0:is right|1:is wrong" },
		{ .what = "recv_without_message_waited", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "recv on an empty channel", .values = "0:does not wait|1:waits" },
	},
};
