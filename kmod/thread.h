/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_THREAD_H
#define PX_THREAD_H

#include <linux/completion.h>
#include <linux/kthread.h>
#include <linux/sched/task.h>

struct px_thread {
	u64 (*fn)(void *arg);
	void *arg;
	u64 value;
	struct task_struct *task;	/* a reference, from spawn to join */
	struct completion ended;
};

#include "contract/thread.h"
#include "inherit.h"

/*
 * The thread leaves through the kernel's own text: once ended is complete it
 * runs no more of this module, which may then be unloaded.
 */
static inline int px_thread_run(void *self)
{
	struct px_thread *t = self;

	t->value = t->fn(t->arg);
	kthread_complete_and_exit(&t->ended, 0);
}

static inline int px_thread_spawn(struct px_thread *t, px_thread_fn fn, void *arg)
{
	struct task_struct *task;
	int err;

	t->fn = fn;
	t->arg = arg;
	init_completion(&t->ended);
	task = kthread_create(px_thread_run, t, "px/%d", current->pid);
	if (IS_ERR(task))
		return PTR_ERR(task);
	err = px_inherit(task);
	if (err) {
		kthread_stop(task);	/* it never ran, and never will */
		return err;
	}
	t->task = get_task_struct(task);
	wake_up_process(task);
	return 0;
}

static inline void px_thread_reap(struct px_thread *t, u64 *value)
{
	put_task_struct(t->task);
	if (value)
		*value = t->value;
}

static inline void px_thread_join(struct px_thread *t, u64 *value)
{
	wait_for_completion(&t->ended);
	px_thread_reap(t, value);
}

static inline int px_thread_join_intr(struct px_thread *t, u64 *value)
{
	if (wait_for_completion_interruptible(&t->ended))
		return -EINTR;
	px_thread_reap(t, value);
	return 0;
}

#endif /* PX_THREAD_H */
