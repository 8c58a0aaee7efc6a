// SPDX-License-Identifier: GPL-2.0-only
/* What happens at one end of a channel when the other one goes. */
#include "chan_bench.h"

#define PARCELS	8
#define SENDERS	3

static void senders_go(u32 capacity)
{
	struct px_chan_message *m;
	struct parcel p[2];
	struct px_chan c;

	px_chan_init(&c, capacity);
	parcels_init(p, 2);
	px_sender_clone(&c);
	px_chan_send(&c, &p[0].message);
	px_chan_send(&c, &p[1].message);
	px_sender_drop(&c);
	px_conform_ok(look_at(&c).senders == 1, "a sender drops, the other one is left");
	px_sender_drop(&c);
	px_conform_ok(!px_chan_recv(&c, &m) && m == &p[0].message, "senders gone: recv drains");
	px_conform_ok(!px_chan_try_recv(&c, &m) && m == &p[1].message, "and so does try_recv");
	px_conform_ok(px_chan_try_recv(&c, &m) == -EPIPE && !m, "then try_recv says -EPIPE");
	px_conform_ok(px_chan_recv_for(&c, &m, PX_CONFORM_TIMEOUT_NS) == -EPIPE, "recv_for, at once");
	px_conform_ok(px_chan_recv(&c, &m) == -EPIPE, "and recv");
	px_chan_destroy(&c);
	px_conform_ok(parcels_destroyed(p, 2) == 0, "what was received is not destroyed");
}

static void senders_go_from_sleeper(u32 capacity)
{
	struct px_chan c;
	struct caller r;

	px_chan_init(&c, capacity);
	px_sender_clone(&c);
	caller_start(&r, call_recv, &c, NULL);
	asleep(&c, 0, true);
	px_sender_drop(&c);
	px_os_sleep(PX_CONFORM_SETTLE_NS);
	px_conform_ok(!px_read_once(r.done), "recv waits as long as one sender is left");
	px_sender_drop(&c);
	px_conform_ok(caller_end(&r) == -EPIPE && !r.message, "the last one to go wakes it, with -EPIPE");
	px_conform_ok(look_at(&c).wakeups == 1, "by one wake-up");
	px_chan_destroy(&c);
}

static void receiver_goes(struct parcel *p)
{
	struct px_chan c;
	u32 i;

	px_chan_init(&c, PARCELS);
	parcels_init(p, PARCELS);
	for (i = 0; i < PARCELS - 1; i++)
		px_chan_send(&c, &p[i].message);
	px_conform_ok(next_number(&c) == 0, "one message is received");
	px_conform_ok(parcels_destroyed(p, PARCELS) == 0, "and none destroyed yet");
	px_receiver_drop(&c);
	px_conform_ok(parcels_destroyed(p + 1, PARCELS - 2) == PARCELS - 2,
		      "receiver gone: what is queued is destroyed at once");
	px_conform_ok(look_at(&c).depth == 0 && look_at(&c).bytes == 0, "and the queue is empty");
	px_conform_ok(px_chan_send(&c, &p[PARCELS - 1].message) == -EPIPE, "send says -EPIPE");
	px_conform_ok(px_chan_try_send(&c, &p[PARCELS - 1].message) == -EPIPE, "try_send too");
	px_conform_ok(px_chan_send_for(&c, &p[PARCELS - 1].message, PX_CONFORM_TIMEOUT_NS) == -EPIPE,
		      "and send_for, at once");
	px_conform_ok(!p[0].destroyed && !p[PARCELS - 1].destroyed,
		      "neither what was received nor what was not sent is destroyed");
	px_chan_destroy(&c);
	for (i = 1; i < PARCELS - 1 && p[i].destroyed == 1; i++)
		;
	px_conform_ok(i == PARCELS - 1, "each message is destroyed once");
}

static void receiver_goes_from_sleepers(struct parcel *p, u32 capacity)
{
	struct caller s[SENDERS];
	struct px_chan c;
	u32 i, refused = 0;

	px_chan_init(&c, capacity);
	parcels_init(p, capacity + SENDERS);
	for (i = 0; i < capacity; i++)
		px_chan_send(&c, &p[i].message);
	for (i = 0; i < SENDERS; i++)
		caller_start(&s[i], call_send, &c, &p[capacity + i]);
	px_conform_ok(asleep(&c, SENDERS, false), "senders that wait");
	px_receiver_drop(&c);
	for (i = 0; i < SENDERS; i++)
		refused += caller_end(&s[i]) == -EPIPE;
	px_conform_ok(refused == SENDERS, "receiver gone: every sender that waits has -EPIPE");
	px_conform_ok(look_at(&c).wakeups == SENDERS, "by one wake-up each");
	px_conform_ok(parcels_destroyed(p + capacity, SENDERS) == 0, "and its message back");
	px_conform_ok(parcels_destroyed(p, capacity) == capacity, "what was queued is destroyed");
	px_chan_destroy(&c);
	px_conform_ok(parcels_destroyed(p, capacity + SENDERS) == capacity, "and nothing twice");
}

static void both_go(struct parcel *p)
{
	struct px_chan c;

	px_chan_init(&c, PX_UNBOUNDED);
	parcels_init(p, 2);
	px_chan_send(&c, &p[0].message);
	px_sender_drop(&c);
	px_receiver_drop(&c);
	px_conform_ok(p[0].destroyed == 1, "senders gone, then the receiver: what is left is destroyed");
	px_chan_destroy(&c);
	px_chan_init(&c, PX_UNBOUNDED);
	px_chan_send(&c, &p[1].message);
	px_chan_destroy(&c);
	px_conform_ok(p[1].destroyed == 1, "destroy destroys what nobody will receive");
	px_conform_ok(p[0].destroyed == 1, "once");
}

static void run(void)
{
	struct parcel p[PARCELS];

	senders_go(2);
	senders_go(PX_UNBOUNDED);
	senders_go_from_sleeper(PX_UNBOUNDED);
	senders_go_from_sleeper(1);
	senders_go_from_sleeper(0);
	receiver_goes(p);
	receiver_goes_from_sleepers(p, 2);
	receiver_goes_from_sleepers(p, 0);
	both_go(p);
}

PX_CONFORM_TEST(chan_ends, run);
