/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * call_ctx: the context of one call on an instance. It says which instance is
 * called, for which owner, on which object, and how the call may wait.
 */
#ifndef PX_KMOD_CALL_CTX_H
#define PX_KMOD_CALL_CTX_H

#include <linux/fs.h>
#include <linux/sched.h>
#include "base/wait_mode.h"

struct px_kernel_run;
struct px_lab_state;
struct px_objects;

/* The owner of a lock or of a channel's end: see PX_IOC_OP in uapi/parallax.h. */
struct px_owner {
	u32 number;
	fl_owner_t process;	/* file table of the process; NULL: any process that has the file */
};

/* On the caller's stack. The pointers are valid until the call returns. */
struct px_call_ctx {
	u32 instance;			/* number of the instance, for the trace */
	enum px_wait_mode wait_mode;
	struct px_kernel_run *run;	/* the parts of the instance */
	struct px_lab_state *lab;
	struct px_objects *objects;
	struct px_owner owner;
	const char *object;		/* name of the object; "" if the call has none */
};

/**
 * px_owner_is_caller() - does something of this owner belong to the caller?
 * @o: the owner
 * @number: the owner that the caller names
 *
 * io_uring's worker threads have the file table of their process.
 *
 * Context: process.
 * Return: true if the numbers are equal and the process, if any, is the caller's.
 */
static inline bool px_owner_is_caller(const struct px_owner *o, u32 number)
{
	return o->number == number && (!o->process || o->process == current->files);
}

#endif /* PX_KMOD_CALL_CTX_H */
