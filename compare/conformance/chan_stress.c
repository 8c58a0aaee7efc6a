// SPDX-License-Identifier: GPL-2.0-only
/*
 * Senders and a receiver use random forms of send and recv and drop at random
 * times, with all kinds of channels. Afterwards every message must be accounted for.
 */
#include "harness/workload.h"
#include "chan_bench.h"

#define TRIALS	48
#define MOST_TRIALS	(20 * TRIALS)	/* until there were messages of every outcome */
#define SENDERS	4
#define EACH	100
#define SHORT	200000			/* ns */

struct sender {
	struct px_worker generator;		/* for px_random() */
	struct px_chan *chan;
	struct px_thread thread;
	u32 sent;			/* the messages below this number were sent */
	u32 next;			/* the number that the receiver expects */
	struct test_message messages[EACH];
	u32 received[EACH];
};

struct trial {
	struct px_chan chan;
	struct px_worker generator;
	u32 out_of_order;
	u32 senders;			/* number of entries of sender */
	struct sender sender[SENDERS];
};

static int send_random(struct sender *s, struct px_chan_message *m)
{
	int err;

	do {
		switch (px_random(&s->generator) % 4) {
		case 0:
			err = px_chan_send(s->chan, m);
			break;
		case 1:
			err = px_chan_send_intr(s->chan, m);
			break;
		case 2:
			err = px_chan_send_for(s->chan, m, px_random(&s->generator) % SHORT);
			break;
		default:
			err = px_chan_try_send(s->chan, m);
			if (err == -EAGAIN)
				px_os_resched();
		}
	} while (err == -EAGAIN || err == -ETIMEDOUT);
	return err;
}

static u64 send_messages(void *arg)
{
	struct sender *s = arg;
	u32 count = px_random(&s->generator) % (2 * EACH);

	while (s->sent < EACH && s->sent < count) {
		if (send_random(s, &s->messages[s->sent].message))
			break;
		s->sent++;
		if (!(px_random(&s->generator) % 16)) {
			px_sender_clone(s->chan);
			px_sender_drop(s->chan);
		}
	}
	px_sender_drop(s->chan);
	return 0;
}

static int recv_random(struct trial *t, struct px_chan_message **m)
{
	switch (px_random(&t->generator) % 4) {
	case 0:
		return px_chan_recv(&t->chan, m);
	case 1:
		return px_chan_recv_intr(&t->chan, m);
	case 2:
		return px_chan_recv_for(&t->chan, m, px_random(&t->generator) % SHORT);
	default:
		return px_chan_try_recv(&t->chan, m);
	}
}

static void record(struct trial *t, struct px_chan_message *m)
{
	struct test_message *p = (struct test_message *)m;
	struct sender *s = &t->sender[p->number / EACH];
	u32 number = p->number % EACH;

	t->out_of_order += number != s->next;
	s->next = number + 1;
	s->received[number]++;
}

/* Receives until the senders are gone or a random count. Returns true if it dropped. */
static bool receive(struct trial *t)
{
	u32 count = px_random(&t->generator) % (2 * SENDERS * EACH);
	bool drops = px_random(&t->generator) % 2;
	struct px_chan_message *m;
	int err = 0;

	while (err != -EPIPE && !(drops && !count--)) {
		err = recv_random(t, &m);
		if (!err)
			record(t, m);
		else if (err == -EAGAIN)
			px_os_resched();
	}
	if (err == -EPIPE)
		return false;
	px_receiver_drop(&t->chan);
	return true;
}

static void sender_start(struct trial *t, u64 seed)
{
	struct sender *s = &t->sender[t->senders];
	u32 i;

	s->chan = &t->chan;
	s->generator.random = seed * SENDERS + t->senders + 1;
	messages_init(s->messages, EACH);
	for (i = 0; i < EACH; i++)
		s->messages[i].number = t->senders * EACH + i;
	px_sender_clone(&t->chan);
	if (px_thread_spawn(&s->thread, send_messages, s))
		px_sender_drop(&t->chan);
	else
		t->senders++;
}

/* The outcomes of all messages of all trials. */
struct account {
	u32 received, destroyed, kept;	/* kept: not sent */
	u32 wrong;
};

static void account_for(struct account *a, const struct sender *s, bool receiver_dropped)
{
	u32 i;

	for (i = 0; i < EACH; i++) {
		u32 received = s->received[i], destroyed = s->messages[i].destroyed;

		a->received += received;
		a->destroyed += destroyed;
		a->kept += i >= s->sent;
		a->wrong += received + destroyed != (i < s->sent);
		a->wrong += destroyed && !receiver_dropped;
	}
}

static void try_once(struct account *a, struct trial *t, u64 seed, u32 senders)
{
	static const u32 capacities[] = { 0, 1, 3, PX_UNBOUNDED };
	bool dropped;
	u32 i;

	t->generator.random = seed * 0x9e3779b97f4a7c15ull;
	px_chan_init(&t->chan, capacities[seed % PX_COUNT_OF(capacities)]);
	for (i = 0; i < senders; i++)
		sender_start(t, seed);
	a->wrong += t->senders != senders;
	px_sender_drop(&t->chan);
	dropped = receive(t);
	for (i = 0; i < t->senders; i++)
		px_thread_join(&t->sender[i].thread, NULL);
	px_chan_destroy(&t->chan);
	for (i = 0; i < t->senders; i++)
		account_for(a, &t->sender[i], dropped);
	a->wrong += t->out_of_order;
}

static bool some_of_each(const struct account *a)
{
	return a->received && a->destroyed && a->kept;
}

static void run(void)
{
	struct account a = { .wrong = 0 };
	u32 i;

	for (i = 1; i <= TRIALS || (i <= MOST_TRIALS && !some_of_each(&a)); i++) {
		struct trial *t = px_os_alloc(sizeof(*t));

		if (!t)
			break;
		try_once(&a, t, i, 1 + i / 4 % SENDERS);
		px_os_free(t);
	}
	px_conform_ok(i > TRIALS, "memory for all trials");
	px_conform_ok(!a.wrong, "every sent message is received or destroyed once, in order");
	px_conform_ok(some_of_each(&a),
		      "some messages were received, some destroyed, some not sent");
}

PX_CONFORM_TEST(chan_stress, run);
