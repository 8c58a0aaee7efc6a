// SPDX-License-Identifier: GPL-2.0-only
/* Which threads sleep at a channel, and which call wakes them. */
#include "chan_bench.h"

#define SENDERS	3

static u32 returned(const struct chan_call *s, u32 nr)
{
	u32 i, n = 0;

	for (i = 0; i < nr; i++)
		n += px_read_once(s[i].done);
	return n;
}

/* Waits until the expected number has returned, and then for more returns. */
static u32 await_returned(const struct chan_call *s, u32 nr, u32 expected)
{
	u64 end = px_os_now() + PX_CONFORM_TIMEOUT_NS;

	while (returned(s, nr) < expected && px_os_now() < end)
		px_os_sleep(1000000);
	px_os_sleep(PX_CONFORM_SETTLE_NS);
	return returned(s, nr);
}

static void receiver_sleeps(u32 capacity, bool try)
{
	struct test_message p[2];
	struct px_chan c;
	struct chan_call r;
	int err;

	px_chan_init(&c, capacity);
	messages_init(p, 2);
	call_start(&r, call_recv, &c, NULL);
	px_conform_ok(asleep(&c, 0, true), "recv of an empty channel sleeps");
	px_conform_ok(inspect(&c).wakeups == 0, "no wake-up without a message");
	err = try ? px_chan_try_send(&c, &p[0].message) : px_chan_send(&c, &p[0].message);
	px_conform_ok(!err, "send or try_send to a waiting receiver succeeds");
	px_conform_ok(!call_join(&r) && r.message == &p[0].message,
		      "it wakes the receiver with the message");
	px_conform_ok(inspect(&c).wakeups == 1, "it takes one wake-up");
	if (capacity) {
		px_chan_send(&c, &p[1].message);
		px_conform_ok(inspect(&c).wakeups == 1,
			      "without a sleeping thread there is no wake-up");
	}
	px_chan_destroy(&c);
}

/* Senders wait at a full channel of that capacity. */
static void senders_sleep(u32 capacity)
{
	struct chan_call s[SENDERS];
	struct test_message p[8];
	struct px_chan c;
	u32 i, right = 0;

	px_chan_init(&c, capacity);
	messages_init(p, capacity + SENDERS);
	for (i = 0; i < capacity; i++)
		px_chan_send(&c, &p[i].message);
	for (i = 0; i < SENDERS; i++) {
		call_start(&s[i], call_send, &c, &p[capacity + i]);
		px_conform_ok(asleep(&c, i + 1, false), "send to a full channel sleeps");
	}
	px_conform_ok(inspect(&c).depth == capacity, "the depth never exceeds the capacity");
	for (i = 0; i < SENDERS; i++) {
		right += next_number(&c) == i;
		right += await_returned(s, SENDERS, i + 1) == i + 1;
		right += inspect(&c).wakeups == i + 1;
		right += inspect(&c).depth == capacity;
	}
	px_conform_ok(right == 4 * SENDERS, "one recv releases exactly one sender, by one wake-up");
	for (i = 0, right = 0; i < SENDERS; i++)
		right += !call_join(&s[i]);
	px_conform_ok(right == SENDERS, "all senders are released in the end");
	for (i = SENDERS, right = 0; i < SENDERS + capacity; i++)
		right += next_number(&c) == i;
	px_conform_ok(right == capacity, "messages of waiting senders arrive in order");
	px_conform_ok(inspect(&c).wakeups == SENDERS, "there is no extra wake-up");
	px_chan_destroy(&c);
}

static u64 call_send_for(void *arg)
{
	struct chan_call *c = arg;

	return call_ended(c, px_chan_send_for(c->chan, c->message, 5 * PX_CONFORM_SETTLE_NS));
}

/* One of three senders times out. */
static void one_times_out(u32 capacity, u32 which)
{
	struct chan_call s[SENDERS];
	struct px_chan_message *m;
	struct test_message p[8];
	struct px_chan c;
	u32 i, next = 0, right = 0;

	px_chan_init(&c, capacity);
	messages_init(p, capacity + SENDERS);
	for (i = 0; i < capacity; i++)
		px_chan_send(&c, &p[i].message);
	for (i = 0; i < SENDERS; i++) {
		call_start(&s[i], i == which ? call_send_for : call_send, &c,
			   &p[capacity + i]);
		asleep(&c, i + 1, false);
	}
	px_conform_ok(call_join(&s[which]) == -ETIMEDOUT && asleep(&c, SENDERS - 1, false),
		      "a sender that times out keeps its message");
	for (i = 0; i < capacity + SENDERS - 1; i++, next++) {
		next += next == capacity + which;
		right += next_number(&c) == next;
	}
	px_conform_ok(right == i, "the other messages arrive, in order");
	for (i = 0, right = 0; i < SENDERS; i++)
		right += i != which && !call_join(&s[i]);
	px_conform_ok(right == SENDERS - 1, "the other senders are released");
	px_conform_ok(px_chan_try_recv(&c, &m) == -EAGAIN, "no other message arrives");
	px_chan_destroy(&c);
}

static void second_recv(void)
{
	struct px_chan_message *m;
	struct test_message p[1];
	struct px_chan c;
	struct chan_call r;

	px_chan_init(&c, PX_UNBOUNDED);
	messages_init(p, 1);
	call_start(&r, call_recv, &c, NULL);
	asleep(&c, 0, true);
	px_conform_ok(px_chan_recv(&c, &m) == -EBUSY && px_chan_try_recv(&c, &m) == -EBUSY,
		      "a second recv returns -EBUSY while one sleeps");
	px_chan_send(&c, &p->message);
	px_conform_ok(!call_join(&r) && r.message == &p->message,
		      "the sleeping recv still gets its message");
	px_chan_destroy(&c);
}

static u64 call_recv_intr(void *arg)
{
	struct chan_call *c = arg;

	return (u64)-px_chan_recv_for_intr(c->chan, &c->message, PX_CONFORM_TIMEOUT_NS);
}

static u64 call_send_intr(void *arg)
{
	struct chan_call *c = arg;

	return (u64)-px_chan_send_for_intr(c->chan, c->message, PX_CONFORM_TIMEOUT_NS);
}

static void signals(u32 capacity)
{
	struct test_message p[2];
	struct px_chan c;
	struct chan_call a;

	px_chan_init(&c, capacity);
	messages_init(p, 2);
	a = (struct chan_call) { .chan = &c };
	px_conform_ok(px_conform_interrupted(call_recv_intr, &a) == EINTR && !a.message,
		      "a signal ends recv_intr");
	px_conform_ok(!inspect(&c).receiver_asleep, "no receiver sleeps any more");
	if (capacity)
		px_chan_send(&c, &p[0].message);
	a.message = &p[1].message;
	px_conform_ok(px_conform_interrupted(call_send_intr, &a) == EINTR,
		      "a signal ends send_intr");
	px_conform_ok(!inspect(&c).senders_asleep && inspect(&c).depth == capacity &&
		      !p[1].destroyed,
		      "the sender keeps its message");
	px_chan_destroy(&c);
}

static void nowait(u32 capacity)
{
	struct px_chan_message *m = NULL;
	struct test_message p[3];
	struct px_chan c;
	u32 i, sent = 0;

	px_chan_init(&c, capacity);
	messages_init(p, 3);
	px_conform_ok(px_chan_recv_mode(&c, &m, PX_NOWAIT) == -EAGAIN && !m,
		      "recv with PX_NOWAIT of an empty channel returns -EAGAIN");
	for (i = 0; i < 3; i++)
		sent += !px_chan_send_mode(&c, &p[i].message, PX_NOWAIT);
	px_conform_ok(sent == capacity && inspect(&c).depth == capacity &&
		      !inspect(&c).senders_asleep,
		      "sends with PX_NOWAIT succeed while there is room");
	for (i = 0; i < capacity; i++)
		sent -= !px_chan_recv_mode(&c, &m, i ? PX_UNINTERRUPTIBLE : PX_INTERRUPTIBLE);
	px_conform_ok(!sent, "the messages are received");
	px_chan_destroy(&c);
}

static void run(void)
{
	nowait(0);
	nowait(2);
	receiver_sleeps(PX_UNBOUNDED, false);
	receiver_sleeps(1, true);
	receiver_sleeps(0, false);
	receiver_sleeps(0, true);
	senders_sleep(2);
	senders_sleep(0);
	one_times_out(1, 1);
	one_times_out(0, 0);
	one_times_out(0, 2);
	second_recv();
	signals(1);
	signals(0);
}

PX_CONFORM_TEST(chan_waits, run);
