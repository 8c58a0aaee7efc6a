/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * holds: the locks that an instance holds, or waits for, in its actors' names.
 * Errors are those of PX_IOC_OP in abi.h.
 */
#ifndef PX_KMOD_HELD_LOCKS_H
#define PX_KMOD_HELD_LOCKS_H

#include <linux/list.h>
#include <linux/mutex.h>
#include "lock_proxy.h"

struct seq_file;

struct px_held_locks {
	struct mutex lock;	/* of the list and the count */
	struct list_head list;	/* oldest first */
	unsigned int count;	/* some are on their way into, or out of, the list */
};

void px_held_locks_init(struct px_held_locks *holds);

/* Releases every lock. Nobody waits for one. */
void px_held_locks_destroy(struct px_held_locks *holds);

/* Takes the lock for the party, as px_lock_proxy_take() does. */
int px_held_locks_take(struct px_held_locks *holds, union px_lock *lock,
		  const struct px_call_ctx *whose, enum px_lock_mode mode, bool try, u64 timeout_ns);

/* Whether the owner, who calls, holds the lock. */
bool px_held_locks_held(struct px_held_locks *holds, union px_lock *lock, u32 owner);

/* Ends the owner's latest hold of the lock: 0, or -EPERM if there is none. */
int px_held_locks_unlock(struct px_held_locks *holds, union px_lock *lock, u32 owner);

/* Makes the owner's latest hold as a writer one as a reader: 0 or -EPERM. */
int px_held_locks_downgrade(struct px_held_locks *holds, union px_lock *lock, u32 owner);

/* Ends what the process holds, poison locks by a panic; who waits goes on waiting. */
void px_held_locks_flush(struct px_held_locks *holds, fl_owner_t process);

/* Who holds the lock, and who waits for it. */
void px_held_locks_show(struct px_held_locks *holds, union px_lock *lock, struct seq_file *m);

#endif /* PX_KMOD_HELD_LOCKS_H */
