// SPDX-License-Identifier: GPL-2.0-only
/* What a channel does when nobody has to wait for another thread. */
#include "chan_bench.h"

#define SOME	4
#define MANY	1000

static void order_and_depth(struct parcel *p)
{
	struct px_chan c;
	u32 i, right = 0;
	u64 bytes;

	px_chan_init(&c, PX_UNBOUNDED);
	parcels_init(p, MANY);
	for (i = 0; i < MANY; i++)
		right += !px_chan_send(&c, &p[i].message);
	px_conform_ok(right == MANY, "unbounded: send never waits");
	bytes = look_at(&c).bytes;
	px_conform_ok(look_at(&c).depth == MANY && bytes == 8 * MANY, "depth and bytes count what is queued");
	for (i = 0, right = 0; i < MANY; i++)
		right += next_number(&c) == i;
	px_conform_ok(right == MANY, "messages arrive in the order in which they were sent");
	px_conform_ok(look_at(&c).depth == 0 && look_at(&c).bytes == 0, "and then the channel is empty");
	px_conform_ok(look_at(&c).wakeups == 0, "nobody slept, so nobody was woken");
	px_chan_destroy(&c);
	px_conform_ok(parcels_destroyed(p, MANY) == 0, "what was received is not destroyed");
}

static void capacity(struct parcel *p)
{
	struct px_chan c;
	u32 i, sent = 0;

	px_chan_init(&c, SOME);
	parcels_init(p, SOME + 1);
	for (i = 0; i < SOME; i++)
		sent += !px_chan_try_send(&c, &p[i].message);
	px_conform_ok(sent == SOME, "bounded: try_send succeeds while there is room");
	px_conform_ok(px_chan_try_send(&c, &p[SOME].message) == -EAGAIN, "and says -EAGAIN when it is full");
	px_conform_ok(look_at(&c).depth == SOME, "so that the depth is the capacity");
	px_conform_ok(next_number(&c) == 0, "a recv makes room");
	px_conform_ok(!px_chan_try_send(&c, &p[SOME].message), "for the message that was refused");
	for (i = 1, sent = 0; i <= SOME; i++)
		sent += next_number(&c) == i;
	px_conform_ok(sent == SOME, "which arrives last");
	px_chan_destroy(&c);
}

static void times(struct parcel *p)
{
	struct px_chan_message *m = &p->message;
	struct px_chan c;
	u64 before = px_os_now();

	px_chan_init(&c, 1);
	parcels_init(p, 2);
	px_conform_ok(px_chan_recv_for(&c, &m, PX_CONFORM_SETTLE_NS) == -ETIMEDOUT && !m,
		      "recv_for of an empty channel says -ETIMEDOUT");
	px_conform_ok(px_os_now() - before >= PX_CONFORM_SETTLE_NS, "after the time given");
	px_conform_ok(px_chan_try_recv(&c, &m) == -EAGAIN && !m, "try_recv says -EAGAIN");
	px_conform_ok(!px_chan_send_for(&c, &p[0].message, 1), "send_for needs no time where there is room");
	before = px_os_now();
	px_conform_ok(px_chan_send_for(&c, &p[1].message, PX_CONFORM_SETTLE_NS) == -ETIMEDOUT,
		      "send_for to a full channel says -ETIMEDOUT");
	px_conform_ok(px_os_now() - before >= PX_CONFORM_SETTLE_NS, "after its time");
	px_conform_ok(look_at(&c).senders_asleep == 0 && look_at(&c).depth == 1,
		      "and takes its message back");
	px_conform_ok(!px_chan_recv_for(&c, &m, 1) && m == &p[0].message,
		      "recv_for needs no time where there is a message");
	px_conform_ok(!px_chan_send_intr(&c, &p[1].message) && !px_chan_recv_intr(&c, &m) &&
		      m == &p[1].message, "without a signal, the intr forms are as the plain ones");
	px_conform_ok(px_chan_try_recv(&c, &m) == -EAGAIN, "nothing arrives that was not sent");
	px_conform_ok(parcels_destroyed(p, 2) == 0, "a message that was not sent is not destroyed");
	px_chan_destroy(&c);
}

static void rendezvous_alone(struct parcel *p)
{
	struct px_chan c;

	px_chan_init(&c, 0);
	parcels_init(p, 1);
	px_conform_ok(px_chan_try_send(&c, &p->message) == -EAGAIN,
		      "rendezvous: try_send says -EAGAIN when no recv waits");
	px_conform_ok(px_chan_send_for(&c, &p->message, PX_CONFORM_SETTLE_NS) == -ETIMEDOUT,
		      "send_for waits for a recv, in vain");
	px_conform_ok(look_at(&c).depth == 0 && look_at(&c).senders_asleep == 0,
		      "and takes its message back");
	px_chan_destroy(&c);
	px_conform_ok(!p->destroyed, "which is not destroyed");
}

static void receivers(struct parcel *p)
{
	struct px_chan c;

	px_chan_init(&c, PX_UNBOUNDED);
	px_conform_ok(!px_receiver_take(&c), "the receiver can be taken");
	px_conform_ok(px_receiver_take(&c) == -EBUSY, "once: there is one receiver");
	px_receiver_drop(&c);
	px_conform_ok(px_receiver_take(&c) == -EPIPE, "once dropped it is gone for ever");
	px_chan_destroy(&c);
}

static void run(void)
{
	struct parcel *p = px_os_alloc(MANY * sizeof(*p));

	px_conform_ok(p, "memory for the parcels");
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
