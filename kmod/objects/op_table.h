/* SPDX-License-Identifier: GPL-2.0-only */
/* op_table: what each opcode of PX_IOC_OP does, and which arguments it takes. */
#ifndef PX_KMOD_OP_TABLE_H
#define PX_KMOD_OP_TABLE_H

#include "uapi/parallax.h"
#include "lock_proxy.h"

enum px_object_kind { PX_MUTEX, PX_RWLOCK, PX_ARC, PX_CHAN, PX_POISON };

enum px_op_action {
	PX_DO_CREATE = 1,
	PX_DO_LOCK,
	PX_DO_TRYLOCK,
	PX_DO_UNLOCK,
	PX_DO_DOWNGRADE,
	PX_DO_ARC,
	PX_DO_CHAN,
	PX_DO_POISON
};

struct px_op_entry {
	enum px_object_kind kind;
	enum px_op_action action;	/* 0: there is no such opcode */
	unsigned int takes;		/* optional arguments */
	enum px_lock_mode mode;
};

/**
 * px_op_find() - the table's entry for an operation
 * @op: the operation, from user space
 *
 * Context: any.
 * Return: the entry; NULL if there is no such opcode, the name is empty or not
 * terminated, or the operation does not take an argument that is set.
 */
const struct px_op_entry *px_op_find(const struct px_op *op);

#endif /* PX_KMOD_OP_TABLE_H */
