/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * chan_object: a named channel of 64-bit numbers whose ends belong to owners of an
 * instance. It is the workloads' channel, compare/primitives/chan.h. A caller waits
 * in it itself, without a lock proxy, because a wait in a queue holds no lock.
 * Errors are those of PX_IOC_OP in uapi/parallax.h.
 */
#ifndef PX_KMOD_CHAN_OBJECT_H
#define PX_KMOD_CHAN_OBJECT_H

#include <linux/poll.h>
#include "base/call_ctx.h"
#include "uapi/parallax.h"

struct px_chan_object;
struct seq_file;

/**
 * px_chan_object_create() - make a channel with one sender's end, the caller's
 * @capacity: of the channel: op->value
 * @owner: the owner of the call
 *
 * Context: process, may sleep.
 * Return: the channel object, or ERR_PTR(-EINVAL or -ENOMEM).
 */
struct px_chan_object *px_chan_object_create(u64 capacity, struct px_owner owner);

/**
 * px_chan_object_destroy() - free a channel and the messages that it holds
 * @co: the channel object; no call on it is in progress
 *
 * Context: process, may sleep.
 */
void px_chan_object_destroy(struct px_chan_object *co);

/**
 * px_chan_object_op() - any PX_OP_CHAN_ operation but PX_OP_CHAN_NEW
 * @co: the channel object
 * @op: the operation; its value is set by those that have a result
 * @ctx: the call
 *
 * Context: process. A send or recv sleeps unless ctx->wait_mode is PX_NOWAIT.
 * Return: 0 or a negative errno.
 */
int px_chan_object_op(struct px_chan_object *co, struct px_op *op, const struct px_call_ctx *ctx);

/**
 * px_chan_object_flush() - a process closes the file or has ended
 * @co: the channel object
 * @process: the process
 *
 * Closes the ends that the process owns alone. If another thread of the process is
 * in a recv, the receiver's end is closed when that call returns.
 *
 * Context: process, may sleep.
 */
void px_chan_object_flush(struct px_chan_object *co, struct pid *process);

/**
 * px_chan_object_pollers() - the queue that is woken when the channel changes
 * @co: the channel object
 *
 * Context: any.
 * Return: the queue.
 */
wait_queue_head_t *px_chan_object_pollers(struct px_chan_object *co);

/**
 * px_chan_object_events() - for poll(): would a recv or a send return at once?
 * @co: the channel object
 *
 * Context: process, may sleep.
 * Return: EPOLLIN, EPOLLOUT, EPOLLHUP without a sender, EPOLLERR without a receiver.
 */
__poll_t px_chan_object_events(struct px_chan_object *co);

/**
 * px_chan_object_show() - the messages, ends and waits of a channel
 * @co: the channel object
 * @m: where to print
 *
 * Context: process, may sleep.
 */
void px_chan_object_show(struct px_chan_object *co, struct seq_file *m);

#endif /* PX_KMOD_CHAN_OBJECT_H */
