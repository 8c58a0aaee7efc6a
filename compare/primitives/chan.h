/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * chan: a channel, as Rust's std::sync::mpsc. Many senders, one receiver. The messages
 * of one sender arrive in order. It is unbounded, or has a capacity; with capacity 0
 * it is a rendezvous: a send waits for its recv.
 *
 * It is a queue under the lock of a monitor. The receiver's waiter is in the channel. A
 * sender that must wait has a waiter on its stack, and its message in the list of blocked
 * senders. Each freed place wakes one sender, the one that has waited longest:
 *
 *	recv	takes the first message of the queue. The first blocked message moves
 *		into the queue, and its sender is woken. With capacity 0 recv takes the
 *		first blocked message itself.
 *	send	if the receiver sleeps, hands over the message and wakes it; else, if
 *		there is room, queues the message; else blocks.
 *
 * A message is embedded in a structure of the sender, so that the channel allocates
 * nothing. A sent message belongs to the channel, then to the receiver. A message that
 * will never be received is destroyed, once, by its own destructor. A message that
 * could not be sent remains the sender's.
 */
#ifndef PX_CHAN_H
#define PX_CHAN_H

#include "base/types.h"
#include "chan_message.h"
#include "base/wait_mode.h"
#include "monitor.h"

#define PX_UNBOUNDED	(~0u)		/* a capacity */

/* On the stack of a sender that waits. */
struct px_blocked_sender {
	struct px_waiter waiter;
	int result;			/* after the signal: 0 or -EPIPE */
};

enum px_receiver { PX_RECEIVER_FREE, PX_RECEIVER_TAKEN, PX_RECEIVER_GONE };

struct px_chan {
	struct px_monitor monitor px_cacheline_aligned;	/* its lock protects the other members */
	struct px_fifo queue;			/* at most capacity messages */
	struct px_fifo blocked;			/* messages of senders that sleep */
	struct px_chan_message *handed;		/* to the receiver while it sleeps */
	bool waiting;				/* the receiver sleeps and was not signaled */
	enum px_receiver receiver;
	u32 senders;
	u32 capacity;
	u32 depth;				/* of queue */
	u32 peak;				/* maximum of depth */
	u32 nr_blocked;			/* length of blocked */
	u64 bytes;				/* in queue */
	u64 wakeups;				/* so far */
	struct px_waiter waiter px_cacheline_aligned;		/* the receiver's */
};

/* Initializes a channel with one sender, the caller's, and a receiver that can be taken. */
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

/* ---- The caller holds the lock, and wakes the signaled thread after unlocking. ---- */

static px_inline struct px_wakeup px_chan_signal_receiver(struct px_chan *c)
{
	c->waiting = false;
	c->wakeups++;
	return px_monitor_signal(&c->waiter);
}

static px_inline struct px_wakeup px_chan_release_sender(struct px_chan *c,
							 struct px_chan_message *m, int result)
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

/* Returns false if the sender must wait. While the receiver waits, the queue is empty. */
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

/* Waits until the message is taken or refused, or the wait ends. */
static inline int px_chan_block_sender(struct px_chan *c, struct px_chan_message *m,
				       u64 deadline, bool intr)
{
	struct px_blocked_sender self;
	int err;

	px_waiter_init(&self.waiter);
	m->sender = &self;
	px_fifo_push(&c->blocked, m);
	c->nr_blocked++;
	err = px_monitor_wait(&c->monitor, &self.waiter, deadline, intr);
	if (err) {
		px_fifo_remove(&c->blocked, m);
		c->nr_blocked--;
	} else {
		err = self.result;
	}
	px_waiter_destroy(&self.waiter);
	return err;
}

/* Returns the next message, or NULL. Releases one blocked sender. */
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

/* Sleeps until a message is handed over or the last sender drops. */
static inline int px_chan_await(struct px_chan *c, struct px_chan_message **m,
				u64 deadline, bool intr)
{
	int err;

	if (!c->senders)
		return -EPIPE;
	if (!deadline)
		return -EAGAIN;
	c->waiting = true;
	err = px_monitor_wait(&c->monitor, &c->waiter, deadline, intr);
	c->waiting = false;
	if (err)
		return err;
	*m = c->handed;
	c->handed = NULL;
	return *m ? 0 : -EPIPE;
}

/* ---- send ---- */

/* All forms of send. With deadline 0 it never sleeps. */
static px_inline int px_chan_send_until(struct px_chan *c, struct px_chan_message *m,
					u64 deadline, bool intr)
{
	struct px_wakeup wake = { NULL };
	int err = 0;

	px_monitor_lock(&c->monitor);
	if (c->receiver == PX_RECEIVER_GONE)
		err = -EPIPE;
	else if (!px_chan_accept(c, m, &wake))
		err = deadline ? px_chan_block_sender(c, m, deadline, intr) : -EAGAIN;
	px_monitor_unlock(&c->monitor);
	px_monitor_wake_up(wake);
	return err;
}

/*
 * Sends a message. Sleeps until there is room; with capacity 0, until a recv has taken
 * the message. Returns 0; or -EPIPE if the receiver was dropped, and the message is
 * still the caller's.
 */
static px_inline int px_chan_send(struct px_chan *c, struct px_chan_message *m)
{
	return px_chan_send_until(c, m, PX_NO_DEADLINE, false);
}

/* As send; -EINTR if a signal came, and the message is still the caller's. */
static px_inline int px_chan_send_intr(struct px_chan *c, struct px_chan_message *m)
{
	return px_chan_send_until(c, m, PX_NO_DEADLINE, true);
}

/* As send, in a wait mode. */
static px_inline int px_chan_send_mode(struct px_chan *c, struct px_chan_message *m,
				       enum px_wait_mode mode)
{
	return px_chan_send_until(c, m, mode == PX_NOWAIT ? 0 : PX_NO_DEADLINE,
				  mode != PX_UNINTERRUPTIBLE);
}

/* As send; -EAGAIN if the channel is full, or with capacity 0 if no recv waits. */
static px_inline int px_chan_try_send(struct px_chan *c, struct px_chan_message *m)
{
	return px_chan_send_until(c, m, 0, false);
}

/* As send; -ETIMEDOUT after ns. */
static px_inline int px_chan_send_for(struct px_chan *c, struct px_chan_message *m, u64 ns)
{
	return px_chan_send_until(c, m, px_monitor_deadline(ns), false);
}

static px_inline int px_chan_send_for_intr(struct px_chan *c, struct px_chan_message *m, u64 ns)
{
	return px_chan_send_until(c, m, px_monitor_deadline(ns), true);
}

/* ---- recv: one thread at a time ---- */

static px_inline int px_chan_recv_until(struct px_chan *c, struct px_chan_message **m,
					u64 deadline, bool intr)
{
	struct px_wakeup wake = { NULL };
	int err = 0;

	*m = NULL;
	px_monitor_lock(&c->monitor);
	if (c->waiting || c->handed)
		err = -EBUSY;
	else if (!(*m = px_chan_take(c, &wake)))
		err = px_chan_await(c, m, deadline, intr);
	px_monitor_unlock(&c->monitor);
	px_monitor_wake_up(wake);
	return err;
}

/*
 * Waits for a message, which then belongs to the caller. Returns 0; -EPIPE if there is
 * none and all senders were dropped; -EBUSY if another recv sleeps. On error *m is NULL.
 */
static px_inline int px_chan_recv(struct px_chan *c, struct px_chan_message **m)
{
	return px_chan_recv_until(c, m, PX_NO_DEADLINE, false);
}

/* As recv; -EINTR if a signal came. */
static px_inline int px_chan_recv_intr(struct px_chan *c, struct px_chan_message **m)
{
	return px_chan_recv_until(c, m, PX_NO_DEADLINE, true);
}

/* As recv, in a wait mode. */
static px_inline int px_chan_recv_mode(struct px_chan *c, struct px_chan_message **m,
				       enum px_wait_mode mode)
{
	return px_chan_recv_until(c, m, mode == PX_NOWAIT ? 0 : PX_NO_DEADLINE,
				  mode != PX_UNINTERRUPTIBLE);
}

/* As recv; -EAGAIN if there is no message. */
static px_inline int px_chan_try_recv(struct px_chan *c, struct px_chan_message **m)
{
	return px_chan_recv_until(c, m, 0, false);
}

/* As recv; -ETIMEDOUT after ns. */
static px_inline int px_chan_recv_for(struct px_chan *c, struct px_chan_message **m, u64 ns)
{
	return px_chan_recv_until(c, m, px_monitor_deadline(ns), false);
}

static px_inline int px_chan_recv_for_intr(struct px_chan *c, struct px_chan_message **m, u64 ns)
{
	return px_chan_recv_until(c, m, px_monitor_deadline(ns), true);
}

#include "chan_endpoints.h"

#endif /* PX_CHAN_H */
