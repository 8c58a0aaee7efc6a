// SPDX-License-Identifier: GPL-2.0-only
/* One end of a channel after the other end was dropped. */
#include "chan_bench.h"

#define MESSAGES	8
#define SENDERS	3

static void senders_drop(u32 capacity)
{
	struct px_chan_message *m;
	struct test_message p[2];
	struct px_chan c;

	px_chan_init(&c, capacity);
	messages_init(p, 2);
	px_sender_clone(&c);
	px_chan_send(&c, &p[0].message);
	px_chan_send(&c, &p[1].message);
	px_sender_drop(&c);
	px_conform_ok(inspect(&c).senders == 1, "one sender drops, one is left");
	px_sender_drop(&c);
	px_conform_ok(!px_chan_recv(&c, &m) && m == &p[0].message,
		      "after the senders have dropped, recv returns queued messages");
	px_conform_ok(!px_chan_try_recv(&c, &m) && m == &p[1].message,
		      "try_recv returns queued messages too");
	px_conform_ok(px_chan_try_recv(&c, &m) == -EPIPE && !m,
		      "try_recv of the empty channel returns -EPIPE");
	px_conform_ok(px_chan_recv_for(&c, &m, PX_CONFORM_TIMEOUT_NS) == -EPIPE,
		      "recv_for returns -EPIPE at once");
	px_conform_ok(px_chan_recv(&c, &m) == -EPIPE, "recv returns -EPIPE");
	px_chan_destroy(&c);
	px_conform_ok(messages_destroyed(p, 2) == 0, "a received message is not destroyed");
}

static void senders_drop_during_recv(u32 capacity)
{
	struct px_chan c;
	struct chan_call r;

	px_chan_init(&c, capacity);
	px_sender_clone(&c);
	call_start(&r, call_recv, &c, NULL);
	asleep(&c, 0, true);
	px_sender_drop(&c);
	px_os_sleep(PX_CONFORM_SETTLE_NS);
	px_conform_ok(!px_read_once(r.done), "recv waits while a sender is left");
	px_sender_drop(&c);
	px_conform_ok(call_join(&r) == -EPIPE && !r.message,
		      "the last drop wakes recv with -EPIPE");
	px_conform_ok(inspect(&c).wakeups == 1, "it takes one wake-up");
	px_chan_destroy(&c);
}

static void receiver_drops(struct test_message *p)
{
	struct px_chan c;
	u32 i;

	px_chan_init(&c, MESSAGES);
	messages_init(p, MESSAGES);
	for (i = 0; i < MESSAGES - 1; i++)
		px_chan_send(&c, &p[i].message);
	px_conform_ok(next_number(&c) == 0, "one message is received");
	px_conform_ok(messages_destroyed(p, MESSAGES) == 0, "no message is destroyed yet");
	px_receiver_drop(&c);
	px_conform_ok(messages_destroyed(p + 1, MESSAGES - 2) == MESSAGES - 2,
		      "dropping the receiver destroys the queued messages");
	px_conform_ok(inspect(&c).depth == 0 && inspect(&c).bytes == 0, "the queue is empty");
	px_conform_ok(px_chan_send(&c, &p[MESSAGES - 1].message) == -EPIPE, "send returns -EPIPE");
	px_conform_ok(px_chan_try_send(&c, &p[MESSAGES - 1].message) == -EPIPE,
		      "try_send returns -EPIPE");
	px_conform_ok(px_chan_send_for(&c, &p[MESSAGES - 1].message,
				       PX_CONFORM_TIMEOUT_NS) == -EPIPE,
		      "send_for returns -EPIPE at once");
	px_conform_ok(!p[0].destroyed && !p[MESSAGES - 1].destroyed,
		      "a received message and an unsent message are not destroyed");
	px_chan_destroy(&c);
	for (i = 1; i < MESSAGES - 1 && p[i].destroyed == 1; i++)
		;
	px_conform_ok(i == MESSAGES - 1, "each message is destroyed once");
}

static void receiver_drops_during_sends(struct test_message *p, u32 capacity)
{
	struct chan_call s[SENDERS];
	struct px_chan c;
	u32 i, refused = 0;

	px_chan_init(&c, capacity);
	messages_init(p, capacity + SENDERS);
	for (i = 0; i < capacity; i++)
		px_chan_send(&c, &p[i].message);
	for (i = 0; i < SENDERS; i++)
		call_start(&s[i], call_send, &c, &p[capacity + i]);
	px_conform_ok(asleep(&c, SENDERS, false), "senders wait");
	px_receiver_drop(&c);
	for (i = 0; i < SENDERS; i++)
		refused += call_join(&s[i]) == -EPIPE;
	px_conform_ok(refused == SENDERS,
		      "dropping the receiver ends every waiting send with -EPIPE");
	px_conform_ok(inspect(&c).wakeups == SENDERS, "each sender takes one wake-up");
	px_conform_ok(messages_destroyed(p + capacity, SENDERS) == 0,
		      "their messages are not destroyed");
	px_conform_ok(messages_destroyed(p, capacity) == capacity,
		      "the queued messages are destroyed");
	px_chan_destroy(&c);
	px_conform_ok(messages_destroyed(p, capacity + SENDERS) == capacity,
		      "no message is destroyed twice");
}

static void both_ends_drop(struct test_message *p)
{
	struct px_chan c;

	px_chan_init(&c, PX_UNBOUNDED);
	messages_init(p, 2);
	px_chan_send(&c, &p[0].message);
	px_sender_drop(&c);
	px_receiver_drop(&c);
	px_conform_ok(p[0].destroyed == 1,
		      "dropping the receiver after the senders destroys the queued message");
	px_chan_destroy(&c);
	px_chan_init(&c, PX_UNBOUNDED);
	px_chan_send(&c, &p[1].message);
	px_chan_destroy(&c);
	px_conform_ok(p[1].destroyed == 1, "destroying the channel destroys the queued message");
	px_conform_ok(p[0].destroyed == 1, "no message is destroyed twice, by two channels");
}

static void run(void)
{
	struct test_message p[MESSAGES];

	senders_drop(2);
	senders_drop(PX_UNBOUNDED);
	senders_drop_during_recv(PX_UNBOUNDED);
	senders_drop_during_recv(1);
	senders_drop_during_recv(0);
	receiver_drops(p);
	receiver_drops_during_sends(p, 2);
	receiver_drops_during_sends(p, 0);
	both_ends_drop(p);
}

PX_CONFORM_TEST(chan_ends, run);
