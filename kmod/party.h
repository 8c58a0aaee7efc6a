/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * party: whom something belongs to that was taken in a call: an actor of the
 * open file or, if it asked for that, the actor within its process only.
 */
#ifndef PX_KMOD_PARTY_H
#define PX_KMOD_PARTY_H

#include <linux/fs.h>
#include <linux/sched.h>
#include "abi.h"

struct px_party {
	u32 actor;
	fl_owner_t process;	/* its file table, which all its threads share; NULL: any */
};

/* Whoever makes the call. Workers of io_uring have their process's file table. */
static inline struct px_party px_party_of(const struct px_op *op)
{
	return (struct px_party) {
		.actor = op->actor,
		.process = op->flags & PX_OP_MINE ? current->files : NULL,
	};
}

/* Whether what belongs to the party is the caller's, who acts as that actor. */
static inline bool px_party_is_caller(const struct px_party *p, u32 actor)
{
	return p->actor == actor && (!p->process || p->process == current->files);
}

#endif /* PX_KMOD_PARTY_H */
