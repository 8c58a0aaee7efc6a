// SPDX-License-Identifier: GPL-2.0-only
/*
 * Senders and a receiver that do as the dice say, and die as they say: in all
 * forms of send and recv, over all kinds of channels. Afterwards every message
 * is accounted for.
 */
#include "harness/workload.h"
#include "chan_bench.h"

#define TRIALS	48
#define MOST_TRIALS	(20 * TRIALS)	/* if it takes so many to see every fate */
#define SENDERS	4
#define EACH	100
#define SHORT	200000			/* ns */

struct sender {
	struct px_worker dice;		/* for px_random() */
	struct px_chan *chan;
	struct px_thread thread;
	u32 sent;			/* numbers below were sent, the others not */
	u32 next;			/* the number that the receiver expects */
	struct parcel parcels[EACH];
	u32 received[EACH];
};

struct trial {
	struct px_chan chan;
	struct px_worker dice;
	u32 out_of_order;
	u32 senders;			/* that there are */
	struct sender sender[SENDERS];
};

static int send_somehow(struct sender *s, struct px_chan_message *m)
{
	int err;

	do {
		switch (px_random(&s->dice) % 4) {
		case 0:
			err = px_chan_send(s->chan, m);
			break;
		case 1:
			err = px_chan_send_intr(s->chan, m);
			break;
		case 2:
			err = px_chan_send_for(s->chan, m, px_random(&s->dice) % SHORT);
			break;
		default:
			err = px_chan_try_send(s->chan, m);
			if (err == -EAGAIN)
				px_os_resched();
		}
	} while (err == -EAGAIN || err == -ETIMEDOUT);
	return err;
}

static u64 live(void *arg)
{
	struct sender *s = arg;
	u32 life = px_random(&s->dice) % (2 * EACH);

	while (s->sent < EACH && s->sent < life) {
		if (send_somehow(s, &s->parcels[s->sent].message))
			break;
		s->sent++;
		if (!(px_random(&s->dice) % 16)) {
			px_sender_clone(s->chan);
			px_sender_drop(s->chan);
		}
	}
	px_sender_drop(s->chan);
	return 0;
}

static int recv_somehow(struct trial *t, struct px_chan_message **m)
{
	switch (px_random(&t->dice) % 4) {
	case 0:
		return px_chan_recv(&t->chan, m);
	case 1:
		return px_chan_recv_intr(&t->chan, m);
	case 2:
		return px_chan_recv_for(&t->chan, m, px_random(&t->dice) % SHORT);
	default:
		return px_chan_try_recv(&t->chan, m);
	}
}

static void note(struct trial *t, struct px_chan_message *m)
{
	struct parcel *p = (struct parcel *)m;
	struct sender *s = &t->sender[p->number / EACH];
	u32 number = p->number % EACH;

	t->out_of_order += number != s->next;
	s->next = number + 1;
	s->received[number]++;
}

/* Until the senders are gone, or the dice say that it dies. True if it did. */
static bool receive(struct trial *t)
{
	u32 life = px_random(&t->dice) % (2 * SENDERS * EACH);
	bool mortal = px_random(&t->dice) % 2;
	struct px_chan_message *m;
	int err = 0;

	while (err != -EPIPE && !(mortal && !life--)) {
		err = recv_somehow(t, &m);
		if (!err)
			note(t, m);
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
	s->dice.random = seed * SENDERS + t->senders + 1;
	parcels_init(s->parcels, EACH);
	for (i = 0; i < EACH; i++)
		s->parcels[i].number = t->senders * EACH + i;
	px_sender_clone(&t->chan);
	if (px_thread_spawn(&s->thread, live, s))
		px_sender_drop(&t->chan);
	else
		t->senders++;
}

/* What became of all messages of all trials. */
struct account {
	u32 received, destroyed, kept;	/* kept: given back, or never sent */
	u32 wrong;
};

static void settle(struct account *a, const struct sender *s, bool receiver_died)
{
	u32 i;

	for (i = 0; i < EACH; i++) {
		u32 received = s->received[i], destroyed = s->parcels[i].destroyed;

		a->received += received;
		a->destroyed += destroyed;
		a->kept += i >= s->sent;
		a->wrong += received + destroyed != (i < s->sent);
		a->wrong += destroyed && !receiver_died;
	}
}

static void try_once(struct account *a, struct trial *t, u64 seed, u32 senders)
{
	static const u32 capacities[] = { 0, 1, 3, PX_UNBOUNDED };
	bool died;
	u32 i;

	t->dice.random = seed * 0x9e3779b97f4a7c15ull;
	px_chan_init(&t->chan, capacities[seed % PX_COUNT_OF(capacities)]);
	for (i = 0; i < senders; i++)
		sender_start(t, seed);
	a->wrong += t->senders != senders;
	px_sender_drop(&t->chan);
	died = receive(t);
	for (i = 0; i < t->senders; i++)
		px_thread_join(&t->sender[i].thread, NULL);
	px_chan_destroy(&t->chan);
	for (i = 0; i < t->senders; i++)
		settle(a, &t->sender[i], died);
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
	px_conform_ok(!a.wrong, "whoever dies when: what was sent is received or destroyed, once, in order");
	px_conform_ok(some_of_each(&a), "and there was some of each");
}

PX_CONFORM_TEST(chan_stress, run);
