/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * party: whom something belongs to that was taken in a call: an owner of the
 * open file or, if it asked for that, the owner within its process only.
 */
#ifndef PX_KMOD_LOCK_OWNER_H
#define PX_KMOD_LOCK_OWNER_H

#include <linux/fs.h>
#include <linux/sched.h>
#include "uapi/parallax.h"

struct px_lock_owner {
	u32 owner;
	fl_owner_t process;	/* its file table, which all its threads share; NULL: any */
};

/* Whoever makes the call. Workers of io_uring have their process's file table. */
static inline struct px_lock_owner px_lock_owner_of(const struct px_op *op)
{
	return (struct px_lock_owner) {
		.owner = op->owner,
		.process = op->flags & PX_OP_PROCESS_OWNED ? current->files : NULL,
	};
}

/* Whether what belongs to the party is the caller's, who acts as that owner. */
static inline bool px_lock_owner_is_caller(const struct px_lock_owner *p, u32 owner)
{
	return p->owner == owner && (!p->process || p->process == current->files);
}

#endif /* PX_KMOD_LOCK_OWNER_H */
