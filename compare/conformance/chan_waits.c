// SPDX-License-Identifier: GPL-2.0-only
/* Who sleeps at a channel, and who wakes whom. */
#include "chan_bench.h"

#define SENDERS	3

static u32 returned(const struct caller *s, u32 nr)
{
	u32 i, n = 0;

	for (i = 0; i < nr; i++)
		n += px_read_once(s[i].done);
	return n;
}

/* After a while in which nothing more may happen. */
static u32 returned_at_last(const struct caller *s, u32 nr, u32 expected)
{
	u64 end = px_os_now() + PX_CONFORM_TIMEOUT_NS;

	while (returned(s, nr) < expected && px_os_now() < end)
		px_os_sleep(1000000);
	px_os_sleep(PX_CONFORM_SETTLE_NS);
	return returned(s, nr);
}

static void receiver_sleeps(u32 capacity, bool try)
{
	struct parcel p[2];
	struct px_chan c;
	struct caller r;
	int err;

	px_chan_init(&c, capacity);
	parcels_init(p, 2);
	caller_start(&r, call_recv, &c, NULL);
	px_conform_ok(asleep(&c, 0, true), "recv of an empty channel sleeps");
	px_conform_ok(look_at(&c).wakeups == 0, "and is not woken for nothing");
	err = try ? px_chan_try_send(&c, &p[0].message) : px_chan_send(&c, &p[0].message);
	px_conform_ok(!err, "a send, or try_send, to a receiver that waits succeeds");
	px_conform_ok(!caller_end(&r) && r.message == &p[0].message, "and wakes it, with the message");
	px_conform_ok(look_at(&c).wakeups == 1, "by one wake-up");
	if (capacity) {
		px_chan_send(&c, &p[1].message);
		px_conform_ok(look_at(&c).wakeups == 1, "nobody is woken when nobody sleeps");
	}
	px_chan_destroy(&c);
}

/* Senders that queue up behind a full channel of that capacity. */
static void senders_sleep(u32 capacity)
{
	struct caller s[SENDERS];
	struct parcel p[8];
	struct px_chan c;
	u32 i, right = 0;

	px_chan_init(&c, capacity);
	parcels_init(p, capacity + SENDERS);
	for (i = 0; i < capacity; i++)
		px_chan_send(&c, &p[i].message);
	for (i = 0; i < SENDERS; i++) {
		caller_start(&s[i], call_send, &c, &p[capacity + i]);
		px_conform_ok(asleep(&c, i + 1, false), "send to a full channel sleeps");
	}
	px_conform_ok(look_at(&c).depth == capacity, "the depth never exceeds the capacity");
	for (i = 0; i < SENDERS; i++) {
		right += next_number(&c) == i;
		right += returned_at_last(s, SENDERS, i + 1) == i + 1;
		right += look_at(&c).wakeups == i + 1;
		right += look_at(&c).depth == capacity;
	}
	px_conform_ok(right == 4 * SENDERS, "one recv releases one sender, by one wake-up, and not more");
	for (i = 0, right = 0; i < SENDERS; i++)
		right += !caller_end(&s[i]);
	px_conform_ok(right == SENDERS, "all senders are released in the end");
	for (i = SENDERS, right = 0; i < SENDERS + capacity; i++)
		right += next_number(&c) == i;
	px_conform_ok(right == capacity, "first come, first served");
	px_conform_ok(look_at(&c).wakeups == SENDERS, "no wake-up for nothing");
	px_chan_destroy(&c);
}

static u64 call_send_for_a_while(void *arg)
{
	struct caller *c = arg;

	return call_ended(c, px_chan_send_for(c->chan, c->message, 5 * PX_CONFORM_SETTLE_NS));
}

/* The second of three gives up: the others do not notice. */
static void one_gives_up(u32 capacity, u32 which)
{
	struct caller s[SENDERS];
	struct px_chan_message *m;
	struct parcel p[8];
	struct px_chan c;
	u32 i, next = 0, right = 0;

	px_chan_init(&c, capacity);
	parcels_init(p, capacity + SENDERS);
	for (i = 0; i < capacity; i++)
		px_chan_send(&c, &p[i].message);
	for (i = 0; i < SENDERS; i++) {
		caller_start(&s[i], i == which ? call_send_for_a_while : call_send, &c,
			     &p[capacity + i]);
		asleep(&c, i + 1, false);
	}
	px_conform_ok(caller_end(&s[which]) == -ETIMEDOUT && asleep(&c, SENDERS - 1, false),
		      "a sender that waited long enough takes its message back");
	for (i = 0; i < capacity + SENDERS - 1; i++, next++) {
		next += next == capacity + which;
		right += next_number(&c) == next;
	}
	px_conform_ok(right == i, "the others' messages arrive, in order");
	for (i = 0, right = 0; i < SENDERS; i++)
		right += i != which && !caller_end(&s[i]);
	px_conform_ok(right == SENDERS - 1, "and they are released");
	px_conform_ok(px_chan_try_recv(&c, &m) == -EAGAIN, "nothing else arrives");
	px_chan_destroy(&c);
}

static void second_recv(void)
{
	struct px_chan_message *m;
	struct parcel p[1];
	struct px_chan c;
	struct caller r;

	px_chan_init(&c, PX_UNBOUNDED);
	parcels_init(p, 1);
	caller_start(&r, call_recv, &c, NULL);
	asleep(&c, 0, true);
	px_conform_ok(px_chan_recv(&c, &m) == -EBUSY && px_chan_try_recv(&c, &m) == -EBUSY,
		      "a second recv is refused while one sleeps");
	px_chan_send(&c, &p->message);
	px_conform_ok(!caller_end(&r) && r.message == &p->message, "which still gets its message");
	px_chan_destroy(&c);
}

static u64 call_recv_intr(void *arg)
{
	struct caller *c = arg;

	return (u64)-px_chan_recv_for_intr(c->chan, &c->message, PX_CONFORM_TIMEOUT_NS);
}

static u64 call_send_intr(void *arg)
{
	struct caller *c = arg;

	return (u64)-px_chan_send_for_intr(c->chan, c->message, PX_CONFORM_TIMEOUT_NS);
}

static void signals(u32 capacity)
{
	struct parcel p[2];
	struct px_chan c;
	struct caller a;

	px_chan_init(&c, capacity);
	parcels_init(p, 2);
	a = (struct caller) { .chan = &c };
	px_conform_ok(px_conform_interrupted(call_recv_intr, &a) == EINTR && !a.message,
		      "a signal ends recv_intr");
	px_conform_ok(!look_at(&c).receiver_asleep, "and nobody sleeps there any more");
	if (capacity)
		px_chan_send(&c, &p[0].message);
	a.message = &p[1].message;
	px_conform_ok(px_conform_interrupted(call_send_intr, &a) == EINTR,
		      "a signal ends send_intr");
	px_conform_ok(!look_at(&c).senders_asleep && look_at(&c).depth == capacity && !p[1].destroyed,
		      "and it has its message back");
	px_chan_destroy(&c);
}

/* What is there already is taken, and what would have to wait is left as it was. */
static void impatient(u32 capacity)
{
	struct px_chan_message *m = NULL;
	struct parcel p[3];
	struct px_chan c;
	u32 i, sent = 0;

	px_chan_init(&c, capacity);
	parcels_init(p, 3);
	px_conform_ok(px_chan_recv_mode(&c, &m, PX_NOWAIT) == -EAGAIN && !m,
		      "an impatient recv of an empty channel: -EAGAIN");
	for (i = 0; i < 3; i++)
		sent += !px_chan_send_mode(&c, &p[i].message, PX_NOWAIT);
	px_conform_ok(sent == capacity && look_at(&c).depth == capacity && !look_at(&c).senders_asleep,
		      "impatient sends: as many as there is room for");
	for (i = 0; i < capacity; i++)
		sent -= !px_chan_recv_mode(&c, &m, i ? PX_UNINTERRUPTIBLE : PX_INTERRUPTIBLE);
	px_conform_ok(!sent, "and they are received");
	px_chan_destroy(&c);
}

static void run(void)
{
	impatient(0);
	impatient(2);
	receiver_sleeps(PX_UNBOUNDED, false);
	receiver_sleeps(1, true);
	receiver_sleeps(0, false);
	receiver_sleeps(0, true);
	senders_sleep(2);
	senders_sleep(0);
	one_gives_up(1, 1);
	one_gives_up(0, 0);
	one_gives_up(0, 2);
	second_recv();
	signals(1);
	signals(0);
}

PX_CONFORM_TEST(chan_waits, run);
