/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * sched_inherit: a kernel thread starts with all CPUs and the default policy.
 * This gives it what a user thread inherits from its creator.
 */
#ifndef PX_SCHED_INHERIT_H
#define PX_SCHED_INHERIT_H

#include <linux/cpumask.h>
#include <linux/sched.h>
#include <linux/sched/rt.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <uapi/linux/sched/types.h>
#include "base/compat.h"

/*
 * Policy, priority and nice value, if they are not the default. With SCHED_RESET_ON_FORK
 * those that fork() would give: no real-time policy, and no nice value below 0.
 */
static inline int px_sched_inherit_policy(struct task_struct *task)
{
	bool reset = current->sched_reset_on_fork;
	bool real_time = current->policy == SCHED_FIFO || current->policy == SCHED_RR ||
			 current->policy == SCHED_DEADLINE;
	struct sched_attr attr = {
		.size = sizeof(attr),
		.sched_policy = reset && real_time ? SCHED_NORMAL : current->policy,
		.sched_nice = reset ? max(task_nice(current), 0) : task_nice(current),
		.sched_priority = reset ? 0 : current->rt_priority,
	};

	if (attr.sched_policy == task->policy && attr.sched_nice == task_nice(task) &&
	    attr.sched_priority == task->rt_priority)
		return 0;
	if (attr.sched_policy == SCHED_DEADLINE)
		return -EOPNOTSUPP;
	return sched_setattr_nocheck(task, &attr);
}

/* *later: the mask that the thread must pass to px_sched_inherit_late() when it first runs. */
static inline int px_sched_inherit_mask(struct task_struct *task, struct cpumask **later)
{
	int err;

	if (cpumask_equal(current->cpus_ptr, task->cpus_ptr))
		return 0;
	err = set_cpus_allowed_ptr(task, current->cpus_ptr);
	if (err || !PX_MASK_IS_FORGOTTEN)
		return err;
	*later = kmemdup(current->cpus_ptr, cpumask_size(), GFP_KERNEL_ACCOUNT);
	return *later ? 0 : -ENOMEM;
}

/* Gives a new thread the CPU mask, policy and nice value of the caller. */
static inline int px_sched_inherit(struct task_struct *task, struct cpumask **later)
{
	int err = px_sched_inherit_mask(task, later);

	return err ? err : px_sched_inherit_policy(task);
}

/* Fails silently if these CPUs are offline by now. */
static inline void px_sched_inherit_late(struct cpumask *mask)
{
	if (mask)
		set_cpus_allowed_ptr(current, mask);
	kfree(mask);
}

#endif /* PX_SCHED_INHERIT_H */
