/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_THREAD_H
#define PX_THREAD_H

#include <linux/bug.h>
#include <linux/completion.h>
#include <linux/kthread.h>
#include <linux/sched/task.h>
#include "panic.h"
#include "base/account.h"
#include "base/compat.h"
#include "base/types.h"

struct px_thread {
	u64 (*fn)(void *arg);
	void *arg;
	u64 value;
	struct px_panic panic;
	struct task_struct *task;	/* a reference, from spawn to join */
	struct completion ended;
	struct cpumask *mask;		/* to be set when the thread first runs; or NULL */
	pid_t process;			/* that called the module; the name of the thread */
	struct px_thread_budget *budget;	/* of the lab that waits for the thread; or NULL */
	struct px_account *account;	/* pays for a detached thread; or NULL */
};

#include "contract/thread.h"

/* In thread.c. */
int px_thread_inherit(struct px_thread *t, struct task_struct *task);
int px_thread_run(void *self);
void px_thread_leave(struct px_thread *t);
int px_detached_spawn(px_thread_fn fn, void *arg);
u32 px_detached_count(void);
void px_detached_await(void);

/* Other tasks call this too: a kernel worker may close a file. */
static inline struct px_thread *px_thread_self(void)
{
	if (!(current->flags & PF_KTHREAD) || kthread_func(current) != px_thread_run)
		return NULL;
	return kthread_data(current);
}

/* Of the process on whose behalf the current thread runs. */
static inline void px_thread_set_origin(struct px_thread *t)
{
	struct px_thread *self = px_thread_self();

	t->process = self ? self->process : current->tgid;
	t->budget = self ? self->budget : NULL;
	t->account = NULL;
}

/* The thread does not run yet: wake_up_process() starts it, kthread_stop() frees it. */
static inline struct task_struct *px_thread_create(struct px_thread *t, px_thread_fn fn, void *arg)
{
	t->fn = fn;
	t->arg = arg;
	t->mask = NULL;
	t->panic = (struct px_panic) { .newest = NULL };
	init_completion(&t->ended);
	px_thread_set_origin(t);
	return kthread_create(px_thread_run, t, "px/%d", t->process);
}

static inline int px_thread_start(struct px_thread *t, struct task_struct *task)
{
	int err = px_thread_inherit(t, task);

	if (err) {
		kthread_stop(task);	/* it has never run */
		return err;
	}
	t->task = get_task_struct(task);
	wake_up_process(task);
	return 0;
}

static inline int px_thread_spawn(struct px_thread *t, px_thread_fn fn, void *arg)
{
	struct task_struct *task = px_thread_create(t, fn, arg);

	return IS_ERR(task) ? PTR_ERR(task) : px_thread_start(t, task);
}

static inline int px_thread_reap(struct px_thread *t, u64 *value)
{
	put_task_struct(t->task);
	if (value)
		*value = t->panic.panicking ? t->panic.code : t->value;
	return t->panic.panicking ? -EOWNERDEAD : 0;
}

static inline int px_thread_join(struct px_thread *t, u64 *value)
{
	wait_for_completion(&t->ended);
	return px_thread_reap(t, value);
}

static inline int px_thread_join_intr(struct px_thread *t, u64 *value)
{
	if (wait_for_completion_interruptible(&t->ended))
		return -EINTR;
	return px_thread_reap(t, value);
}

static inline bool px_thread_ended(struct px_thread *t)
{
	return completion_done(&t->ended);
}

/*
 * A task that has set its state, but has not slept yet, is still on the run
 * queue. On PREEMPT_RT waiting for a spinlock_t (TASK_RTLOCK_WAIT) is no sleep.
 */
static inline bool px_thread_asleep(struct px_thread *t)
{
	return READ_ONCE(t->task->__state) & (TASK_INTERRUPTIBLE | TASK_UNINTERRUPTIBLE) &&
	       !task_is_runnable(t->task);
}

static inline struct px_panic *px_thread_panic_of(struct px_thread *t)
{
	return &t->panic;
}

/* Must not end another thread, such as the caller's process. */
static inline void px_thread_panic(u64 code)
{
	struct px_thread *self = px_thread_self();

	BUG_ON(!self);
	px_panic_unwind(&self->panic, code);
	px_thread_leave(self);
	kthread_complete_and_exit(&self->ended, 0);
}

static inline int px_thread_spawn_detached(px_thread_fn fn, void *arg)
{
	return px_detached_spawn(fn, arg);
}

static inline u32 px_thread_detached(void)
{
	return px_detached_count();
}

static inline void px_thread_await_detached(void)
{
	px_detached_await();
}

static inline int px_thread_stop_unstarted(px_thread_fn fn, void *arg)
{
	struct px_thread t;
	struct task_struct *task = px_thread_create(&t, fn, arg);

	return IS_ERR(task) ? PTR_ERR(task) : kthread_stop(task);
}

#endif /* PX_THREAD_H */
