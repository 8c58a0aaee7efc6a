/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * objects: the named mutexes, rwlocks and arcs of an instance, and what is
 * held of them: the direct face of the kernel's primitives.
 */
#ifndef PX_KMOD_OBJECTS_H
#define PX_KMOD_OBJECTS_H

#include <linux/list.h>
#include <linux/mutex.h>
#include "abi.h"

struct seq_file;

struct px_objects {
	struct mutex lock;		/* of the lists, the counts and the arcs */
	struct list_head objects;
	struct list_head holds;		/* oldest first */
	unsigned int nr_objects;
	unsigned int nr_holds;		/* some are on their way into, or out of, the list */
};

void px_objects_init(struct px_objects *set);

/* Releases every lock and frees every object. Nobody is in a call. */
void px_objects_destroy(struct px_objects *set);

/* PX_IOC_OP. */
int px_objects_op(struct px_objects *set, struct px_op *op);

void px_objects_show(struct px_objects *set, struct seq_file *m);

#endif /* PX_KMOD_OBJECTS_H */
