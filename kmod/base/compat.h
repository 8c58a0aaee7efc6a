/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * compat: the differences between the kernels that the module is built for, from
 * 6.1 on. Each entry names the version in which the kernel changed. "Remove with
 * 6.1": the entry is not needed when the module no longer supports 6.1.
 */
#ifndef PX_COMPAT_H
#define PX_COMPAT_H

#include <linux/sched.h>
#include <linux/timer.h>
#include <linux/version.h>
#include "uapi/parallax.h"

/* struct io_uring_cmd moved to its own header in 6.8. Remove with 6.1. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 8, 0)
#include <linux/io_uring.h>
#else
#include <linux/io_uring/cmd.h>
#endif

/**
 * px_uring_entry() - the 16 command bytes of a command's SQE
 * @cmd: the command
 *
 * Since 6.5, @cmd has a pointer to the SQE. Remove with 6.1.
 *
 * Context: uring_cmd().
 * Return: the bytes. They may be user memory that changes.
 */
static inline const struct px_uring_command *px_uring_entry(const struct io_uring_cmd *cmd)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 5, 0)
	return cmd->cmd;
#else
	return (const void *)cmd->sqe->cmd;
#endif
}

/**
 * px_uring_is_new() - is this the first call for a command?
 * @cmd: the command
 *
 * For a command that returned -EAGAIN, io_uring calls again from a worker thread.
 * From 6.10 to 6.13, the SQE may have been reused by then. io_uring uses the lowest
 * and the highest bits of the flags, and has checked that the others are 0. Remove
 * with 6.12.
 *
 * Context: uring_cmd(), once for each call.
 * Return: true if the SQE is still that of the command.
 */
static inline bool px_uring_is_new(struct io_uring_cmd *cmd)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 10, 0) && LINUX_VERSION_CODE < KERNEL_VERSION(6, 14, 0)
	const u32 seen = 1u << 16;
	bool new = !(cmd->flags & seen);

	cmd->flags |= seen;
	return new;
#else
	return true;
#endif
}

/**
 * px_uring_payload() - the argument of a command, read once and kept
 * @cmd: the command
 *
 * Context: uring_cmd(), once for each call.
 * Return: the argument.
 */
static inline struct px_uring_command px_uring_payload(struct io_uring_cmd *cmd)
{
	struct px_uring_command *kept = (void *)cmd->pdu;

	BUILD_BUG_ON(sizeof(*kept) > sizeof(cmd->pdu));
	if (px_uring_is_new(cmd)) {
		const struct px_uring_command *entry = px_uring_entry(cmd);

		kept->arg = READ_ONCE(entry->arg);
		kept->reserved = READ_ONCE(entry->reserved);
	}
	return *kept;
}

/**
 * px_uring_result() - the return value of uring_cmd() for a result
 * @cmd: the command
 * @result: of the completion
 * @issue_flags: those of uring_cmd()
 *
 * 6.1 does not complete a command that returns a value above 0. io_uring_cmd_done()
 * lost its second result, which is always 0 here, in 6.18. Remove with 6.1 and 6.12.
 *
 * Context: uring_cmd().
 * Return: @result, or -EIOCBQUEUED if the command is completed here.
 */
static inline int px_uring_result(struct io_uring_cmd *cmd, long result, unsigned int issue_flags)
{
	if (result <= 0)
		return result;
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 18, 0)
	io_uring_cmd_done(cmd, result, 0, issue_flags);
#else
	io_uring_cmd_done(cmd, result, issue_flags);
#endif
	return -EIOCBQUEUED;
}

/*
 * 6.13 added preempt_model_lazy() with PREEMPT_LAZY. The PREEMPT_RT patches of 6.12
 * have it too, and select ARCH_HAS_PREEMPT_LAZY. Remove with 6.12.
 */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 13, 0) && !defined(CONFIG_ARCH_HAS_PREEMPT_LAZY)
static inline bool preempt_model_lazy(void)
{
	return false;
}
#endif

/* Renamed in 6.16. Remove with 6.12. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 16, 0)
#define timer_destroy_on_stack	destroy_timer_on_stack
#endif

/*
 * Since 6.12 a sleeping task may stay on the run queue for a while (delayed dequeue);
 * task_is_runnable() returns false for it. Remove with 6.1.
 */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 12, 0)
static inline bool task_is_runnable(struct task_struct *task)
{
	return task->on_rq;
}
#endif

/* The device that a devnode() gets is constant since 6.2. Remove with 6.1. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 2, 0)
#define px_devnode_arg	struct device
#else
#define px_devnode_arg	const struct device
#endif

/*
 * Since 6.14 a kernel thread loses a CPU mask that was set before its first run: first
 * only with isolated CPUs, later always (kthread_affine_node()). Keep.
 */
#define PX_MASK_IS_FORGOTTEN	(LINUX_VERSION_CODE >= KERNEL_VERSION(6, 14, 0))

/*
 * With CONFIG_PREEMPT, cond_resched() does nothing: interrupts preempt. In User Mode Linux they do
 * not. Keep.
 */
static inline void px_cond_resched(void)
{
	cond_resched();
	if (IS_ENABLED(CONFIG_UML) && need_resched())
		schedule();
}

#endif /* PX_COMPAT_H */
