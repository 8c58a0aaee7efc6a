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
	unsigned int takes;		/* optional arguments, and whether it has a result */
	enum px_lock_mode mode;
};

/**
 * px_op_find() - the table's entry for an operation
 * @op: the operation, from user space
 *
 * Context: any.
 * Return: the entry; NULL if there is no such opcode, or it does not take an argument
 * that is set.
 */
const struct px_op_entry *px_op_find(const struct px_op *op);

/**
 * px_op_returns_value() - does an operation return a value?
 * @op: the operation, from user space
 *
 * Context: any.
 * Return: true if it sets op->value.
 */
bool px_op_returns_value(const struct px_op *op);

/**
 * px_op_name_valid() - may an object have this name?
 * @name: PX_NAME_SIZE bytes, from user space
 *
 * Context: any.
 * Return: true if it is terminated, not empty, and printable ASCII without blanks.
 */
bool px_op_name_valid(const char *name);

#endif /* PX_KMOD_OP_TABLE_H */
