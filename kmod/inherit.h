/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A kernel thread is born with every CPU and the default policy, whoever asked
 * for it. This passes on what a user-space thread would inherit.
 */
#ifndef PX_INHERIT_H
#define PX_INHERIT_H

#include <linux/cpumask.h>
#include <linux/sched.h>
#include <linux/sched/rt.h>
#include <uapi/linux/sched/types.h>

/* Policy, priority and nice value; what is the default already costs nothing. */
static inline int px_inherit_policy(struct task_struct *task)
{
	struct sched_attr attr = {
		.size = sizeof(attr),
		.sched_policy = current->policy,
		.sched_nice = task_nice(current),
		.sched_priority = current->rt_priority,
	};

	if (current->policy == task->policy && task_nice(current) == task_nice(task) &&
	    current->rt_priority == task->rt_priority)
		return 0;
	if (current->policy == SCHED_DEADLINE)
		return -EOPNOTSUPP;
	return sched_setattr_nocheck(task, &attr);
}

/* The CPU mask, policy and nice value of the calling thread, for a new one. */
static inline int px_inherit(struct task_struct *task)
{
	if (!cpumask_equal(current->cpus_ptr, task->cpus_ptr)) {
		int err = set_cpus_allowed_ptr(task, current->cpus_ptr);

		if (err)
			return err;
	}
	return px_inherit_policy(task);
}

#endif /* PX_INHERIT_H */
