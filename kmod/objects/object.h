/* SPDX-License-Identifier: GPL-2.0-only */
/* object: a named object of an instance. Included by objects.c and operation.c only. */
#ifndef PX_KMOD_OBJECT_H
#define PX_KMOD_OBJECT_H

#include <linux/list.h>
#include "arc.h"
#include "base/call_ctx.h"
#include "objects.h"
#include "op_table.h"

struct px_chan_object;

struct px_object {
	struct list_head node;
	char name[PX_NAME_SIZE];
	enum px_object_kind kind;
	union px_lock lock;
	u64 data;			/* protected by a poison lock */
	struct px_arc arc;
	bool released;			/* the last reference of the arc was dropped */
	struct px_chan_object *chan;
};

/**
 * px_objects_find() - the object of a name
 * @set: the objects; the caller holds its lock
 * @name: the name
 *
 * Context: process.
 * Return: the object, or NULL.
 */
struct px_object *px_objects_find(struct px_objects *set, const char *name);

/**
 * px_objects_create() - make an object
 * @set: the objects; the caller holds its lock
 * @kind: the kind of the object
 * @op: the operation, with the name and the value
 * @owner: the owner of the call
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int px_objects_create(struct px_objects *set, enum px_object_kind kind, const struct px_op *op,
		      struct px_owner owner);

#endif /* PX_KMOD_OBJECT_H */
