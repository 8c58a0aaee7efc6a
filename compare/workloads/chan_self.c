// SPDX-License-Identifier: GPL-2.0-only
/*
 * chan_self: every worker has its own channel. A step sends a message and
 * receives the one of the step before. One message is always queued, and no
 * thread waits.
 *
 * Expect: all messages arrive, in order. This is the cost of a channel without
 * wake-ups. chan_bounded minus chan_self is the cost of two threads that meet.
 */
#include "harness/workload.h"
#include "chan.h"

enum { WRONG };			/* tally: messages out of order */

struct chan_self_message {
	struct px_chan_message message;	/* first */
	u64 number;
};

struct chan_self_end {
	struct px_chan chan;
	struct chan_self_message messages[2];
	u64 sent;
} px_cacheline_aligned;

struct chan_self {
	struct chan_self_end ends[PX_MAX_THREADS];
};

/* Called for the message that is queued when its channel is destroyed. */
static void chan_self_destroy(struct px_chan_message *m)
{
	struct chan_self_message *p = (struct chan_self_message *)m;

	p->number = 0;
}

static px_inline int chan_self_send(struct chan_self_end *e)
{
	struct chan_self_message *p = &e->messages[e->sent & 1];

	p->number = ++e->sent;
	return px_chan_send(&e->chan, &p->message);
}

static int chan_self_attach(void *state, struct px_worker *w)
{
	struct chan_self_end *e = &((struct chan_self *)state)->ends[w->number];

	px_chan_init(&e->chan, 2);
	e->messages[0].message.destroy = chan_self_destroy;
	e->messages[1].message.destroy = chan_self_destroy;
	return chan_self_send(e);
}

static px_inline int chan_self_step(struct chan_self *s, struct px_worker *w,
				    struct px_delay delay)
{
	struct chan_self_end *e = &s->ends[w->number];
	struct px_chan_message *m;
	int err = chan_self_send(e);

	px_busy(delay.hold);
	if (!err)
		err = px_chan_recv(&e->chan, &m);
	if (err)
		return err;
	if (((struct chan_self_message *)m)->number != e->sent - 1)
		w->tally[WRONG]++;
	px_busy(delay.think);
	return 0;
}

PX_LOOP(chan_self_step)

static void chan_self_detach(void *state, struct px_worker *w)
{
	struct chan_self *s = state;

	px_chan_destroy(&s->ends[w->number].chan);
}

static u32 chan_self_check(const void *state, const struct px_total *total,
			   struct px_finding *f)
{
	const struct chan_self *s = state;
	u64 sent = 0;
	u32 left = 0, n, i;

	for (i = 0; i < total->workers; i++) {
		const struct chan_self_end *e = &s->ends[i];

		sent += e->sent;
		left += !e->messages[(e->sent - 1) & 1].number;
	}
	n = px_expect(f, "messages sent", total->ops + total->workers, sent);
	n += px_expect(f + n, "out of order", 0, total->tally[WRONG]);
	return n + px_expect(f + n, "last messages destroyed", total->workers, left);
}

PX_WORKLOAD(chan_self) = {
	.name = "chan_self",
	.summary = "messages through the worker's own channel: no thread waits",
	.uses = PX_USES_HOLD | PX_USES_THINK,
	.state_size = sizeof(struct chan_self),
	.roles = { { .name = "owner", .attach = chan_self_attach,
		     .loop = chan_self_step_loop, .detach = chan_self_detach } },
	.check = chan_self_check,
};
