/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * lock_proxy: a kernel thread that acquires a lock for a caller and holds it after
 * the call returns. A process must not hold a kernel lock in user space.
 */
#ifndef PX_KMOD_LOCK_PROXY_H
#define PX_KMOD_LOCK_PROXY_H

#include <linux/completion.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/wait.h>
#include "base/call_ctx.h"
#include "poison.h"
#include "thread.h"

/* How a lock is acquired and held. */
enum px_lock_mode {
	PX_MODE_MUTEX,
	PX_MODE_READ,
	PX_MODE_WRITE,
	PX_MODE_POISON,
};

/* The mode says which member is valid. */
union px_lock {
	struct mutex mutex;
	struct rw_semaphore rwsem;
	struct px_poison poison;
};

enum px_proxy_request {
	PX_PROXY_NONE,
	PX_PROXY_DOWNGRADE,
	PX_PROXY_RELEASE,
	PX_PROXY_ABANDON
};

struct px_lock_proxy {
	union px_lock *lock;
	const struct px_call_ctx *ctx;	/* the caller's; valid until done is complete */
	enum px_lock_mode mode;
	bool try;			/* do not wait for the lock */
	bool cancelled;
	enum px_proxy_request request;	/* set by the caller while the proxy holds the lock */
	wait_queue_head_t requests;
	struct completion done;		/* result is valid, or the downgrade is done */
	int result;
	struct px_thread thread;
};

/**
 * px_lock_proxy_acquire() - start a proxy that acquires a lock
 * @p: the proxy
 * @lock: the lock
 * @ctx: the call
 * @mode: how to acquire it
 * @try: do not wait
 * @deadline_ns: when a wait ends, by ktime_get_ns(); 0: no limit
 *
 * After 0 and -EOWNERDEAD the proxy holds the lock until px_lock_proxy_release() or
 * px_lock_proxy_abandon(). After another error the proxy has ended without the lock.
 *
 * Context: process, may sleep.
 * Return: 0; -EOWNERDEAD if the lock is poisoned; -EBUSY (try); -ETIMEDOUT;
 * -ERESTARTSYS after a signal; or the error of the thread's creation.
 */
int px_lock_proxy_acquire(struct px_lock_proxy *p, union px_lock *lock,
			  const struct px_call_ctx *ctx, enum px_lock_mode mode, bool try,
			  u64 deadline_ns);

/**
 * px_lock_proxy_acquired() - does a proxy with this result hold its lock?
 * @result: what px_lock_proxy_acquire() returned
 *
 * Context: any.
 * Return: true if it holds the lock.
 */
static inline bool px_lock_proxy_acquired(int result)
{
	return !result || result == -EOWNERDEAD;
}

/**
 * px_lock_proxy_downgrade() - make a writer a reader, with no writer in between
 * @p: the proxy, which holds the lock as a writer
 *
 * Context: process, may sleep.
 */
void px_lock_proxy_downgrade(struct px_lock_proxy *p);

/**
 * px_lock_proxy_release() - release the lock and end the proxy
 * @p: the proxy, which holds the lock
 *
 * Context: process, may sleep.
 */
void px_lock_proxy_release(struct px_lock_proxy *p);

/**
 * px_lock_proxy_abandon() - end the proxy because its owner has died
 * @p: the proxy, which holds the lock
 *
 * The proxy panics with a poison lock, which poisons it. It releases other locks.
 *
 * Context: process, may sleep.
 */
void px_lock_proxy_abandon(struct px_lock_proxy *p);

#endif /* PX_KMOD_LOCK_PROXY_H */
