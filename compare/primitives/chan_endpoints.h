/* SPDX-License-Identifier: GPL-2.0-only */
/* chan_endpoints: the senders and the receiver of a channel, and its end. For chan.h only. */
#ifndef PX_CHAN_ENDPOINTS_H
#define PX_CHAN_ENDPOINTS_H

/* The state of a channel at one moment. */
struct px_chan_view {
	u32 depth;			/* queued messages; 0 for a rendezvous */
	u64 bytes;			/* of the queued messages */
	u32 senders;
	u32 senders_asleep;
	bool receiver_asleep;
	u64 wakeups;			/* so far, of both ends */
};

/* Adds a sender. The caller has one. */
static inline void px_sender_clone(struct px_chan *c)
{
	px_monitor_lock(&c->monitor);
	c->senders++;
	px_monitor_unlock(&c->monitor);
}

/* Drops a sender. The last drop wakes a receiver that waits. */
static inline void px_sender_drop(struct px_chan *c)
{
	struct px_wakeup wake = { NULL };

	px_monitor_lock(&c->monitor);
	if (!--c->senders && c->waiting)
		wake = px_chan_signal_receiver(c);
	px_monitor_unlock(&c->monitor);
	px_monitor_wake_up(wake);
}

/* Takes the one right to receive. Returns -EBUSY if it is taken, -EPIPE if it was dropped. */
static inline int px_receiver_take(struct px_chan *c)
{
	int err = 0;

	px_monitor_lock(&c->monitor);
	if (c->receiver == PX_RECEIVER_FREE)
		c->receiver = PX_RECEIVER_TAKEN;
	else
		err = c->receiver == PX_RECEIVER_GONE ? -EPIPE : -EBUSY;
	px_monitor_unlock(&c->monitor);
	return err;
}

/* Ends the wait of one blocked sender with -EPIPE. Returns false if there is none. */
static inline bool px_chan_refuse_one(struct px_chan *c)
{
	struct px_wakeup wake = { NULL };
	struct px_chan_message *m;

	px_monitor_lock(&c->monitor);
	m = px_fifo_pop(&c->blocked);
	if (m)
		wake = px_chan_release_sender(c, m, -EPIPE);
	px_monitor_unlock(&c->monitor);
	px_monitor_wake_up(wake);
	return m;
}

/*
 * Drops the receiver; no thread is in a recv. Destroys the queued messages. Blocked
 * senders return -EPIPE and keep their messages.
 */
static inline void px_receiver_drop(struct px_chan *c)
{
	struct px_chan_message *m;
	struct px_fifo rest;

	px_monitor_lock(&c->monitor);
	c->receiver = PX_RECEIVER_GONE;
	rest = c->queue;
	c->queue.first = NULL;
	c->depth = 0;
	c->bytes = 0;
	px_monitor_unlock(&c->monitor);
	while (px_chan_refuse_one(c))
		;
	while ((m = px_fifo_pop(&rest)))
		m->destroy(m);
}

/* Ends the use of a channel; no thread is in a call. Destroys the queued messages. */
static inline void px_chan_destroy(struct px_chan *c)
{
	px_receiver_drop(c);
	px_waiter_destroy(&c->waiter);
	px_monitor_destroy(&c->monitor);
}

/* Copies the state at some moment during the call. */
static inline void px_chan_inspect(struct px_chan *c, struct px_chan_view *view)
{
	px_monitor_lock(&c->monitor);
	*view = (struct px_chan_view) {
		.depth = c->depth,
		.bytes = c->bytes,
		.senders = c->senders,
		.senders_asleep = c->nr_blocked,
		.receiver_asleep = c->waiting,
		.wakeups = c->wakeups,
	};
	px_monitor_unlock(&c->monitor);
}

#endif /* PX_CHAN_ENDPOINTS_H */
