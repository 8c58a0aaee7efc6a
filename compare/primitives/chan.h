/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * chan: a channel, as Rust's std::sync::mpsc has it. Many senders, one
 * receiver; the messages of one sender arrive in the order in which it sent
 * them. Unbounded, bounded by a capacity, or, with capacity 0, a rendezvous:
 * a send waits for its recv.
 *
 * A queue under a lock, and beds to sleep in. The receiver's bed is in the
 * channel; a sender that must wait brings its own, on its stack, and queues
 * up with its message in hand. So whoever makes room for one message wakes one
 * sender, the one that has waited longest, and nobody sleeps in vain:
 *
 *	recv	takes the first message of the queue; the first offer moves up
 *		into the queue, and its sender is woken. At capacity 0 there is
 *		no queue: the first offer itself is taken.
 *	send	finds the receiver asleep: puts the message into its hands and
 *		wakes it; finds room: into the queue; else it is an offer.
 *
 * The message is embedded in a structure of the sender's, so that nothing is
 * allocated here, and a queue without a bound is the same list as one with a
 * bound. Who sends a message gives it away: it belongs to the channel, then to
 * the receiver. One that will never be received is destroyed, once, by its own
 * destructor. A message that could not be sent stays the sender's.
 *
 * Written once for both worlds; what sleeps and wakes is the twin, park.h.
 */
#ifndef PX_CHAN_H
#define PX_CHAN_H

#include "base/types.h"
#include "chan_message.h"
#include "base/wait_mode.h"
#include "monitor.h"

#define PX_UNBOUNDED	(~0u)		/* a capacity */

/* A sender that waits: on its stack. */
struct px_blocked_sender {
	struct px_waiter waiter;
	int result;			/* once called. 0: the message is taken; -EPIPE */
};

enum px_receiver { PX_RECEIVER_FREE, PX_RECEIVER_TAKEN, PX_RECEIVER_GONE };

struct px_chan {
	struct px_monitor monitor px_cacheline_aligned;	/* its lock guards all that follows */
	struct px_fifo queue;			/* capacity of them at most */
	struct px_fifo blocked;			/* beyond that; their senders sleep */
	struct px_chan_message *handed;		/* to the receiver while it slept */
	bool waiting;				/* the receiver sleeps, and nobody has called it */
	enum px_receiver receiver;
	u32 senders;
	u32 capacity;
	u32 depth;				/* of queue */
	u32 peak;				/* of depth, ever */
	u32 nr_blocked;			/* length of offers */
	u64 bytes;				/* in queue */
	u64 wakeups;				/* given, ever */
	struct px_waiter waiter px_cacheline_aligned;		/* the receiver's */
};

/* What a channel looks like from outside, at one moment. */
struct px_chan_view {
	u32 depth;			/* messages sent and not received; 0 for a rendezvous */
	u64 bytes;			/* of these */
	u32 senders;
	u32 senders_asleep;
	bool receiver_asleep;
	u64 wakeups;			/* given so far, to either end */
};

/* Makes it ready, with one sender, the founder's, and a receiver that nobody has taken. */
#define px_chan_init(c, capacity)					\
	do {								\
		static struct px_lock_key px_key_;			\
									\
		px_chan_init_keyed((c), capacity, #c, &px_key_);	\
	} while (0)

static inline void px_chan_init_keyed(struct px_chan *c, u32 capacity, const char *name,
				      struct px_lock_key *key)
{
	*c = (struct px_chan) { .capacity = capacity, .senders = 1 };
	px_monitor_init_keyed(&c->monitor, name, key);
	px_waiter_init(&c->waiter);
}

/* ---- under the lock. Who is called is then woken without it ---------------- */

static px_inline struct px_wakeup px_chan_signal_receiver(struct px_chan *c)
{
	c->waiting = false;
	c->wakeups++;
	return px_monitor_signal(&c->waiter);
}

static px_inline struct px_wakeup px_chan_release_sender(struct px_chan *c, struct px_chan_message *m, int result)
{
	m->sender->result = result;
	c->nr_blocked--;
	c->wakeups++;
	return px_monitor_signal(&m->sender->waiter);
}

static px_inline void px_chan_enqueue(struct px_chan *c, struct px_chan_message *m)
{
	px_fifo_push(&c->queue, m);
	c->depth++;
	if (c->depth > c->peak)
		c->peak = c->depth;
	c->bytes += m->bytes;
}

/* True if the message needs no longer wait outside. A waiting receiver has an empty queue. */
static px_inline bool px_chan_accept(struct px_chan *c, struct px_chan_message *m,
				     struct px_wakeup *wake)
{
	if (c->waiting) {
		c->handed = m;
		*wake = px_chan_signal_receiver(c);
		return true;
	}
	if (c->depth >= c->capacity)
		return false;
	px_chan_enqueue(c, m);
	return true;
}

/* Queues up with the message until it is taken, refused, or called back. */
static inline int px_chan_block_sender(struct px_chan *c, struct px_chan_message *m, u64 until, bool intr)
{
	struct px_blocked_sender self;
	int err;

	px_waiter_init(&self.waiter);
	m->sender = &self;
	px_fifo_push(&c->blocked, m);
	c->nr_blocked++;
	err = px_monitor_wait(&c->monitor, &self.waiter, until, intr);
	if (err) {
		px_fifo_remove(&c->blocked, m);
		c->nr_blocked--;
	} else {
		err = self.result;
	}
	px_waiter_destroy(&self.waiter);
	return err;
}

/* The next message, or NULL. One sender that waits, if there is one, need not any more. */
static px_inline struct px_chan_message *px_chan_take(struct px_chan *c, struct px_wakeup *wake)
{
	struct px_chan_message *m = px_fifo_pop(&c->queue);
	struct px_chan_message *sent = px_fifo_pop(&c->blocked);

	if (sent)
		*wake = px_chan_release_sender(c, sent, 0);
	if (!m)
		return sent;
	c->depth--;
	c->bytes -= m->bytes;
	if (sent)
		px_chan_enqueue(c, sent);
	return m;
}

/* Sleeps until a message is handed over, or the last sender calls. */
static inline int px_chan_await(struct px_chan *c, struct px_chan_message **m, u64 until, bool intr)
{
	int err;

	if (!c->senders)
		return -EPIPE;
	if (!until)
		return -EAGAIN;
	c->waiting = true;
	err = px_monitor_wait(&c->monitor, &c->waiter, until, intr);
	c->waiting = false;
	if (err)
		return err;
	*m = c->handed;
	c->handed = NULL;
	return *m ? 0 : -EPIPE;
}

/* ---- sending -------------------------------------------------------------- */

/* What all forms of send are: until 0 never sleeps. */
static px_inline int px_chan_send_until(struct px_chan *c, struct px_chan_message *m,
					u64 until, bool intr)
{
	struct px_wakeup wake = { NULL };
	int err = 0;

	px_monitor_lock(&c->monitor);
	if (c->receiver == PX_RECEIVER_GONE)
		err = -EPIPE;
	else if (!px_chan_accept(c, m, &wake))
		err = until ? px_chan_block_sender(c, m, until, intr) : -EAGAIN;
	px_monitor_unlock(&c->monitor);
	px_monitor_wake_up(wake);
	return err;
}

/*
 * Sends the message. 0, or -EPIPE: the receiver is gone, or goes while the
 * caller waits for it, and the message is the caller's again. At capacity 0 it
 * returns when a recv has the message, otherwise when there is room for it.
 */
static px_inline int px_chan_send(struct px_chan *c, struct px_chan_message *m)
{
	return px_chan_send_until(c, m, PX_NO_DEADLINE, false);
}

/* As send, but a signal may end the wait: -EINTR, the message is the caller's. */
static px_inline int px_chan_send_intr(struct px_chan *c, struct px_chan_message *m)
{
	return px_chan_send_until(c, m, PX_NO_DEADLINE, true);
}

/* As send, with so much mode. */
static px_inline int px_chan_send_mode(struct px_chan *c, struct px_chan_message *m,
				     enum px_wait_mode mode)
{
	return px_chan_send_until(c, m, mode == PX_NOWAIT ? 0 : PX_NO_DEADLINE,
				  mode != PX_UNINTERRUPTIBLE);
}

/* As send, if that needs no waiting: -EAGAIN if full, or at capacity 0 if no recv waits. */
static px_inline int px_chan_try_send(struct px_chan *c, struct px_chan_message *m)
{
	return px_chan_send_until(c, m, 0, false);
}

/* As send, or -ETIMEDOUT after so many ns. */
static px_inline int px_chan_send_for(struct px_chan *c, struct px_chan_message *m, u64 ns)
{
	return px_chan_send_until(c, m, px_monitor_deadline(ns), false);
}

static px_inline int px_chan_send_for_intr(struct px_chan *c, struct px_chan_message *m, u64 ns)
{
	return px_chan_send_until(c, m, px_monitor_deadline(ns), true);
}

/* ---- receiving: by one thread at a time ----------------------------------- */

static px_inline int px_chan_recv_until(struct px_chan *c, struct px_chan_message **m,
					u64 until, bool intr)
{
	struct px_wakeup wake = { NULL };
	int err = 0;

	*m = NULL;
	px_monitor_lock(&c->monitor);
	if (c->waiting || c->handed)
		err = -EBUSY;
	else if (!(*m = px_chan_take(c, &wake)))
		err = px_chan_await(c, m, until, intr);
	px_monitor_unlock(&c->monitor);
	px_monitor_wake_up(wake);
	return err;
}

/*
 * Waits for a message, which is the caller's from then on. 0; -EPIPE when there
 * is none and all senders are gone; -EBUSY when another recv sleeps. *m is NULL
 * unless it is 0.
 */
static px_inline int px_chan_recv(struct px_chan *c, struct px_chan_message **m)
{
	return px_chan_recv_until(c, m, PX_NO_DEADLINE, false);
}

/* As recv, but a signal may end the wait: -EINTR. */
static px_inline int px_chan_recv_intr(struct px_chan *c, struct px_chan_message **m)
{
	return px_chan_recv_until(c, m, PX_NO_DEADLINE, true);
}

/* As recv, with so much mode. */
static px_inline int px_chan_recv_mode(struct px_chan *c, struct px_chan_message **m,
				     enum px_wait_mode mode)
{
	return px_chan_recv_until(c, m, mode == PX_NOWAIT ? 0 : PX_NO_DEADLINE,
				  mode != PX_UNINTERRUPTIBLE);
}

/* As recv, if that needs no waiting: -EAGAIN when there is none now. */
static px_inline int px_chan_try_recv(struct px_chan *c, struct px_chan_message **m)
{
	return px_chan_recv_until(c, m, 0, false);
}

/* As recv, or -ETIMEDOUT after so many ns. */
static px_inline int px_chan_recv_for(struct px_chan *c, struct px_chan_message **m, u64 ns)
{
	return px_chan_recv_until(c, m, px_monitor_deadline(ns), false);
}

static px_inline int px_chan_recv_for_intr(struct px_chan *c, struct px_chan_message **m, u64 ns)
{
	return px_chan_recv_until(c, m, px_monitor_deadline(ns), true);
}

/* ---- the ends ------------------------------------------------------------- */

/* One sender more, made from one that is there. */
static inline void px_sender_clone(struct px_chan *c)
{
	px_monitor_lock(&c->monitor);
	c->senders++;
	px_monitor_unlock(&c->monitor);
}

/* One sender less: it sends no more. The last one to go wakes a receiver that waits. */
static inline void px_sender_drop(struct px_chan *c)
{
	struct px_wakeup wake = { NULL };

	px_monitor_lock(&c->monitor);
	if (!--c->senders && c->waiting)
		wake = px_chan_signal_receiver(c);
	px_monitor_unlock(&c->monitor);
	px_monitor_wake_up(wake);
}

/* The right to receive, which there is once: 0; -EBUSY if it is taken, -EPIPE if gone. */
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

/* One sender that waits is refused: whether there was one. */
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
 * The receiver goes, for ever; nobody is in a recv. The messages in the queue
 * are destroyed; senders that wait get theirs back, with -EPIPE.
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

/*
 * Ends the channel's life, whichever ends are left. Nobody is in a call, or on
 * the way out of one: what was still in the queue is destroyed.
 */
static inline void px_chan_destroy(struct px_chan *c)
{
	px_receiver_drop(c);
	px_waiter_destroy(&c->waiter);
	px_monitor_destroy(&c->monitor);
}

/* What it looks like now: where others send and receive, a moment ago. */
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

#endif /* PX_CHAN_H */
