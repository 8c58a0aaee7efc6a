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

#endif /* PX_COMPAT_H */
