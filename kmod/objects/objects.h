/* SPDX-License-Identifier: GPL-2.0-only */
/* objects: the named locks, reference counts and channels of an instance (PX_IOC_OP). */
#ifndef PX_KMOD_OBJECTS_H
#define PX_KMOD_OBJECTS_H

#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/poll.h>
#include "base/call_ctx.h"
#include "held_locks.h"

struct px_chan_object;
struct seq_file;

struct px_objects {
	struct mutex lock;	/* protects list, count and the arcs */
	struct list_head list;
	unsigned int count;
	struct px_held_locks held_locks;
	struct px_chan_object *polled;	/* the channel that poll() watches; NULL: none */
	struct wait_queue_entry relay;	/* in the queue of polled; wakes pollers */
	wait_queue_head_t pollers;
};

/**
 * px_objects_init() - initialise an empty set
 * @set: the objects
 * @account: to which their threads are charged
 *
 * Context: any.
 */
void px_objects_init(struct px_objects *set, struct px_account *account);

/**
 * px_objects_destroy() - release every lock and free every object
 * @set: the objects; no call on them is in progress
 *
 * Context: process, may sleep.
 */
void px_objects_destroy(struct px_objects *set);

/**
 * px_objects_op() - PX_IOC_OP
 * @ctx: the call; sets its owner and object
 * @argument: struct px_op
 *
 * Context: process. With PX_NOWAIT it does not wait for a lock or a message.
 * Return: 0 or a negative errno. With PX_NOWAIT, -EAGAIN for an operation that would
 * wait or needs a thread; it has changed nothing.
 */
int px_objects_op(struct px_call_ctx *ctx, void *argument);

/**
 * px_objects_poll_on() - PX_IOC_POLL_ON: choose the channel that poll() watches
 * @ctx: the call
 * @argument: struct px_poll_on
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int px_objects_poll_on(struct px_call_ctx *ctx, void *argument);

/**
 * px_objects_poll() - poll() of the chosen channel
 * @set: the objects
 * @file: the device's file
 * @wait: the poll table
 *
 * Context: process, may sleep.
 * Return: as px_chan_object_events(); 0 if no channel was chosen.
 */
__poll_t px_objects_poll(struct px_objects *set, struct file *file, poll_table *wait);

/**
 * px_objects_flush() - a process closes the file or has ended
 * @set: the objects
 * @process: the process
 *
 * Releases what the process owns alone (PX_OP_PROCESS_OWNED).
 *
 * Context: process, may sleep.
 */
void px_objects_flush(struct px_objects *set, struct pid *process);

/**
 * px_objects_show() - the objects' lines of /proc/PID/fdinfo/FD
 * @set: the objects
 * @m: where to print
 *
 * Context: process, may sleep.
 */
void px_objects_show(struct px_objects *set, struct seq_file *m);

#endif /* PX_KMOD_OBJECTS_H */
