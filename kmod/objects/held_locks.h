/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * held_locks: the locks that the owners of an instance hold or wait for. Errors
 * are those of PX_IOC_OP in uapi/parallax.h.
 */
#ifndef PX_KMOD_HELD_LOCKS_H
#define PX_KMOD_HELD_LOCKS_H

#include <linux/list.h>
#include <linux/mutex.h>
#include "base/account.h"
#include "lock_proxy.h"

struct seq_file;

struct px_held_locks {
	struct mutex lock;	/* protects list and count */
	struct list_head list;	/* oldest first */
	unsigned int count;	/* all held locks, including those that are not on the list */
	struct px_account *account;	/* to which the proxies are charged */
};

/**
 * px_held_locks_init() - initialise an empty set
 * @set: the held locks
 * @account: to which the proxies are charged
 *
 * Context: any.
 */
void px_held_locks_init(struct px_held_locks *set, struct px_account *account);

/**
 * px_held_locks_destroy() - release every lock
 * @set: the held locks; no call waits for one
 *
 * Context: process, may sleep.
 */
void px_held_locks_destroy(struct px_held_locks *set);

/**
 * px_held_locks_acquire() - acquire a lock for the owner of a call
 * @set: the held locks
 * @lock: the lock
 * @ctx: the call
 * @mode: how to acquire it
 * @try: do not wait
 * @deadline_ns: when a wait ends, by ktime_get_ns(); 0: no limit
 *
 * Context: process, may sleep.
 * Return: as px_lock_proxy_acquire(); or -ENOSPC, -EAGAIN, -ENOMEM; -EBADF if the owner's process
 * has closed the file meanwhile.
 */
int px_held_locks_acquire(struct px_held_locks *set, union px_lock *lock,
			  const struct px_call_ctx *ctx, enum px_lock_mode mode, bool try,
			  u64 deadline_ns);

/**
 * px_held_locks_held() - does the caller hold a lock?
 * @set: the held locks
 * @lock: the lock
 * @owner: the owner that the caller names
 *
 * Context: process, may sleep.
 * Return: true if the owner holds it.
 */
bool px_held_locks_held(struct px_held_locks *set, union px_lock *lock, u32 owner);

/**
 * px_held_locks_release() - release the lock that an owner acquired last
 * @set: the held locks
 * @lock: the lock
 * @owner: the owner that the caller names
 *
 * Context: process, may sleep.
 * Return: 0, or -EPERM if the owner does not hold it.
 */
int px_held_locks_release(struct px_held_locks *set, union px_lock *lock, u32 owner);

/**
 * px_held_locks_downgrade() - make an owner's write lock a read lock
 * @set: the held locks
 * @lock: the lock
 * @owner: the owner that the caller names
 * @file: the device's file
 *
 * Context: process, may sleep.
 * Return: 0; -EPERM if the owner does not hold it as a writer; -EBADF if the owner's process has
 * closed the file meanwhile, which releases the lock.
 */
int px_held_locks_downgrade(struct px_held_locks *set, union px_lock *lock, u32 owner,
			    const struct file *file);

/**
 * px_held_locks_flush() - a process closes the file or has ended
 * @set: the held locks
 * @process: the process
 *
 * Releases what the process owns alone, and poisons its poison locks. Calls that
 * wait go on.
 *
 * Context: process, may sleep.
 */
void px_held_locks_flush(struct px_held_locks *set, struct pid *process);

/**
 * px_held_locks_show() - the owners that hold a lock or wait for it
 * @set: the held locks
 * @lock: the lock
 * @m: where to print
 *
 * Context: process, may sleep.
 */
void px_held_locks_show(struct px_held_locks *set, union px_lock *lock, struct seq_file *m);

#endif /* PX_KMOD_HELD_LOCKS_H */
