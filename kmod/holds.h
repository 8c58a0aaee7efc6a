/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * holds: the locks that an instance holds, or waits for, in its actors' names.
 * Errors are those of PX_IOC_OP in abi.h.
 */
#ifndef PX_KMOD_HOLDS_H
#define PX_KMOD_HOLDS_H

#include <linux/list.h>
#include <linux/mutex.h>
#include "standin.h"

struct seq_file;

struct px_holds {
	struct mutex lock;	/* of the list and the count */
	struct list_head list;	/* oldest first */
	unsigned int count;	/* some are on their way into, or out of, the list */
};

void px_holds_init(struct px_holds *holds);

/* Releases every lock. Nobody waits for one. */
void px_holds_destroy(struct px_holds *holds);

/* Takes the lock for the party, as px_standin_take() does. */
int px_holds_take(struct px_holds *holds, union px_lock *lock,
		  const struct px_whose *whose, enum px_mode mode, bool try, u64 timeout_ns);

/* Whether the actor, who calls, holds the lock. */
bool px_holds_held(struct px_holds *holds, union px_lock *lock, u32 actor);

/* Ends the actor's latest hold of the lock: 0, or -EPERM if there is none. */
int px_holds_unlock(struct px_holds *holds, union px_lock *lock, u32 actor);

/* Makes the actor's latest hold as a writer one as a reader: 0 or -EPERM. */
int px_holds_downgrade(struct px_holds *holds, union px_lock *lock, u32 actor);

/* Ends what the process holds, poison locks by a panic; who waits goes on waiting. */
void px_holds_flush(struct px_holds *holds, fl_owner_t process);

/* Who holds the lock, and who waits for it. */
void px_holds_show(struct px_holds *holds, union px_lock *lock, struct seq_file *m);

#endif /* PX_KMOD_HOLDS_H */
