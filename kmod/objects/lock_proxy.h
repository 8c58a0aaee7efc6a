/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * stand-in: a kernel thread that takes a lock in a caller's place and keeps it
 * after the caller's return to user space, where no kernel lock may be held.
 */
#ifndef PX_KMOD_LOCK_PROXY_H
#define PX_KMOD_LOCK_PROXY_H

#include <linux/completion.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/wait.h>
#include "poison.h"
#include "thread.h"
#include "call_ctx.h"

/* How a lock is taken, and held. */
enum px_lock_mode {
	PX_MODE_MUTEX,
	PX_MODE_READ,
	PX_MODE_WRITE,
	PX_MODE_POISON,
};

/* The one that the mode speaks of. */
union px_lock {
	struct mutex mutex;
	struct rw_semaphore rwsem;
	struct px_poison poison;
};

enum px_order { PX_ORDER_NONE, PX_ORDER_DOWNGRADE, PX_ORDER_RELEASE, PX_ORDER_ABANDON };

struct px_lock_proxy {
	union px_lock *lock;
	const struct px_call_ctx *whose;	/* the caller's, until it is settled */
	enum px_lock_mode mode;
	bool try;			/* take it at once or not at all */
	bool cancelled;
	enum px_order order;		/* given while it holds the lock */
	wait_queue_head_t orders;
	struct completion settled;	/* it has, or has not: result; or: order done */
	int result;
	struct px_thread thread;
};

/*
 * Takes the lock: 0, or -EOWNERDEAD if it is poisoned, and the stand-in holds it
 * until px_lock_proxy_release() or px_lock_proxy_abandon(). Otherwise it is gone,
 * nothing is held, and the error says why: -EBUSY (try),
 * -ETIMEDOUT after timeout_ns (0: no limit), -ERESTARTSYS or, with a time
 * limit, -EINTR after a signal, or that no thread was to be had.
 */
int px_lock_proxy_take(struct px_lock_proxy *s, union px_lock *lock, const struct px_call_ctx *whose,
		    enum px_lock_mode mode, bool try, u64 timeout_ns);

/* Whether what px_lock_proxy_take() said means that the lock is held. */
static inline bool px_lock_proxy_acquired(int result)
{
	return !result || result == -EOWNERDEAD;
}

/* From writer to reader, with no other writer in between. */
void px_lock_proxy_downgrade(struct px_lock_proxy *s);

/* Unlocks and ends. */
void px_lock_proxy_release(struct px_lock_proxy *s);

/* Likewise, since whom it stands in for is dead: by a panic, which poisons a poison lock. */
void px_lock_proxy_abandon(struct px_lock_proxy *s);

#endif /* PX_KMOD_LOCK_PROXY_H */
