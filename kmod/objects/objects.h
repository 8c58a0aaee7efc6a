/* SPDX-License-Identifier: GPL-2.0-only */
/* objects: the named locks, reference counts and channels of an instance (PX_IOC_OP). */
#ifndef PX_KMOD_OBJECTS_H
#define PX_KMOD_OBJECTS_H

#include <linux/list.h>
#include <linux/mutex.h>
#include "base/call_ctx.h"
#include "held_locks.h"

struct seq_file;

struct px_objects {
	struct mutex lock;	/* protects list, count and the arcs */
	struct list_head list;
	unsigned int count;
	struct px_held_locks held_locks;
};

/**
 * px_objects_init() - initialise an empty set
 * @set: the objects
 *
 * Context: any.
 */
void px_objects_init(struct px_objects *set);

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
 * wait or needs a thread; it has changed nothing. -ERESTARTSYS for -EINTR if the
 * wait has no time limit.
 */
int px_objects_op(struct px_call_ctx *ctx, void *argument);

/**
 * px_objects_flush() - a process closes the file or has ended
 * @set: the objects
 * @process: its file table
 *
 * Releases what the process owns alone (PX_OP_PROCESS_OWNED).
 *
 * Context: process, may sleep.
 */
void px_objects_flush(struct px_objects *set, fl_owner_t process);

/**
 * px_objects_show() - the objects' lines of /proc/PID/fdinfo/FD
 * @set: the objects
 * @m: where to print
 *
 * Context: process, may sleep.
 */
void px_objects_show(struct px_objects *set, struct seq_file *m);

#endif /* PX_KMOD_OBJECTS_H */
