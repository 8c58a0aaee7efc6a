/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * objects: the named locks, arcs and channels of an instance: the direct face
 * of the kernel's primitives.
 */
#ifndef PX_KMOD_OBJECTS_H
#define PX_KMOD_OBJECTS_H

#include <linux/list.h>
#include <linux/mutex.h>
#include "uapi/parallax.h"
#include "held_locks.h"
#include "base/wait_mode.h"

struct seq_file;

struct px_objects {
	u32 instance;		/* the number of the one whose they are */
	struct mutex lock;	/* of the list, the count and the arcs; before the holds' */
	struct list_head list;
	unsigned int count;
	struct px_held_locks holds;
};

void px_objects_init(struct px_objects *set, u32 instance);

/* Releases every lock and frees every object. Nobody is in a call. */
void px_objects_destroy(struct px_objects *set);

/*
 * PX_IOC_OP. With PX_NOWAIT whatever would wait, or needs another thread, is
 * -EAGAIN and has changed nothing. -ERESTARTSYS in place of -EINTR, if a wait
 * has no time limit.
 */
int px_objects_op(struct px_objects *set, struct px_op *op, enum px_wait_mode patience);

/* The process closes the file, or has died: it gives back what is its own (PX_OP_PROCESS_OWNED). */
void px_objects_flush(struct px_objects *set, fl_owner_t process);

void px_objects_show(struct px_objects *set, struct seq_file *m);

#endif /* PX_KMOD_OBJECTS_H */
