// SPDX-License-Identifier: GPL-2.0-only
/* A channel without waiting threads. */
#include "chan_bench.h"

#define SOME	4
#define MANY	1000

static void order_and_depth(struct test_message *p)
{
	struct px_chan c;
	u32 i, right = 0;
	u64 bytes;

	px_chan_init(&c, PX_UNBOUNDED);
	messages_init(p, MANY);
	for (i = 0; i < MANY; i++)
		right += !px_chan_send(&c, &p[i].message);
	px_conform_ok(right == MANY, "unbounded: send never waits");
	bytes = inspect(&c).bytes;
	px_conform_ok(inspect(&c).depth == MANY && bytes == 8 * MANY,
		      "depth and bytes count the queued messages");
	for (i = 0, right = 0; i < MANY; i++)
		right += next_number(&c) == i;
	px_conform_ok(right == MANY, "messages arrive in the order in which they were sent");
	px_conform_ok(inspect(&c).depth == 0 && inspect(&c).bytes == 0,
		      "after that the channel is empty");
	px_conform_ok(inspect(&c).wakeups == 0, "without a sleeping thread there is no wake-up");
	px_chan_destroy(&c);
	px_conform_ok(messages_destroyed(p, MANY) == 0, "a received message is not destroyed");
}

static void capacity(struct test_message *p)
{
	struct px_chan c;
	u32 i, sent = 0;

	px_chan_init(&c, SOME);
	messages_init(p, SOME + 1);
	for (i = 0; i < SOME; i++)
		sent += !px_chan_try_send(&c, &p[i].message);
	px_conform_ok(sent == SOME, "bounded: try_send succeeds while there is room");
	px_conform_ok(px_chan_try_send(&c, &p[SOME].message) == -EAGAIN,
		      "try_send returns -EAGAIN if the channel is full");
	px_conform_ok(inspect(&c).depth == SOME, "the depth equals the capacity");
	px_conform_ok(next_number(&c) == 0, "recv makes room");
	px_conform_ok(!px_chan_try_send(&c, &p[SOME].message),
		      "the refused message can be sent now");
	for (i = 1, sent = 0; i <= SOME; i++)
		sent += next_number(&c) == i;
	px_conform_ok(sent == SOME, "it arrives last");
	px_chan_destroy(&c);
}

static void times(struct test_message *p)
{
	struct px_chan_message *m = &p->message;
	struct px_chan c;
	u64 before = px_os_now();

	px_chan_init(&c, 1);
	messages_init(p, 2);
	px_conform_ok(px_chan_recv_for(&c, &m, PX_CONFORM_SETTLE_NS) == -ETIMEDOUT && !m,
		      "recv_for of an empty channel returns -ETIMEDOUT");
	px_conform_ok(px_os_now() - before >= PX_CONFORM_SETTLE_NS,
		      "recv_for waits for the given time");
	px_conform_ok(px_chan_try_recv(&c, &m) == -EAGAIN && !m, "try_recv returns -EAGAIN");
	px_conform_ok(!px_chan_send_for(&c, &p[0].message, 1),
		      "send_for does not wait while there is room");
	before = px_os_now();
	px_conform_ok(px_chan_send_for(&c, &p[1].message, PX_CONFORM_SETTLE_NS) == -ETIMEDOUT,
		      "send_for to a full channel returns -ETIMEDOUT");
	px_conform_ok(px_os_now() - before >= PX_CONFORM_SETTLE_NS,
		      "send_for waits for the given time");
	px_conform_ok(inspect(&c).senders_asleep == 0 && inspect(&c).depth == 1,
		      "after a timeout the message is not in the channel");
	px_conform_ok(!px_chan_recv_for(&c, &m, 1) && m == &p[0].message,
		      "recv_for does not wait if there is a message");
	px_conform_ok(!px_chan_send_intr(&c, &p[1].message) && !px_chan_recv_intr(&c, &m) &&
		      m == &p[1].message, "without a signal the intr forms are as the plain ones");
	px_conform_ok(px_chan_try_recv(&c, &m) == -EAGAIN,
		      "a message that was not sent does not arrive");
	px_conform_ok(messages_destroyed(p, 2) == 0,
		      "a message that was not sent is not destroyed");
	px_chan_destroy(&c);
}

static void rendezvous_alone(struct test_message *p)
{
	struct px_chan c;

	px_chan_init(&c, 0);
	messages_init(p, 1);
	px_conform_ok(px_chan_try_send(&c, &p->message) == -EAGAIN,
		      "rendezvous: try_send returns -EAGAIN if no recv waits");
	px_conform_ok(px_chan_send_for(&c, &p->message, PX_CONFORM_SETTLE_NS) == -ETIMEDOUT,
		      "send_for without a recv returns -ETIMEDOUT");
	px_conform_ok(inspect(&c).depth == 0 && inspect(&c).senders_asleep == 0,
		      "after a timeout the message is not in the channel");
	px_chan_destroy(&c);
	px_conform_ok(!p->destroyed, "the message is not destroyed");
}

static void receivers(struct test_message *p)
{
	struct px_chan c;

	px_chan_init(&c, PX_UNBOUNDED);
	px_conform_ok(!px_receiver_take(&c), "the receiver can be taken");
	px_conform_ok(px_receiver_take(&c) == -EBUSY,
		      "a second take returns -EBUSY: there is one receiver");
	px_receiver_drop(&c);
	px_conform_ok(px_receiver_take(&c) == -EPIPE, "take after drop returns -EPIPE");
	px_chan_destroy(&c);
}

static void run(void)
{
	struct test_message *p = px_os_alloc(MANY * sizeof(*p));

	px_conform_ok(p, "memory for the messages");
	if (!p)
		return;
	order_and_depth(p);
	capacity(p);
	times(p);
	rendezvous_alone(p);
	receivers(p);
	px_os_free(p);
}

PX_CONFORM_TEST(chan, run);
