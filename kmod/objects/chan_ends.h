/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * chan_ends: the senders' ends and the receiver's end of a channel object, and the
 * owners that they belong to. Included by chan_object.c and chan_ends.c only.
 */
#ifndef PX_KMOD_CHAN_ENDS_H
#define PX_KMOD_CHAN_ENDS_H

#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/wait.h>
#include "base/call_ctx.h"
#include "uapi/parallax.h"
#include "chan.h"

/* The channel itself knows whether the right to receive is free, taken or gone. */
struct px_chan_object {
	struct px_chan chan;
	struct mutex lock;		/* protects the members below; not held during a wait */
	struct list_head senders;	/* senders' ends, oldest first */
	u32 nr_senders;
	u32 receiving;			/* calls in recv; the last one drops a closed end */
	u32 sending;			/* calls in send that may wait */
	bool closed;			/* the receiver's end is closed; see receiving */
	struct px_owner receiver;	/* owner of the receiver's end, if it is taken */
	wait_queue_head_t pollers;
};

/**
 * px_chan_changed() - wake those that poll the channel
 * @co: the channel object
 *
 * Context: process.
 */
static inline void px_chan_changed(struct px_chan_object *co)
{
	if (wq_has_sleeper(&co->pollers))
		wake_up_interruptible_all(&co->pollers);
}

/**
 * px_chan_add_sender() - add a sender's end that the channel counts already
 * @co: the channel object; the caller holds its lock, or is its only user
 * @owner: the owner of the end
 *
 * Context: process, may sleep.
 * Return: 0 or -ENOMEM.
 */
int px_chan_add_sender(struct px_chan_object *co, struct px_owner owner);

/**
 * px_chan_free_senders() - free all senders' ends
 * @co: the channel object; no call on it is in progress
 *
 * Context: process, may sleep.
 */
void px_chan_free_senders(struct px_chan_object *co);

/**
 * px_chan_may_send() - does the caller have a sender's end?
 * @co: the channel object; the caller holds its lock
 * @owner: the owner that the caller names
 *
 * Context: process.
 * Return: true if it has.
 */
bool px_chan_may_send(struct px_chan_object *co, u32 owner);

/**
 * px_chan_may_receive() - may the caller receive?
 * @co: the channel object; the caller holds its lock
 * @owner: the owner that the caller names
 *
 * Context: process.
 * Return: true if the receiver's end is free, or the caller's.
 */
bool px_chan_may_receive(struct px_chan_object *co, u32 owner);

/**
 * px_chan_change_ends() - PX_OP_CHAN_CLONE, CLOSE_SENDER or TAKE_RECEIVER
 * @co: the channel object
 * @op: the operation
 * @ctx: the call
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int px_chan_change_ends(struct px_chan_object *co, const struct px_op *op,
			const struct px_call_ctx *ctx);

/**
 * px_chan_close_receiver() - PX_OP_CHAN_CLOSE_RECEIVER
 * @co: the channel object
 * @owner: the owner that the caller names
 *
 * Context: process, may sleep.
 * Return: 0, -EPERM or -EBUSY.
 */
int px_chan_close_receiver(struct px_chan_object *co, u32 owner);

#endif /* PX_KMOD_CHAN_ENDS_H */
