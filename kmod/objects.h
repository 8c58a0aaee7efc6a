/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * objects: the named mutexes, rwlocks and arcs of an instance: the direct face
 * of the kernel's primitives.
 */
#ifndef PX_KMOD_OBJECTS_H
#define PX_KMOD_OBJECTS_H

#include <linux/list.h>
#include <linux/mutex.h>
#include "abi.h"
#include "holds.h"

struct seq_file;

struct px_objects {
	u32 instance;		/* the number of the one whose they are */
	struct mutex lock;	/* of the list, the count and the arcs; before the holds' */
	struct list_head list;
	unsigned int count;
	struct px_holds holds;
};

void px_objects_init(struct px_objects *set, u32 instance);

/* Releases every lock and frees every object. Nobody is in a call. */
void px_objects_destroy(struct px_objects *set);

/* PX_IOC_OP. */
int px_objects_op(struct px_objects *set, struct px_op *op);

void px_objects_show(struct px_objects *set, struct seq_file *m);

#endif /* PX_KMOD_OBJECTS_H */
