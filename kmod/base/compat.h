/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * compat: what drifts between the kernels that the module is built for, from
 * 6.1 on. Each entry says since when, and when it can go.
 */
#ifndef PX_COMPAT_H
#define PX_COMPAT_H

#include <linux/sched.h>
#include <linux/timer.h>
#include <linux/version.h>
#include "uapi/parallax.h"

/* struct io_uring_cmd moved to a header of its own in 6.8. Goes with 6.1. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 8, 0)
#include <linux/io_uring.h>
#else
#include <linux/io_uring/cmd.h>
#endif

/* The 16 bytes of a command. Since 6.5 they are found by the SQE. Goes with 6.1. */
static inline const struct px_uring_command *px_uring_entry(const struct io_uring_cmd *cmd)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 5, 0)
	return cmd->cmd;
#else
	return (const void *)cmd->sqe->cmd;
#endif
}

/*
 * Whether a command is seen for the first time. One that must wait comes again, on
 * a thread of io_uring's; from 6.10 to 6.13 it is then still shown the ring's entry,
 * where another may stand by now. Of its flags io_uring uses both ends, and has
 * checked that the rest is 0. Goes with 6.12.
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

/* What a command carries, read once: it may be user memory that changes. */
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

/*
 * What uring_cmd() is to return, for a completion with that result. On 6.1 one
 * above zero must not be returned as such: nobody would complete the command.
 * The second result, always 0 here, was dropped in 6.18. Goes with 6.1 and 6.12.
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
 * preempt_model_lazy() came with PREEMPT_LAZY in 6.13, and before that with the
 * PREEMPT_RT patches of 6.12, which select the symbol asked for here. Goes with 6.12.
 */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 13, 0) && !defined(CONFIG_ARCH_HAS_PREEMPT_LAZY)
static inline bool preempt_model_lazy(void)
{
	return false;
}
#endif

/* Renamed in 6.16; goes with 6.12. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 16, 0)
#define timer_destroy_on_stack	destroy_timer_on_stack
#endif

/*
 * Since 6.12 a sleeper may stay on the run queue for a while, marked as one, and
 * task_is_runnable() knows. Goes with 6.1.
 */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 12, 0)
static inline bool task_is_runnable(struct task_struct *task)
{
	return task->on_rq;
}
#endif

/*
 * Since 6.14 a kernel thread that first runs forgets the CPU mask that it was given before: where
 * CPUs are isolated, later everywhere (kthread_affine_node()). Stays.
 */
#define PX_MASK_IS_FORGOTTEN	(LINUX_VERSION_CODE >= KERNEL_VERSION(6, 14, 0))

#endif /* PX_COMPAT_H */
