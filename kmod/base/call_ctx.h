/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * call_ctx: the context of one call on an instance. It says which instance is
 * called, for which owner, on which object, and how the call may wait.
 */
#ifndef PX_KMOD_CALL_CTX_H
#define PX_KMOD_CALL_CTX_H

#include <linux/pid.h>
#include <linux/rcupdate.h>
#include <linux/sched/signal.h>
#include "base/wait_mode.h"

struct file;
struct px_account;
struct px_kernel_run;
struct px_lab_state;
struct px_objects;

/*
 * The owner of a lock or of a channel's end: see PX_IOC_OP in uapi/parallax.h. What is
 * owned has a reference on the process, so that no later process can be taken for it.
 */
struct px_owner {
	u32 number;
	struct pid *process;	/* NULL: any process that has the file */
};

/* On the caller's stack. The pointers are valid until the call returns. */
struct px_call_ctx {
	const struct file *file;
	u32 instance;			/* number of the instance, for the trace */
	enum px_wait_mode wait_mode;
	bool in_submission;		/* of io_uring: must not sleep at all */
	struct px_kernel_run *run;	/* the parts of the instance */
	struct px_lab_state *lab;
	struct px_objects *objects;
	struct px_account *account;
	struct px_owner owner;
	const char *object;		/* name of the object; "" if the call has none */
};

/**
 * px_owner_is_caller() - does something of this owner belong to the caller?
 * @o: the owner
 * @number: the owner that the caller names
 *
 * io_uring's worker threads are threads of their process.
 *
 * Context: process.
 * Return: true if the numbers are equal and the process, if any, is the caller's.
 */
static inline bool px_owner_is_caller(const struct px_owner *o, u32 number)
{
	return o->number == number && (!o->process || o->process == task_tgid(current));
}

/**
 * px_owner_leaves() - does something belong to a process that leaves the file?
 * @process: the process that it belongs to, referenced; or NULL
 * @closing: the process that closes the file now
 *
 * A process that shares its file table with another one (CLONE_FILES), or whose file is
 * registered with io_uring, can end without a close. What it has left is found at the next
 * close by any process.
 *
 * Context: any.
 * Return: true if the process is the closing one, or has ended.
 */
static inline bool px_owner_leaves(struct pid *process, struct pid *closing)
{
	bool gone;

	if (!process || process == closing)
		return process;
	rcu_read_lock();
	gone = !pid_task(process, PIDTYPE_TGID);
	rcu_read_unlock();
	return gone;
}

#endif /* PX_KMOD_CALL_CTX_H */
